/**
 * Mine opgaver: which tasks stand where, and the filters an address can hold. Pure.
 */
import { TASK_KINDS, type TaskKind } from '../../../contract/messages/vocabulary';
import { type TaskRow } from '../../../records/tasks';
import { addDays, weekday } from '../../../rules/calendar';
import { copenhagen, type Instant } from '../../../rules/clock';

/** The parts of the list, in order; also what `?frist=` may say. */
export const PARTS = ['overtid', 'idag', 'uge', 'senere', 'enhed', 'videre'] as const;
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
  readonly frist?: Part;
}

export function readFilter(query: Readonly<Record<string, string | undefined>>): Filter {
  const type = TASK_KINDS.find((kind) => kind === query.type);
  const frist = PARTS.find((part) => part === query.frist);
  const ung = query.ung?.trim();
  return { ...(type && { type }), ...(frist && { frist }), ...(ung && { ung }) };
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

/** Whether a task is late, due today, before the week is over, or later. */
function deadlineOf({ placement }: TaskRow, now: Instant): 'overtid' | 'idag' | 'uge' | 'senere' {
  if (placement.due < now) return 'overtid';
  const today = copenhagen(now).date;
  const due = copenhagen(placement.due).date;
  if (due === today) return 'idag';
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
    enhed: lists.unit,
    videre: passedOn,
  };
}

/** The parts with only what the filter lets through; the chosen part alone, where one is chosen. */
export function filtered(parts: Parts, { type, ung, frist }: Filter): Parts {
  const wanted = ung?.toLowerCase();
  const passes = ({ task, who }: Line): boolean =>
    (type === undefined || task.kind === type) &&
    (wanted === undefined || who.toLowerCase().includes(wanted));
  const entries = PARTS.map((part): [Part, readonly Line[]] => [
    part,
    frist === undefined || frist === part ? parts[part].filter(passes) : [],
  ]);
  return Object.fromEntries(entries) as unknown as Parts;
}
