/**
 * What a task has of an agreement: its ladder, whose working days count, how its due date and reminders are counted.
 */
import { SCHOOL_ROLES, type StaffRole, type TaskKind } from '../contract/messages/vocabulary';
import { type WorkingDayKind } from '../rules/calendar';
import { type DueTerms, type ReminderTerms } from '../rules/dueDates';
import { type Rung } from '../rules/ladder';
import { type Terms } from './agreements';

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
