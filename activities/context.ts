/**
 * What carrying out an effect needs to know: the agreement, the calendar, who holds which role, and whose it is.
 */
import { type Engine } from '../contract/ports/engine';
import { type Notifier } from '../contract/ports/notifier';
import { type Table } from '../contract/ports/table';
import { type Origin } from '../contract/messages/effects';
import { SCHOOL_ROLES, type StaffRole, type TaskKind } from '../contract/messages/vocabulary';
import { type Terms, termsOf } from '../records/agreements';
import { getYouth, type Holders, holders, type Youth } from '../records/people';
import { type WorkingDayKind } from '../rules/calendar';
import { type Instant } from '../rules/clock';
import { type DueTerms, type ReminderTerms } from '../rules/dueDates';
import { type Rung } from '../rules/ladder';

/** The outside world as activities see it. */
export interface Ports {
  readonly table: Table;
  readonly notifier: Notifier;
  readonly engine: Pick<Engine, 'wakeDispatch' | 'gone' | 'messageFailed'>;
  /** The present moment, in milliseconds since 1970. */
  readonly now: () => Instant;
  /** Address of the pages, for messages to staff: `https://roedtraad.kommune.example`. */
  readonly pages: string;
}

export interface Context {
  readonly table: Table;
  readonly origin: Origin;
  readonly terms: Terms;
  readonly youth: Youth | undefined;
  readonly holders: Holders;
}

export async function contextOf(table: Table, origin: Origin): Promise<Context> {
  const [terms, youth] = await Promise.all([
    termsOf(table, origin.school, origin.agreement),
    origin.youth === undefined ? undefined : getYouth(table, origin.youth),
  ]);
  return {
    table,
    origin,
    terms,
    youth,
    holders: await holders(table, youth, origin.school ?? youth?.school),
  };
}

/** Whose working days a role's deadlines are counted in. */
export function workingDays(role: StaffRole): WorkingDayKind {
  return SCHOOL_ROLES.includes(role) ? 'school' : 'municipal';
}

export function dueTerms({ policy, closed }: Terms, role: StaffRole, days: number): DueTerms {
  return { days, kind: workingDays(role), closed, closing: policy.deadlines.closing };
}

export function reminderTerms({ policy, closed }: Terms, role: StaffRole): ReminderTerms {
  const { morning, longerThanDays, earlyDays } = policy.reminders;
  return { kind: workingDays(role), closed, morning, longerThanDays, earlyDays };
}

/**
 * The ladder of a kind of task. A measure (R10) is first with whoever owns it, then with that role's leader.
 */
export function ladderOf(
  { policy }: Terms,
  kind: TaskKind,
  owner: StaffRole | undefined,
): readonly Rung<StaffRole>[] {
  const ladder = policy.ladders[kind];
  const [first, second, ...rest] = ladder;
  if (owner === undefined || !first || first.role === owner) return ladder;
  const leader = policy.leaders[owner];
  const above = second && leader !== undefined ? [{ ...second, role: leader }] : [];
  return [{ ...first, role: owner }, ...above, ...rest.filter(({ role }) => role !== leader)];
}
