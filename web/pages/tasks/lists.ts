/**
 * Mine opgaver: which tasks stand where, and the filters an address can hold. Pure.
 */
import { TASK_KINDS, type TaskKind } from '../../../contract/messages/vocabulary';
import { type TaskRow } from '../../../records/tasks';
import { addDays, weekday } from '../../../rules/calendar';
import { copenhagen, type Instant } from '../../../rules/clock';

/** The parts of the list, in order; also what `?frist=` may say. */
export const PARTS = ['overtid', 'idag', 'uge', 'senere', 'venter', 'enhed', 'videre'] as const;
export type Part = (typeof PARTS)[number];

/** A task and the name it is found by: the youth's, or the school's where it concerns none. */
export interface Line {
  readonly task: TaskRow;
  readonly who: string;
}

export type Parts = Readonly<Record<Part, readonly Line[]>>;

/** What an address asks for; unknown values are left out, so that an old bookmark still works. */
export interface Filter {
  readonly type?: TaskKind;
  readonly ung?: string;
  readonly regel?: string;
  readonly frist?: Part;
  /** Whose list: a member of staff, a unit, or {@link MINE} for only what is one's own. */
  readonly hos?: string;
}

/** What can be done to several tasks at once, by the name of the form, and what its button says. */
export const MANY_FORMS = {
  afslut: 'Gør færdige',
  'giv-videre': 'Giv videre',
  udskyd: 'Giv mere tid',
} as const;
export type ManyForm = keyof typeof MANY_FORMS;

/** One's own tasks without the unit's. */
export const MINE = 'mig';

export function readFilter(query: Readonly<Record<string, string | undefined>>): Filter {
  const type = TASK_KINDS.find((kind) => kind === query.type);
  const frist = PARTS.find((part) => part === query.frist);
  const ung = query.ung?.trim();
  const regel = /^[RL]\d{1,2}$/.exec(query.regel ?? '')?.[0];
  const hos = /^[\wÆØÅæøå:.-]{1,100}$/.exec(query.hos ?? '')?.[0];
  return {
    ...(type && { type }),
    ...(frist && { frist }),
    ...(ung && { ung }),
    ...(regel && { regel }),
    ...(hos && { hos }),
  };
}

/** The filter as an address: `?type=absence.firstContact&frist=idag`; empty for none. */
export function filterAddress(
  filter: Filter,
  change: { readonly [Field in keyof Filter]?: Filter[Field] | undefined } = {},
): string {
  const pairs = Object.entries({ ...filter, ...change }).filter((pair): pair is [string, string] =>
    Boolean(pair[1]),
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
}

/** Whether a task is late, to be done today, waits for somebody else, is due before the week is over, or later. */
function deadlineOf({ placement, meeting, postponed }: TaskRow, now: Instant): Part {
  if (placement.due < now) return 'overtid';
  const today = copenhagen(now).date;
  const due = copenhagen(placement.due).date;
  const day = meeting === undefined ? undefined : copenhagen(meeting).date;
  if (due === today || day === today) return 'idag';
  if (postponed === true || (day !== undefined && day > today)) return 'venter';
  return due <= addDays(today, 7 - weekday(today)) ? 'uge' : 'senere';
}

/** Sorts one's own, the unit's and the passed-on tasks into parts. A task stands in one part only. */
export function sortIntoParts(
  lists: {
    readonly own: readonly Line[];
    readonly unit: readonly Line[];
    readonly passedOn: readonly Line[];
  },
  now: Instant,
): Parts {
  const own = (part: Part): Line[] => lists.own.filter(({ task }) => deadlineOf(task, now) === part);
  const held = new Set([...lists.own, ...lists.unit].map(({ task }) => task.id));
  const seen = new Set<string>();
  const passedOn = lists.passedOn.filter(({ task }) => {
    const first = !held.has(task.id) && !seen.has(task.id);
    seen.add(task.id);
    return first;
  });
  return {
    overtid: own('overtid'),
    idag: own('idag'),
    uge: own('uge'),
    senere: own('senere'),
    venter: own('venter'),
    enhed: lists.unit,
    videre: passedOn,
  };
}

/** The parts with only what the filter lets through; the chosen part alone, where one is chosen. */
export function filtered(parts: Parts, { type, ung, regel, frist }: Filter): Parts {
  const wanted = ung?.toLowerCase();
  const passes = ({ task, who }: Line): boolean =>
    (type === undefined || task.kind === type) &&
    (regel === undefined || task.rule === regel) &&
    (wanted === undefined || who.toLowerCase().includes(wanted));
  const entries = PARTS.map((part): [Part, readonly Line[]] => [
    part,
    frist === undefined || frist === part ? parts[part].filter(passes) : [],
  ]);
  return Object.fromEntries(entries) as unknown as Parts;
}
