/**
 * How each effect changes a task's row. Pure: row and circumstances in, new row and the facts to journal out.
 */
import { type Effect, type MeetingWindow } from '../contract/messages/effects';
import { outcomeForm } from '../contract/messages/outcomes';
import { taskId, unitRef } from '../contract/messages/ids';
import { type Placement } from '../contract/messages/tasks';
import { type Channel, type Facts } from '../contract/messages/vocabulary';
import { isMoved, movedTask } from '../records/movedTask';
import { type TaskRow } from '../records/tasks';
import { dueTerms, ladderOf, reminderTerms, workingDays } from '../records/taskTerms';
import { addWorkingDays, firstWorkingDay } from '../rules/calendar';
import { copenhagen, type Instant, instantOf } from '../rules/clock';
import { dueDate, nextOverdueReminder, reminders } from '../rules/dueDates';
import { placeOnLadder } from '../rules/ladder';
import { spreadMs } from '../rules/spread';
import { type Context } from './context';

/** Effects that concern one task's row. */
export type TaskEffect = Extract<Effect, { do: `${string}Task` }>;

type EffectOf<Do extends TaskEffect['do']> = Extract<TaskEffect, { do: Do }>;
type Changed = Partial<TaskRow> & { readonly latest: Facts };

/** A task opens on the first rung somebody holds; where nobody holds any, with the first role's unit. */
export function openedTask(effect: EffectOf<'openTask'>, context: Context): TaskRow {
  const { origin, terms } = context;
  const { kind, n, rule, reason, basis, role: owner, youth = origin.youth } = effect;
  const ladder = ladderOf(terms, kind, owner);
  const placed = placeOnLadder(ladder, 0, context.holders.holderOf);
  const { rung, role, days } = placed ?? { rung: 0, ...firstOf(ladder) };
  const assignee =
    placed?.holder ?? unitRef(role, workingDays(role) === 'school' ? origin.school : undefined);
  const skipped = placed?.skipped ?? ladder.map((step) => step.role);
  const { nationalDays } = effect;
  const counted = dueDate(basis, {
    ...dueTerms(terms, role, nationalDays ?? days),
    ...(nationalDays !== undefined && { kind: 'national' as const }),
  });
  const chosen = chosenDue(effect, context);
  const { due, explanation } = chosen === undefined ? counted : { due: chosen, explanation: undefined };
  return withNext(
    {
      id: taskId(origin.workflowId, n),
      seq: effect.seq,
      workflowId: origin.workflowId,
      n,
      kind,
      rule,
      reason,
      agreement: origin.agreement,
      status: 'open',
      placement: {
        rung,
        role,
        assignee,
        due,
        reminders: reminders(
          effect.late ?? effect.at,
          due,
          reminderTerms(terms, role),
          // What has its day in a rhythm needs no word but that morning's.
          ...(effect.onDay !== undefined ? [0] : chosen === undefined ? [nationalDays ?? days] : []),
        ),
        spreadMs: mornings(assignee, context),
        overdue: false,
      },
      explanation,
      openedAt: effect.late ?? effect.at,
      formers: [],
      attempts: 0,
      latest: skipped.length > 0 ? { ...reason, skipped } : reason,
      ...(youth !== undefined && { youth }),
      ...(origin.school !== undefined && { school: origin.school }),
      ...(effect.meeting !== undefined && { meeting: effect.meeting }),
      ...(effect.window && { window: effect.window }),
      ...(owner !== undefined && { owner }),
      ...((nationalDays !== undefined || effect.dueAt !== undefined || rule === 'L1') && { statutory: true }),
      ...channelAfter(kind, 0, context),
    },
    context,
  );
}

/** A due date that is not counted: a day somebody chose, or the day of the meeting the task is about. */
function chosenDue(
  { due, dueAt, onDay, meeting, window, at }: EffectOf<'openTask'>,
  context: Context,
): Instant | undefined {
  if (meeting !== undefined) return meetingDue(meeting, window, at, context);
  if (dueAt !== undefined) return dueAt;
  if (due !== undefined) return instantOf(due, context.terms.policy.deadlines.closing);
  if (onDay !== undefined) {
    const day = firstWorkingDay(onDay, 'municipal', context.terms.closed);
    return instantOf(day, context.terms.policy.deadlines.closing);
  }
  return undefined;
}

/** A meeting is to be closed the day it is held; one that lies beyond its window is late from the window's end (R15). */
function meetingDue(
  meeting: Instant,
  window: MeetingWindow | undefined,
  now: Instant,
  { terms }: Context,
): Instant {
  const closes = instantOf(copenhagen(meeting).date, terms.policy.deadlines.closing);
  const held = Math.max(closes, meeting + AN_HOUR);
  return window && meeting > window.to && window.to > now ? window.to : held;
}

const AN_HOUR = 3_600_000;

/** Kinds of task that are due when their meeting has been; of others the meeting is only a part. */
const DUE_BY_MEETING: ReadonlySet<TaskRow['kind']> = new Set([
  'family.meeting',
  'transition.conference',
  'progress.meeting',
  'prognosis.meeting',
  'network.conference',
]);

