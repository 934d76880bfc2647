/**
 * Mine opgaver: what is late, due today, this week and later; the unit's list; and what has moved on from me.
 */
import { TASK_KINDS } from '../../../contract/messages/vocabulary';
import { inbox, passedOn, type TaskRow } from '../../../records/tasks';
import { whyShort } from '../../../texts/facts';
import { KIND_LABELS } from '../../../texts/labels';
import { PAGE } from '../../../texts/pages';
import { type NameOf } from '../../../texts/story';
import { dueShort, momentText } from '../../../texts/times';
import { SCHOOL_ROLES } from '../../../contract/messages/vocabulary';
import { reach, unitsOfPerson } from '../../authorization';
import { forbidden } from '../../problem';
import { logLook } from '../access';
import { Badge, Empty } from '../parts/basics';
import { Input, Select } from '../parts/fields';
import { Layout } from '../parts/layout';
import { type Markup } from '../parts/markup';
import { colleagues, fullName, youthsOf } from '../../people';
import { page, type Visit } from '../visit';
import {
  type Filter,
  filterAddress,
  filtered,
  type Line,
  type Part,
  PARTS,
  type Parts,
  readFilter,
  sortIntoParts,
} from './lists';

/** A section shows so many lines at most; filters reach the rest. */
const LONGEST = 200;

const HEADINGS: Readonly<Record<Part, string>> = {
  overtid: 'Over tid',
  idag: 'I dag',
  uge: 'Senere i ugen',
  senere: 'Efter denne uge',
  enhed: 'Enhedens liste',
  videre: 'Gået videre fra mig',
};
const HINTS: Partial<Record<Part, string>> = { enhed: PAGE.unitHint, videre: PAGE.movedHint };

export async function showInbox(visit: Visit): Promise<Response> {
  const { c, ports, person, now } = visit;
  if (reach(person.role, 'inbox.read') === 'none') throw forbidden();
  const units = unitsOfPerson(person);
  const [own, unit, passed] = await Promise.all([
    inbox(ports.table, person.id),
    Promise.all(units.map((name) => inbox(ports.table, name))),
    Promise.all([person.id, ...units].map((name) => passedOn(ports.table, name))),
  ]);
  const all = [own, unit.flat(), passed.flat()];
  const [youths, { nameOf }] = await Promise.all([
    youthsOf(ports.table, all.flat()),
    colleagues(ports.table),
  ]);
  const withNumber = SCHOOL_ROLES.some((role) => role === person.role);
  const line = (task: TaskRow): Line => {
    const youth = task.youth === undefined ? undefined : youths.get(task.youth);
    const number = withNumber && youth?.student !== undefined ? `, elev ${youth.student}` : '';
    return { task, who: youth ? `${fullName(youth)}${number}` : (task.school ?? '') };
  };
  const parts = sortIntoParts(
    { own: own.map(line), unit: unit.flat().map(line), passedOn: passed.flat().map(line) },
    now,
  );
  const filter = readFilter(c.req.query());
  const shown = filtered(parts, filter);
  await logLook(
    visit,
    PARTS.flatMap((part) => shown[part].flatMap(({ task }) => task.youth ?? [])),
    'tasks',
  );
  return page(
    c,
    <Layout title="Mine opgaver" at="/opgaver" reader={visit.reader}>
      <Inbox parts={parts} shown={shown} filter={filter} now={now} nameOf={nameOf} />
    </Layout>,
  );
}

interface InboxProps {
  readonly parts: Parts;
  readonly shown: Parts;
  readonly filter: Filter;
  readonly now: number;
  readonly nameOf: NameOf;
}

function Inbox({ parts, shown, filter, now, nameOf }: InboxProps): Markup {
  const nothing = PARTS.every((part) => parts[part].length === 0);
  const none = PARTS.every((part) => shown[part].length === 0);
  return (
    <>
      <h1 class="h2">Mine opgaver</h1>
      {!nothing && <Counts parts={parts} filter={filter} />}
      {!nothing && <FilterForm parts={parts} filter={filter} />}
      {none && <Empty>{nothing ? PAGE.allDone : PAGE.nothingFound}</Empty>}
      {PARTS.map(
        (part) =>
          shown[part].length > 0 && (
            <Section part={part} lines={shown[part]} now={now} nameOf={nameOf} back={filterAddress(filter)} />
          ),
      )}
    </>
  );
}

