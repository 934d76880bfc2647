/**
 * Tasks as the API shows them, narrowed to what their reader may see. School roles see their own students' names,
 * and words and results of their own school only (R43).
 */
import { type z } from 'zod';
import { outcomeForm, OUTCOMES } from '../contract/messages/outcomes';
import { type Facts } from '../contract/messages/vocabulary';
import { type Person } from '../contract/ports/identity';
import { type taskDetail, type taskItem } from '../contract/schemas/answers/tasks';
import { type Notice, noticesOf } from '../records/notices';
import { type Staff, type Youth } from '../records/people';
import { type TaskRow } from '../records/tasks';
import { wordsOf } from '../records/words';
import { type Instant, isoCopenhagen } from '../rules/clock';
import { timing } from '../rules/suggestedTimes';
import { explain } from '../texts/explanations';
import { KIND_LABELS } from '../texts/labels';
import { isSchoolRole } from './authorization';
import { type Colleagues, colleagues, fullName, youthsOf } from './people';
import { type WebPorts } from './ports';
import { relationOf } from './relation';

export type TaskItem = z.output<typeof taskItem>;
export type TaskDetail = z.output<typeof taskDetail>;

/** Who reads, and what is known around the tasks. */
interface Reader {
  readonly person: Person;
  readonly now: Instant;
  readonly people: Colleagues;
}

/** Tasks as a list shows them, in their order. */
export async function taskItems(
  { table, now }: WebPorts,
  person: Person,
  tasks: readonly TaskRow[],
): Promise<TaskItem[]> {
  const [people, youths] = await Promise.all([colleagues(table), youthsOf(table, tasks)]);
  const reader = { person, now: now(), people };
  return tasks.map((task) => itemOf(reader, task, youths.get(task.youth ?? '')));
}

/** One task with its words and messages. */
export async function taskInDetail(ports: WebPorts, person: Person, task: TaskRow): Promise<TaskDetail> {
  const { table } = ports;
  const [people, youths, words, notices] = await Promise.all([
    colleagues(table),
    youthsOf(table, [task]),
    wordsOf(table, task.id),
    noticesOf(table, task.id),
  ]);
  const reader: Reader = { person, now: ports.now(), people };
  return {
    ...itemOf(reader, task, youths.get(task.youth ?? '')),
    formers: task.formers.map(({ assignee, until }) => ({
      ...named(assignee, people),
      until: isoCopenhagen(until),
    })),
    words: words
      .filter(({ by }) => isOpenTo(reader, people.byId.get(by)))
      .map(({ at, by, text }) => ({ at: isoCopenhagen(at), by: named(by, people), text })),
    notices: notices.filter((notice) => isNoticeFor(reader, notice)).map(noticeOf),
  };
}

function itemOf(reader: Reader, task: TaskRow, youth: Youth | undefined): TaskItem {
  const { person, now, people } = reader;
  const { kind, placement, status, outcome, closedBy, closedAt, meeting, window, channel, school } = task;
  const form = outcomeForm(kind);
  const relation = relationOf(person, task, youth);
  const seen = youth && youthFor(person, youth);
  const maySeeOutcome = isOpenTo(reader, people.byId.get(closedBy ?? ''));
  return {
    id: task.id,
    kind,
    title: KIND_LABELS[kind],
    rule: task.rule,
    status,
    relation,
    ...(seen && { youth: seen }),
    ...(school !== undefined && { school }),
    role: placement.role,
    assignee: named(placement.assignee, people),
    openedAt: isoCopenhagen(task.openedAt),
    due: isoCopenhagen(placement.due),
    overdue: isOverdue(task, now),
    ...explain(task, relation),
    reason: factsOf(task.reason),
    form,
    outcomes: [...OUTCOMES[form]],
    attempts: task.attempts,
    ...(channel !== undefined && { channel }),
    ...(meeting !== undefined && { meeting: isoCopenhagen(meeting) }),
    ...(window && { window: { from: isoCopenhagen(window.from), to: isoCopenhagen(window.to) } }),
    ...(meeting !== undefined && window && { timing: timing(meeting, window) }),
    postponed: task.postponed ?? false,
    ...(closedAt !== undefined && { closedAt: isoCopenhagen(closedAt) }),
    ...(closedBy !== undefined && { closedBy: named(closedBy, people) }),
    ...(outcome !== undefined && maySeeOutcome && { outcome: flat(outcome) }),
  };
}

export function isOverdue({ status, placement }: TaskRow, now: Instant): boolean {
  return status === 'open' && (placement.overdue || placement.due < now);
}

/** R43: a school knows its own students, by name and number; references lead to pages it has no part in. */
function youthFor(person: Person, youth: Youth): TaskItem['youth'] {
  if (!isSchoolRole(person.role)) return { ref: youth.ref, name: fullName(youth) };
  const { school, student } = youth;
  if (school === undefined || school !== person.school) return undefined;
  return { name: fullName(youth), ...(student !== undefined && { student }) };
}

/** Whether the reader may see what this member of staff wrote or answered: schools see their own (R43). */
function isOpenTo({ person }: Reader, author: Staff | undefined): boolean {
  if (!isSchoolRole(person.role)) return true;
  return author !== undefined && isSchoolRole(author.role) && author.school === person.school;
}

function isNoticeFor(reader: Reader, { recipient }: Notice): boolean {
  return !('staff' in recipient) || isOpenTo(reader, reader.people.byId.get(recipient.staff));
}

function noticeOf({ kind, recipient, state, planned, doneAt, why }: Notice): TaskDetail['notices'][number] {
  return {
    about: kind,
    to: 'staff' in recipient ? 'staff' : 'youth' in recipient ? 'youth' : 'guardian',
    state,
    planned: isoCopenhagen(planned),
    ...(doneAt !== undefined && { done: isoCopenhagen(doneAt) }),
    ...(why !== undefined && { why }),
  };
}

export const named = (ref: string, { nameOf }: Colleagues): { id: string; name: string } => ({
  id: ref,
  name: nameOf(ref),
});

type AnswerFacts = Record<string, string | number | boolean | string[]>;

/** Facts that are moments; the others are dates, codes and counts. */
const MOMENTS: readonly string[] = ['meeting', 'next', 'receivedAt'];

/** Facts with their moments written out. */
export function factsOf(facts: Facts): AnswerFacts {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === 'number' && MOMENTS.includes(name)
        ? isoCopenhagen(value)
        : typeof value === 'object'
          ? [...value]
          : value,
    ]),
  );
}

/** An outcome nests its target, and a meeting's its agreements, which are listed on their own; facts are flat. */
function flat(outcome: NonNullable<TaskRow['outcome']>): AnswerFacts {
  const {
    target,
    agreements: _,
    earlier: __,
    ...rest
  } = {
    target: undefined,
    agreements: undefined,
    earlier: undefined,
    ...outcome,
  };
  return factsOf({ ...rest, ...target });
}