/** A new time for the meeting; the due date goes with it where the meeting is what the task is about. */
function booked(
  row: TaskRow,
  effect: { readonly at: Instant; readonly meeting: Instant },
  context: Context,
): Changed {
  const { meeting } = effect;
  return {
    meeting,
    ...(DUE_BY_MEETING.has(row.kind) && {
      explanation: undefined,
      placement: {
        ...row.placement,
        overdue: false,
        ...dueAt(meetingDue(meeting, row.window, effect.at, context), effect.at, row, context),
      },
    }),
    latest: { meeting, moved: row.meeting !== undefined },
  };
}

/** The youth's own answer. Another time without one leaves nothing agreed. */
function answered(row: TaskRow, effect: EffectOf<'answerTask'>, context: Context): Changed {
  const { answer, meeting } = effect;
  if (answer !== 'anotherTime') return { latest: { answer } };
  if (meeting === undefined) return { meeting: undefined, latest: { answer } };
  const moved = booked(row, { at: effect.at, meeting }, context);
  return { ...moved, latest: { ...moved.latest, answer } };
}

/** The row after any effect but the opening one. */
export function changedTask(
  row: TaskRow,
  effect: Exclude<TaskEffect, { do: 'openTask' }>,
  context: Context,
): TaskRow {
  const changed = { ...row, ...change(row, effect, context), seq: effect.seq };
  return changed.status === 'open' ? withNext(changed, context) : changed;
}

function change(row: TaskRow, effect: Exclude<TaskEffect, { do: 'openTask' }>, context: Context): Changed {
  switch (effect.do) {
    case 'remindTask':
      return reminded(row, effect, context);
    case 'escalateTask':
      return escalated(row, effect, context);
    case 'extendTask':
      return extended(row, effect, context);
    case 'completeTask':
      return {
        status: 'completed',
        closedAt: effect.late ?? effect.at,
        closedBy: effect.by,
        outcome: effect.outcome,
        latest: factsOf(effect.outcome),
      };
    case 'withdrawTask':
      return { status: 'withdrawn', closedAt: effect.late ?? effect.at, latest: { why: effect.why } };
    case 'postponeTask':
      return {
        placement: { ...row.placement, overdue: false, ...dueAt(effect.to, effect.at, row, context) },
        explanation: undefined,
        postponed: true,
        latest: { why: effect.reason },
      };
    case 'reassignTask':
      return {
        placement: { ...row.placement, assignee: effect.to, spreadMs: mornings(effect.to, context) },
        formers: handedOn(row, effect.at),
        latest: { from: row.placement.assignee },
      };
    case 'commentTask':
      return { latest: {} };
    case 'reopenTask':
      return reopened(row, effect, context);
    case 'bookTask':
      return booked(row, effect, context);
    case 'answerTask':
      return answered(row, effect, context);
    case 'moveTask':
      return moved(row, effect, context);
  }
}

/** R07: the task follows another version of its agreement; `moved` says whether that changes anything. */
function moved(row: TaskRow, effect: EffectOf<'moveTask'>, context: Context): Changed {
  const now = effect.late ?? effect.at;
  const after = movedTask(row, context, now);
  const { placement, explanation, due } = after;
  const handed = placement.assignee !== row.placement.assignee;
  return {
    placement,
    explanation,
    agreement: effect.to,
    ...(handed && { formers: handedOn(row, now) }),
    latest: {
      moved: isMoved(row, after),
      from: row.agreement,
      to: effect.to,
      dueBefore: row.placement.due,
      due,
      ...(placement.role !== row.placement.role && { roleBefore: row.placement.role }),
    },
  };
}

function reminded(row: TaskRow, effect: EffectOf<'remindTask'>, context: Context): Changed {
  const { placement } = row;
  const { terms } = context;
  const left = placement.overdue
    ? [
        nextOverdueReminder(
          effect.late ?? effect.at,
          terms.policy.reminders.overdueEveryDays,
          reminderTerms(terms, placement.role),
        ),
      ]
    : placement.reminders.filter((at) => at > effect.at);
  return { placement: { ...placement, reminders: left }, latest: { overdue: placement.overdue } };
}

