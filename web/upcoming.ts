/**
 * When a meeting with a youth can be, and which of a youth's meetings could be one (R15, R41) – the same for pages,
 * API and CLI. Municipal roles only (R43).
 */
import { type YouthRef } from '../contract/messages/ids';
import { type MeetingWindow } from '../contract/messages/effects';
import { type Person } from '../contract/ports/identity';
import { currentTerms, type Terms } from '../records/agreements';
import { type AgreementRow, agreementsOf } from '../records/meetings';
import { type Youth } from '../records/people';
import { inbox, type TaskRow, tasksOfYouth } from '../records/tasks';
import { addDays, type IsoDate } from '../rules/calendar';
import { copenhagen, type Instant, instantOf } from '../rules/clock';
import { type Proposal, proposals, type Upcoming } from '../rules/overlap';
import { suggestedTimes } from '../rules/suggestedTimes';
import { youthFor } from './changes';
import { isMeeting, type Meeting, meetingFor } from './meetings';
import { type WebPorts } from './ports';

const SUGGESTIONS = 6;

/**
 * Times to suggest for a meeting (R41): inside its weeks, or, where it has its time already, for the one after it
 * (R15). Throws `Problem`.
 */
export async function suggestTimes(
  ports: WebPorts,
  person: Person,
  id: string,
): Promise<{ readonly window: MeetingWindow | undefined; readonly suggestions: readonly Instant[] }> {
  const meeting = await meetingFor(ports, person, id, 'meeting.read');
  const { task, youth, terms } = meeting;
  const window = task.kind === 'family.meeting' ? nextWindow(youth, ports.now(), terms) : task.window;
  return { window, suggestions: await freeTimes(ports, meeting, window) };
}

/** R41: times inside a window, when whoever has the meeting's task has no other. */
export async function freeTimes(
  { table, now }: WebPorts,
  { task, terms }: Meeting,
  window: MeetingWindow | undefined,
): Promise<readonly Instant[]> {
  const { suggest, agendaDays } = terms.policy.meetings;
  const others = await inbox(table, task.placement.assignee);
  const taken = others.flatMap(({ meeting }) => meeting ?? []);
  const free = { suggest, agendaDays, closed: terms.closed };
  return suggestedTimes(window, now(), free, SUGGESTIONS, taken);
}

/** R09, R15: when the meeting after one that is held today ought to be. */
function nextWindow({ risk }: Youth, now: Instant, { policy }: Terms): MeetingWindow {
  const { weeks, minWeeks } = policy.meetings;
  const { date, time } = copenhagen(now);
  const after = (count: number): Instant => instantOf(addDays(date, count * 7), time);
  return { from: after(minWeeks), to: after(weeks[risk ?? 'unconfirmed']) };
}

/** A youth's meetings that are still to be held, and which of them could be one. */
export interface UpcomingMeetings {
  readonly upcoming: readonly (Upcoming & { readonly task: TaskRow })[];
  readonly together: readonly Proposal[];
}

/** From the youth's tasks, as far as they are meetings. */
export function meetingsAmong(
  tasks: readonly TaskRow[],
  now: Instant,
  { policy }: Pick<Terms, 'policy'>,
): UpcomingMeetings {
  const upcoming = tasks
    .filter((task) => task.status === 'open' && isMeeting(task))
    .map((task) => ({ ...daysOf(task, copenhagen(now).date), id: task.id, task }))
    .sort((a, b) => (a.to < b.to ? -1 : 1));
  return { upcoming, together: proposals(upcoming, policy.meetings.mergeWithinDays) };
}

/** The days a meeting may be held on: its own, the weeks it ought to be in, or until its task is due. */
function daysOf({ meeting, window, placement }: TaskRow, today: IsoDate): Omit<Upcoming, 'id'> {
  const notPast = (at: Instant): IsoDate => {
    const { date } = copenhagen(at);
    return date < today ? today : date;
  };
  if (meeting !== undefined)
    return { from: copenhagen(meeting).date, to: copenhagen(meeting).date, at: meeting };
  if (window) return { from: notPast(window.from), to: notPast(window.to) };
  return { from: today, to: notPast(placement.due) };
}

/** A youth's meetings and agreements. Throws `Problem`. */
export async function readMeetings(
  ports: WebPorts,
  person: Person,
  ref: YouthRef,
): Promise<UpcomingMeetings & { readonly agreements: readonly AgreementRow[] }> {
  const { table, now } = ports;
  const youth = await youthFor(ports, person, ref, 'meeting.read');
  const [terms, tasks, agreements] = await Promise.all([
    currentTerms(table, youth.school),
    tasksOfYouth(table, ref),
    agreementsOf(table, ref),
  ]);
  return { ...meetingsAmong(tasks, now(), terms), agreements };
}
