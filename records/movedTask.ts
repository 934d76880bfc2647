/**
 * R07: what an open task has of the agreement, counted anew by another version. One computation for the dry run and for
 * the move itself.
 */
import { addWorkingDays } from '../rules/calendar';
import { copenhagen, type Instant, instantOf } from '../rules/clock';
import { dueDate, reminders } from '../rules/dueDates';
import { placeOnLadder } from '../rules/ladder';
import { spreadMs } from '../rules/spread';
import { type Terms } from './agreements';
import { type Holders } from './people';
import { type TaskRow } from './tasks';
import { dueTerms, ladderOf, reminderTerms, workingDays } from './taskTerms';

/** Where a task stands by the new version. */
export type MovedTask = Pick<TaskRow, 'placement' | 'explanation'> & {
  /**
   * Where its due date is from: counted from when its rung began; chosen by a person, a meeting or the law, which
   * stays; or the next working day, because the counted one has passed.
   */
  readonly due: 'counted' | 'chosen' | 'nextWorkingDay';
};

/** Counts an open task anew. A role the new ladder still has keeps it, and so does the person. */
export function movedTask(
  row: TaskRow,
  { terms, holders }: { readonly terms: Terms; readonly holders: Holders },
  now: Instant,
): MovedTask {
  const stands = standing(row, terms, holders);
  const { role, days } = stands;
  const { placement } = row;
  const at = { ...placement, ...stands.place };
  const withDue = (due: Instant, counted?: number): MovedTask['placement'] => ({
    ...at,
    due,
    overdue: placement.overdue && due <= now,
    reminders:
      placement.overdue && due <= now
        ? placement.reminders
        : reminders(now, due, reminderTerms(terms, role), counted),
    spreadMs: spreadMs(at.assignee, terms.policy.reminders.spreadMinutes),
  });
  const { explanation } = row;
  const byLaw = row.statutory === true && placement.rung === 0;
  if (!explanation || byLaw) return { placement: withDue(placement.due), explanation, due: 'chosen' };

  const counted = dueDate(instantOf(explanation.from, '00:00'), dueTerms(terms, role, days));
  const startMoved = explanation.startMoved || counted.explanation.startMoved;
  if (counted.due === placement.due || counted.due > now)
    return {
      placement: withDue(counted.due, days),
      explanation: { ...counted.explanation, startMoved },
      due: 'counted',
    };
  const day = addWorkingDays(copenhagen(now).date, 1, workingDays(role), terms.closed);
  return {
    placement: withDue(instantOf(day, terms.policy.deadlines.closing), days),
    explanation: undefined,
    due: 'nextWorkingDay',
  };
}

/** Whether anything of it is another than before. */
export function isMoved({ placement: before }: TaskRow, { placement: after }: MovedTask): boolean {
  return before.due !== after.due || before.role !== after.role || before.assignee !== after.assignee;
}

interface Standing {
  readonly role: TaskRow['placement']['role'];
  readonly days: number;
  readonly place: Partial<TaskRow['placement']>;
}

function standing({ kind, owner, placement }: TaskRow, terms: Terms, { holderOf }: Holders): Standing {
  const ladder = ladderOf(terms, kind, owner);
  const rung = ladder.findIndex(({ role }) => role === placement.role);
  const same = ladder[rung];
  if (same) return { role: same.role, days: same.days, place: { rung } };
  const placed = placeOnLadder(ladder, Math.min(placement.rung, ladder.length - 1), holderOf);
  // Where nobody holds what the new ladder asks for, it stays with who has it.
  if (!placed) return { role: placement.role, days: ladder.at(-1)?.days ?? 0, place: {} };
  const { role, days, holder } = placed;
  return { role, days, place: { rung: placed.rung, role, assignee: holder } };
}
