/**
 * What a task page shows of the meeting the task is about; nothing for school roles (R43).
 */
import { type MeetingWindow } from '../../../contract/messages/effects';
import { agreementsOf, type AgreementRow } from '../../../records/meetings';
import { type TaskRow, tasksOfYouth } from '../../../records/tasks';
import { type Instant } from '../../../rules/clock';
import { currentTerms } from '../../../records/agreements';
import { may } from '../../authorization';
import { isMeeting } from '../../meetings';
import { meetingsAmong, suggestTimes } from '../../upcoming';
import { type Visit } from '../visit';

export interface MeetingOnPage {
  readonly task: TaskRow;
  /** R15: when it ought to be; for a meeting that has its time, when the one after it ought to. */
  readonly window: MeetingWindow | undefined;
  readonly suggestions: readonly Instant[];
  /** R16: earlier agreements nobody has spoken of. */
  readonly earlier: readonly AgreementRow[];
  /** The meetings it could be held together with. */
  readonly others: readonly TaskRow[];
}

/** The meeting of an open task; undefined where it is none, or none of the reader's. */
export async function meetingOnPage(
  { ports, person, now }: Pick<Visit, 'ports' | 'person' | 'now'>,
  task: TaskRow,
): Promise<MeetingOnPage | undefined> {
  const { table } = ports;
  if (task.youth === undefined || task.status !== 'open' || !isMeeting(task)) return undefined;
  if (!may(person, 'meeting.read', 'list')) return undefined;
  const [times, agreements, tasks, terms] = await Promise.all([
    suggestTimes(ports, person, task.id),
    agreementsOf(table, task.youth),
    tasksOfYouth(table, task.youth),
    currentTerms(table, task.school),
  ]);
  const { together, upcoming } = meetingsAmong(tasks, now, terms);
  const ids = together.find((proposal) => proposal.ids.includes(task.id))?.ids ?? [];
  return {
    task,
    ...times,
    earlier: agreements.filter(({ kept }) => kept === undefined),
    others: upcoming.filter(({ id }) => id !== task.id && ids.includes(id)).map((meeting) => meeting.task),
  };
}
