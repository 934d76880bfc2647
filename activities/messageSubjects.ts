/**
 * What a message to a family is about – a task, or a question to the youth (R08) – and its words.
 */
import { isUnit, type StaffRef } from '../contract/messages/ids';
import { type Table } from '../contract/ports/table';
import { type Notice } from '../records/notices';
import { type Youth } from '../records/people';
import { getPulse } from '../records/pulses';
import { getTask } from '../records/tasks';
import { type Instant } from '../rules/clock';
import {
  meetingAgenda,
  meetingInvited,
  meetingMissed,
  meetingReminder,
  meetingsAhead,
  pulseAsked,
  roundAsked,
  roundTold,
} from '../texts/messages';
import { isPulse } from './ledger';

export interface Subject {
  readonly isOpen: boolean;
  readonly due: Instant;
  readonly meeting?: Instant;
  /** Whom the message is from, where that is one person. */
  readonly from?: StaffRef;
}

/** What the notice is about as it stands now; undefined when there is no such thing. */
export async function subjectOf(
  table: Table,
  notice: Notice,
  youth: Pick<Youth, 'ref' | 'people'>,
): Promise<Subject | undefined> {
  if (isPulse(notice)) {
    const pulse = await getPulse(table, youth.ref, notice.task);
    const from = youth.people.contactTeacher;
    return (
      pulse && {
        isOpen: pulse.answer === undefined,
        due: pulse.closesAt,
        ...(from !== undefined && { from }),
      }
    );
  }
  const task = await getTask(table, notice.task);
  if (!task) return undefined;
  const { status, meeting, placement } = task;
  return {
    isOpen: status === 'open',
    due: placement.due,
    ...(meeting !== undefined && { meeting }),
    ...(!isUnit(placement.assignee) && { from: placement.assignee }),
  };
}

/** @param about what it is about; of several, the first is the notice's own, and all have a meeting */
export function familyText(
  { kind, until }: Pick<Notice, 'kind' | 'until'>,
  about: readonly Subject[],
  { to, from, link }: { readonly to: string; readonly from: string; readonly link?: string },
  now: Instant,
): string {
  const times = [...new Set(about.flatMap(({ meeting }) => meeting ?? []))].sort((a, b) => a - b);
  const meeting = times[0] ?? now;
  const due = about[0]?.due ?? now;
  if (times.length > 1) return meetingsAhead(to, from, times, now);
  switch (kind) {
    case 'meeting.missed':
      return meetingMissed(to, from, due, now);
    case 'meeting.invited':
      return meetingInvited(to, from, meeting, now, link);
    case 'meeting.agenda':
      return meetingAgenda(to, from, meeting, now, link);
    case 'round.asked':
      return roundAsked(to, from, until ?? now, now);
    case 'round.told':
      return roundTold(to, from);
    case 'pulse.asked':
      return pulseAsked(to, from, due, now, link);
    default:
      return meetingReminder(to, from, meeting, now, link);
  }
}
