/**
 * Youths over JSON: search, one youth, the timeline. Municipal roles only (R43).
 */
import { type z } from 'zod';
import { type YouthRef } from '../../contract/messages/ids';
import { type Person } from '../../contract/ports/identity';
import { timelineAnswer, youthAnswer, youthList } from '../../contract/schemas/answers/youths';
import { PERSONAL_ROLES } from '../../contract/messages/vocabulary';
import { youthQuery } from '../../contract/schemas/queries';
import { type JournalEntry } from '../../records/journal';
import { type ListedYouth, type Youth } from '../../records/people';
import { casesOf, type TaskRow } from '../../records/tasks';
import { ageOn } from '../../rules/calendar';
import { copenhagen, isoCopenhagen } from '../../rules/clock';
import { EVENT_LABELS, KIND_LABELS } from '../../texts/labels';
import { noteAccess } from '../access';
import { continuityOf } from '../../records/continuity';
import { type Colleagues, colleagues, fullName, guardiansDecidedBy, mayHearFromUs } from '../people';
import { factsOf, isOverdue, named } from '../taskView';
import { type WebPorts } from '../ports';
import { findYouths, readTimeline, readYouth } from '../youths';
import { type Route, route } from './route';

/** The most youths one answer holds. */
const MAX_LISTED = 50;

const YOUTH = '/api/v1/youths/{ref}';
const params = { ref: 'Den unges reference.' };

const search = route({
  method: 'get',
  path: '/api/v1/youths',
  tag: 'Unge',
  summary: { da: 'Find unge', en: 'Find youths' },
  details: `Blandt dem, du må se: efter navn eller elevnummer, højst ${String(MAX_LISTED)}. Uden q får du alle dine. Søgningen bliver skrevet ned for hver ung, den viser (L10).`,
  query: youthQuery,
  answer: ['YouthList', youthList],
  problems: ['invalid-input'],
  async handle({ ports, person, query: { q } }) {
    const found = await findYouths(ports, person, q);
    const shown = found.slice(0, MAX_LISTED);
    const what = q === undefined ? 'read' : 'search';
    await noteAccess(
      ports,
      person,
      shown.map(({ ref }) => ref),
      what,
      'youths',
    );
    return { youths: shown.map(listed), more: found.length > shown.length };
  },
});

function listed({ ref, firstName, lastName, born, status, school, student, risk }: ListedYouth) {
  return {
    ref,
    name: fullName({ firstName, lastName }),
    born,
    status,
    ...defined({ school, student, risk }),
  };
}

const one = route({
  method: 'get',
  path: YOUTH,
  tag: 'Unge',
  summary: { da: 'En ung', en: 'One youth' },
  details:
    'Stamdata, faste voksne, sager og opgaver. Aldrig cpr-nummer (L9). Skolens roller har ikke adgang (R43).',
  params,
  answer: ['Youth', youthAnswer],
  problems: [],
  async handle({ ports, person, params: { ref } }) {
    const answer = await youthInDetail(ports, person, ref);
    await noteAccess(ports, person, [ref], 'read', 'youth');
    return answer;
  },
});

/** One youth as somebody may see them. Throws `Problem` 403 or 404. */
export async function youthInDetail(
  ports: WebPorts,
  person: Person,
  ref: YouthRef,
): Promise<z.output<typeof youthAnswer>> {
  const { youth, tasks } = await readYouth(ports, person, ref);
  const [cases, people, entries] = await Promise.all([
    casesOf(ports.table, ref),
    colleagues(ports.table),
    readTimeline(ports, person, ref),
  ]);
  const now = ports.now();
  const { grade, movedIn, mobile, email, address } = youth;
  return {
    ...listed(youth),
    age: ageOn(youth.born, copenhagen(now).date),
    ...defined({ grade, movedIn, mobile, email, address }),
    people: peopleOf(youth, people),
    continuity: continuityOf(entries, now),
    guardians: youth.guardians.map((guardian) => ({ ...guardian })),
    guardiansMayHear: mayHearFromUs(youth, now).guardians,
    guardiansDecidedBy: guardiansDecidedBy(youth, now),
    cases: cases.map(({ id, school, openedAt, rule, reason, agreement, closedAt, closing }) => ({
      id,
      school,
      openedAt: isoCopenhagen(openedAt),
      rule,
      reason: factsOf(reason),
      agreement,
      ...(closedAt !== undefined && { closedAt: isoCopenhagen(closedAt) }),
      ...defined({ closing }),
    })),
    tasks: tasks.map((task) => brief(task, people, now)),
  };
}

function peopleOf(
  { people, peopleSince = {} }: Youth,
  staff: Colleagues,
): { role: string; id: string; name: string; since?: string }[] {
  return PERSONAL_ROLES.flatMap((role) => {
    const holder = people[role];
    return holder === undefined
      ? []
      : [{ role, ...named(holder, staff), ...defined({ since: peopleSince[role] }) }];
  });
}

function brief(task: TaskRow, people: Colleagues, now: number) {
  const { id, kind, status, placement } = task;
  return {
    id,
    kind,
    title: KIND_LABELS[kind],
    status,
    role: placement.role,
    assignee: named(placement.assignee, people),
    due: isoCopenhagen(placement.due),
    overdue: isOverdue(task, now),
  };
}

const story = route({
  method: 'get',
  path: `${YOUTH}/timeline`,
  tag: 'Unge',
  summary: { da: 'Den unges tidslinje', en: "A youth's timeline" },
  details: 'Alt, der er sket, med regel og grund. Skolens roller har ikke adgang (R43).',
  params,
  answer: ['Timeline', timelineAnswer],
  problems: [],
  async handle({ ports, person, params: { ref } }) {
    await readYouth(ports, person, ref);
    await noteAccess(ports, person, [ref], 'read', 'timeline');
    const entries = await readTimeline(ports, person, ref);
    return { youth: ref, entries: entries.map(entryOf) };
  },
});

function entryOf({ at, late, event, rule, due, reason, youth: _, ...rest }: JournalEntry) {
  return {
    at: isoCopenhagen(at),
    ...(late !== undefined && { late: isoCopenhagen(late) }),
    event,
    label: EVENT_LABELS[event],
    rule,
    ...defined(rest),
    ...(due !== undefined && { due: isoCopenhagen(due) }),
    ...(reason && { reason: factsOf(reason) }),
  };
}

/** The members that have a value. */
function defined<T extends object>(members: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  };
}

export const youthRoutes: readonly Route[] = [search, one, story];