/** To the next rung somebody holds; where there is none the task stays, overdue, and is reminded from now on. */
function escalated(row: TaskRow, effect: EffectOf<'escalateTask'>, context: Context): Changed {
  const { placement } = row;
  const { terms } = context;
  const ladder = ladderOf(terms, row.kind, row.owner);
  const next = placeOnLadder(ladder, placement.rung + 1, context.holders.holderOf);
  if (!next) {
    if (effect.why === 'notReached') {
      return extended(row, { basis: effect.basis, why: effect.why, attempts: row.attempts + 1 }, context);
    }
    const again = nextOverdueReminder(
      effect.basis,
      terms.policy.reminders.overdueEveryDays,
      reminderTerms(terms, placement.role),
    );
    return { placement: { ...placement, overdue: true, reminders: [again] }, latest: { why: 'lastRung' } };
  }
  const { due, explanation } = dueDate(effect.basis, dueTerms(terms, next.role, next.days));
  return {
    placement: {
      rung: next.rung,
      role: next.role,
      assignee: next.holder,
      due,
      reminders: reminders(effect.late ?? effect.at, due, reminderTerms(terms, next.role), next.days),
      spreadMs: mornings(next.holder, context),
      overdue: false,
    },
    explanation,
    postponed: false,
    formers: handedOn(row, effect.late ?? effect.at),
    // The attempt that makes a task escalate counts like any other.
    ...(effect.why === 'notReached' && {
      attempts: row.attempts + 1,
      ...channelAfter(row.kind, row.attempts + 1, context),
    }),
    latest: {
      why: effect.why,
      from: placement.role,
      ...(next.skipped.length > 0 && { skipped: next.skipped }),
    },
  };
}

/**
 * R37: after a no-show there is a new time on the next working day. R05: who was not reached is tried again, with a
 * working day more.
 */
function extended(
  row: TaskRow,
  effect: Pick<EffectOf<'extendTask'>, 'basis' | 'why' | 'attempts'>,
  context: Context,
): Changed {
  const { terms } = context;
  const { placement } = row;
  const from = effect.why === 'noShow' ? effect.basis : Math.max(effect.basis, placement.due);
  const kind = workingDays(placement.role);
  const dueOn = addWorkingDays(copenhagen(from).date, 1, kind, terms.closed);
  const tomorrow = instantOf(dueOn, terms.policy.deadlines.closing);
  // L1: an attempt in vain does not move the law's day.
  const isLaws = row.statutory === true && placement.rung === 0 && placement.due > effect.basis;
  const due = isLaws ? placement.due : tomorrow;
  const next = channelAfter(row.kind, effect.attempts, context);
  return {
    placement: { ...placement, overdue: false, ...dueAt(due, effect.basis, row, context) },
    ...(!isLaws && { explanation: undefined }),
    postponed: false,
    attempts: effect.attempts,
    ...next,
    // R37: the new time is tomorrow's, whatever window the missed one had.
    ...(effect.why === 'noShow' && { meeting: undefined, window: undefined }),
    latest: {
      why: effect.why,
      ...(effect.why === 'notReached' && {
        attempts: effect.attempts,
        ...(next.channel && { next: next.channel }),
      }),
    },
  };
}

function reopened(row: TaskRow, effect: EffectOf<'reopenTask'>, context: Context): Changed {
  const { terms } = context;
  const { role, rung } = row.placement;
  const days = ladderOf(terms, row.kind, row.owner)[rung]?.days ?? 0;
  const { due, explanation } = dueDate(effect.basis, dueTerms(terms, role, days));
  return {
    status: 'open',
    closedAt: undefined,
    closedBy: undefined,
    outcome: undefined,
    placement: { ...row.placement, overdue: false, ...dueAt(due, effect.at, row, context, days) },
    explanation,
    latest: {},
  };
}

/** A due date somebody or something chose, with the reminders that go with it. */
function dueAt(
  due: Instant,
  now: Instant,
  { placement }: TaskRow,
  { terms }: Context,
  days?: number,
): Pick<Placement, 'due' | 'reminders'> {
  return { due, reminders: reminders(now, due, reminderTerms(terms, placement.role), days) };
}

function handedOn({ formers, placement }: TaskRow, until: Instant): TaskRow['formers'] {
  return [
    ...formers.filter(({ assignee }) => assignee !== placement.assignee),
    { assignee: placement.assignee, until },
  ];
}

/** What happens if nobody does anything: where the task goes from here. */
function withNext(row: TaskRow, context: Context): TaskRow {
  const ladder = ladderOf(context.terms, row.kind, row.owner);
  const above = placeOnLadder(ladder, row.placement.rung + 1, context.holders.holderOf);
  const { next: _, ...rest } = row;
  return above ? { ...rest, next: { role: above.role, assignee: above.holder } } : rest;
}

function channelAfter(kind: TaskRow['kind'], attempts: number, { terms }: Context): { channel?: Channel } {
  const { channels } = terms.policy.absence;
  const channel = channels[Math.min(attempts, channels.length - 1)];
  return outcomeForm(kind) === 'contact' && channel ? { channel } : {};
}

function mornings(assignee: string, { terms }: Context): number {
  return spreadMs(assignee, terms.policy.reminders.spreadMinutes);
}

function firstOf<T>(ladder: readonly T[]): T {
  const [first] = ladder;
  if (first === undefined) throw new RangeError('a ladder has at least one rung');
  return first;
}

/** An outcome as flat facts for the journal: enums and numbers only. */
function factsOf(outcome: object): Facts {
  const facts: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(outcome) as [string, unknown][]) {
    if (typeof value === 'object' && value !== null) Object.assign(facts, factsOf(value));
    else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      facts[name] = value;
  }
  return facts;
}
