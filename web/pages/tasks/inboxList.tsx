/**
 * How Mine opgaver looks: counts, filters, the parts of the list, and what can be done to several at once. The boxes
 * and buttons of a line belong to forms beside the list, so that it needs no script.
 */
import { TASK_KINDS } from '../../../contract/messages/vocabulary';
import { type TaskRow } from '../../../records/tasks';
import { whyShort } from '../../../texts/facts';
import { KIND_LABELS } from '../../../texts/labels';
import { PAGE } from '../../../texts/pages';
import { TASKS_PAGE } from '../../../texts/pagesTasks';
import { ruleText } from '../../../texts/rules';
import { type NameOf } from '../../../texts/story';
import { dueShort, momentText } from '../../../texts/times';
import { Badge, Empty } from '../parts/basics';
import { type Choice, Input, Select } from '../parts/fields';
import { RoundLink } from '../rounds/list';
import { type Markup } from '../parts/markup';
import {
  type Filter,
  filterAddress,
  filtered,
  type Line,
  MANY_FORMS,
  MINE,
  type Part,
  PARTS,
  type Parts,
} from './lists';

/** A section shows so many lines at most; filters reach the rest. */
const LONGEST = 200;

const HEADINGS: Readonly<Record<Part, string>> = {
  overtid: 'Over tid',
  idag: 'I dag',
  uge: 'Senere i ugen',
  senere: 'Efter denne uge',
  venter: 'Venter på andre',
  enhed: 'Enhedens liste',
  videre: 'Gået videre fra mig',
};
const HINTS: Partial<Record<Part, string>> = {
  venter: TASKS_PAGE.waitingHint,
  enhed: PAGE.unitHint,
  videre: PAGE.movedHint,
};

interface InboxProps {
  readonly parts: Parts;
  readonly shown: Parts;
  readonly filter: Filter;
  /** The lists to choose from. */
  readonly lists: readonly Choice[];
  readonly now: number;
  readonly nameOf: NameOf;
  readonly mayAct: (task: TaskRow) => boolean;
  readonly mayClaim: (task: TaskRow) => boolean;
  /** The name of whoever has it and is away, where the reader stands in. */
  readonly behalfOf: (task: TaskRow) => string | undefined;
  /** Who stands in for whom today, in sentences. */
  readonly absences: readonly string[];
  readonly token: string;
  readonly once: string;
}

