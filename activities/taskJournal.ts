/**
 * What the journal says of what happens to a task.
 */
import { type Effect } from '../contract/messages/effects';
import { type Facts, type JournalEvent } from '../contract/messages/vocabulary';
import { type JournalEntry } from '../records/journal';
import { type TaskRow } from '../records/tasks';
import { type Context } from './context';
import { type TaskEffect } from './taskChanges';

/** The key of an entry: what makes writing it twice harmless. */
export function entryKey({ origin }: Context, { seq }: Effect, index = 0): string {
  return `${origin.workflowId}/${String(seq).padStart(6, '0')}.${String(index)}`;
}

/** R15: whether a meeting is later, or sooner, than it ought to be. */
function windowFacts({ meeting, window }: TaskRow): Facts {
  if (meeting === undefined || !window) return {};
  if (meeting > window.to) return { tooLate: true };
  return meeting < window.from ? { sooner: true } : {};
}

/** What the journal says of a task effect: usually one entry, none where nothing happened, two where a meeting did. */
export function entriesOf(row: TaskRow, effect: TaskEffect): JournalEntry[] {
  const { placement } = row;
  const entry = (event: JournalEvent, more: Partial<JournalEntry> = {}): JournalEntry => ({
    at: effect.at,
    event,
    rule: row.rule,
    task: row.id,
    kind: row.kind,
    role: placement.role,
    assignee: placement.assignee,
    case: row.workflowId,
    ...(effect.late !== undefined && { late: effect.late }),
    ...(row.youth !== undefined && { youth: row.youth }),
    ...(row.school !== undefined && { school: row.school }),
    ...(row.latest && { reason: row.latest }),
    ...('by' in effect && { by: effect.by }),
    ...('words' in effect && { words: effect.words }),
    ...more,
  });
  const { due } = placement;
  switch (effect.do) {
    case 'openTask':
      return effect.meeting === undefined
        ? [entry('task.opened', { due })]
        : [
            entry('task.opened', { due }),
            entry('meeting.booked', { reason: { meeting: effect.meeting, ...windowFacts(row) } }),
          ];
    case 'remindTask':
      return [entry('task.reminded', { due })];
    case 'escalateTask':
      if (row.latest?.why === 'lastRung') return [];
      return [entry(row.latest?.from === undefined ? 'task.postponed' : 'task.escalated', { due })];
    case 'extendTask':
      return effect.why === 'noShow'
        ? [entry('meeting.missed', { due, rule: effect.rule })]
        : [entry('task.postponed', { due, rule: effect.rule })];
    case 'completeTask':
      return effect.outcome.outcome === 'held'
        ? [entry('meeting.held'), entry('task.completed')]
        : [entry('task.completed')];
    case 'withdrawTask':
      return [entry('task.withdrawn')];
    case 'postponeTask':
      return [entry('task.postponed', { due })];
    case 'reassignTask':
      return [entry('task.reassigned', { due })];
    case 'commentTask':
      return [entry('task.commented')];
    case 'reopenTask':
      return [entry('task.reopened', { due })];
    case 'bookTask':
      return [entry(row.latest?.moved === true ? 'meeting.moved' : 'meeting.booked')];
    case 'answerTask':
      return [
        entry('signal.received', { rule: 'R40' }),
        ...(effect.meeting === undefined ? [] : [entry('meeting.moved', { rule: 'R40' })]),
      ];
    case 'moveTask':
      return row.latest?.moved === true ? [entry('policy.moved', { rule: 'R07', due })] : [];
  }
}