/** How many there are of each, as links: the quickest filter is a click on a number. */
function Counts({ parts, filter }: Pick<InboxProps, 'parts' | 'filter'>): Markup {
  const { frist: _, ...others } = filter;
  const all = filtered(parts, others);
  const total = PARTS.reduce((sum, part) => sum + all[part].length, 0);
  const entry = (part: Part | undefined, label: string, count: number): Markup => (
    <li>
      <a
        href={`/opgaver${filterAddress(filter, { frist: part })}`}
        class={`rt-count ${part === 'overtid' && count > 0 ? 'rt-count-late' : ''}`}
        {...(filter.frist === part && { 'aria-current': 'true' as const })}
      >
        {label} <span class="rt-number">{count}</span>
      </a>
    </li>
  );
  return (
    <nav aria-label="Vælg frist">
      <ul class="rt-counts">
        {entry(undefined, 'Alle', total)}
        {PARTS.filter((part) => parts[part].length > 0).map((part) =>
          entry(part, HEADINGS[part], all[part].length),
        )}
      </ul>
    </nav>
  );
}

function FilterForm({ parts, filter }: Pick<InboxProps, 'parts' | 'filter'>): Markup {
  const lines = PARTS.flatMap((part) => parts[part]);
  const kinds = TASK_KINDS.filter((kind) => lines.some(({ task }) => task.kind === kind));
  const state = {
    form: 'filter',
    values: { type: filter.type ?? '', ung: filter.ung ?? '' },
    problems: {},
  };
  return (
    <form class="rt-filter" method="get" action="/opgaver" role="search" aria-label="Find en opgave">
      {filter.frist !== undefined && <input type="hidden" name="frist" value={filter.frist} />}
      <Select
        state={state}
        name="type"
        label="Opgave"
        empty="Alle slags"
        choices={kinds.map((kind) => ({ value: kind, label: KIND_LABELS[kind] }))}
      />
      <Input state={state} name="ung" label="Ung" type="search" width="m" />
      <button class="button button-secondary">Vis</button>
      {filterAddress(filter) !== '' && <a href="/opgaver">Vis alle</a>}
    </form>
  );
}

interface SectionProps {
  readonly part: Part;
  readonly lines: readonly Line[];
  readonly now: number;
  readonly nameOf: NameOf;
  readonly back: string;
}

function Section({ part, lines, now, nameOf, back }: SectionProps): Markup {
  const hint = HINTS[part];
  return (
    <section class="rt-section" aria-labelledby={part}>
      <h2 class="h4" id={part}>
        {HEADINGS[part]} <span class="rt-number">{lines.length}</span>
      </h2>
      {hint !== undefined && <p class="rt-hint">{hint}</p>}
      <ul class="rt-tasks">
        {lines.slice(0, LONGEST).map(({ task, who }) => (
          <TaskLine task={task} who={who} part={part} now={now} nameOf={nameOf} back={back} />
        ))}
      </ul>
      {lines.length > LONGEST && <p class="rt-hint">{PAGE.cutShort}</p>}
    </section>
  );
}

function TaskLine({ task, who, part, now, nameOf, back }: Omit<SectionProps, 'lines'> & Line): Markup {
  const { placement, meeting, attempts, formers } = task;
  const list = back === '' ? '' : `?liste=${encodeURIComponent(back.slice(1))}`;
  const from = formers.at(-1)?.assignee;
  return (
    <li class={`rt-task ${placement.due < now ? 'rt-late' : ''}`}>
      <span class="rt-task-due">{dueShort(placement.due, now)}</span>
      <span class="rt-task-what">
        <a href={`/opgaver/${task.id}${list}`}>{KIND_LABELS[task.kind]}</a>
      </span>
      <span class="rt-task-who">{who}</span>
      <span class="rt-task-why">
        <span>{whyShort(task.reason)}</span>
        {part === 'videre' && <Badge>Nu hos {nameOf(placement.assignee)}</Badge>}
        {part !== 'videre' && from !== undefined && <Badge>Fra {nameOf(from)}</Badge>}
        {meeting !== undefined && <Badge kind="info">Tid {momentText(meeting, now)}</Badge>}
        {attempts > 0 && <Badge>{attempts === 1 ? '1 forsøg' : `${String(attempts)} forsøg`}</Badge>}
      </span>
    </li>
  );
}