export function Inbox(props: InboxProps): Markup {
  const { parts, shown, filter, nameOf } = props;
  const nothing = PARTS.every((part) => parts[part].length === 0);
  const none = PARTS.every((part) => shown[part].length === 0);
  const { hos } = filter;
  return (
    <>
      <h1 class="h2">{hos === undefined || hos === MINE ? 'Mine opgaver' : `Opgaver hos ${nameOf(hos)}`}</h1>
      {props.absences.map((text) => (
        <p class="rt-hint">
          {text} <a href="/fravaer">Se fravær</a>
        </p>
      ))}
      {!nothing && <Counts parts={parts} filter={filter} />}
      {(!nothing || hos !== undefined) && <FilterForm {...props} />}
      {none && <Empty>{nothing ? PAGE.allDone : PAGE.nothingFound}</Empty>}
      <div class="rt-list">
        {PARTS.map((part) => shown[part].length > 0 && <Section part={part} {...props} />)}
        {!none && <Many filter={filter} />}
      </div>
      <form id="tag" method="post" hidden>
        <input type="hidden" name="token" value={props.token} />
        <input type="hidden" name="once" value={props.once} />
        <input type="hidden" name="fra" value="liste" />
        <input type="hidden" name="liste" value={filterAddress(filter).slice(1)} />
      </form>
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

function FilterForm({ parts, filter, lists }: InboxProps): Markup {
  const tasks = PARTS.flatMap((part) => parts[part].map(({ task }) => task));
  const kinds = TASK_KINDS.filter((kind) => tasks.some((task) => task.kind === kind));
  const rules = [...new Set(tasks.map(({ rule }) => rule))].sort();
  const { type = '', ung = '', regel = '', hos = '', frist } = filter;
  const state = { form: 'filter', values: { type, ung, regel, hos }, problems: {} };
  return (
    <form class="rt-filter" method="get" action="/opgaver" role="search" aria-label="Find en opgave">
      {frist !== undefined && <input type="hidden" name="frist" value={frist} />}
      <Input state={state} name="ung" label="Ung" type="search" width="m" />
      <Select
        state={state}
        name="type"
        label="Opgave"
        empty="Alle slags"
        choices={kinds.map((kind) => ({ value: kind, label: KIND_LABELS[kind] }))}
      />
      <Select
        state={state}
        name="regel"
        label="Regel"
        empty="Alle regler"
        choices={rules.map((rule) => ({ value: rule, label: `${rule} ${ruleText(rule)}`.trim() }))}
      />
      <Select state={state} name="hos" label="Hos" empty="Mig og enheden" choices={lists} />
      <button class="button button-secondary">Vis</button>
      {filterAddress(filter) !== '' && <a href="/opgaver">Vis alle</a>}
    </form>
  );
}

function Section({ part, ...props }: InboxProps & { readonly part: Part }): Markup {
  const lines = props.shown[part];
  const hint = HINTS[part];
  return (
    <section class="rt-section" aria-labelledby={part}>
      <h2 class="h4" id={part}>
        {HEADINGS[part]} <span class="rt-number">{lines.length}</span>
      </h2>
      {hint !== undefined && <p class="rt-hint">{hint}</p>}
      <ul class="rt-tasks rt-pickable">
        {lines.slice(0, LONGEST).map((line) => (
          <TaskLine line={line} part={part} {...props} />
        ))}
      </ul>
      {lines.length > LONGEST && <p class="rt-hint">{PAGE.cutShort}</p>}
    </section>
  );
}

interface LineProps extends InboxProps {
  readonly line: Line;
  readonly part: Part;
}

function TaskLine({ line, part, filter, now, nameOf, mayAct, mayClaim, behalfOf }: LineProps): Markup {
  const { task, who } = line;
  const behalf = behalfOf(task);
  const { id, kind, placement, meeting, attempts, formers, reason } = task;
  const back = filterAddress(filter).slice(1);
  const from = formers.at(-1)?.assignee;
  return (
    <li class={`rt-task ${placement.due < now ? 'rt-late' : ''}`}>
      <span class="rt-task-pick">
        {mayAct(task) && (
          <input
            type="checkbox"
            class="rt-pick"
            form="flere"
            name="opgave"
            value={id}
            aria-label={`Vælg ${KIND_LABELS[kind]}, ${who}`}
          />
        )}
      </span>
      <span class="rt-task-due">{dueShort(placement.due, now)}</span>
      <span class="rt-task-what">
        <a href={`/opgaver/${id}${back === '' ? '' : `?liste=${encodeURIComponent(back)}`}`}>
          {KIND_LABELS[kind]}
        </a>
      </span>
      <span class="rt-task-who">{who}</span>
      <span class="rt-task-why">
        <span>{whyShort(reason)}</span>
        {part === 'videre' && <Badge>Nu hos {nameOf(placement.assignee)}</Badge>}
        {behalf !== undefined && <Badge kind="info">På vegne af {behalf}</Badge>}
        {part !== 'videre' && from !== undefined && <Badge>Fra {nameOf(from)}</Badge>}
        {meeting !== undefined && <Badge kind="info">Tid {momentText(meeting, now)}</Badge>}
        <RoundLink task={task} class="rt-over" />
        {attempts > 0 && <Badge>{attempts === 1 ? '1 forsøg' : `${String(attempts)} forsøg`}</Badge>}
        {part === 'enhed' && mayClaim(task) && (
          <button
            class="button button-tertiary rt-claim"
            form="tag"
            formaction={`/opgaver/${id}/tag`}
            aria-label={`Tag den: ${KIND_LABELS[kind]}, ${who}`}
          >
            Tag den
          </button>
        )}
      </span>
    </li>
  );
}

/** What can be done to those that are chosen; follows along at the bottom of the window once one is. */
function Many({ filter }: Pick<InboxProps, 'filter'>): Markup {
  return (
    <form id="flere" class="rt-many" method="get" action="/opgaver/flere" aria-label="Flere på én gang">
      <input type="hidden" name="liste" value={filterAddress(filter).slice(1)} />
      <p class="rt-many-text">
        <strong class="rt-many-count" aria-live="polite"></strong> {TASKS_PAGE.pickSome}{' '}
        <span class="rt-keys rt-quiet">{TASKS_PAGE.keys}</span>
      </p>
      <div class="rt-many-buttons">
        {Object.entries(MANY_FORMS).map(([form, label]) => (
          <button class="button button-secondary" name="form" value={form}>
            {label}
          </button>
        ))}
      </div>
    </form>
  );
}
