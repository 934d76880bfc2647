/**
 * What staff arrange in a simulation (R35, R38): a made-up share of students asks for a place in their school's workshop,
 * and a share of all youths has regular talks. An offer belongs to a school, and a part holds whole schools, so a line
 * is the same whatever the number of threads.
 */
import { type AskedArrangement } from '../records/arrangements';
import { type TaskRow } from '../records/tasks';
import { type Policy } from '../contract/schemas/policy';
import { addDays, daysBetween, firstWorkingDay, type IsoDate } from '../rules/calendar';
import { copenhagen, type Instant, instantOf } from '../rules/clock';
import { type VirtualArrangements } from './arrangements';
import { type Population, type SimulatedYouth } from './population';
import { randomOf } from './random';

/** Of an FGU school's students in a year; of all youths with a coordinator. */
const ASK_FOR_A_PLACE = 0.15;
const HAVE_TALKS = 0.04;
const ASKED_AT = '10:00';

interface Place {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly policy: Policy;
  readonly seed: number;
  readonly arrangements: VirtualArrangements;
  /** Plans something in the simulation. */
  readonly plan: (at: Instant, happen: () => Promise<void>) => void;
}

/** Plans the offers, and who asks when. */
export function planArrangements({ schools, youths, municipality }: Population, place: Place): void {
  const { from, policy, arrangements, plan } = place;
  const fgu = new Set(schools.filter(({ kind }) => kind === 'fgu').map(({ id }) => id));
  for (const id of fgu)
    plan(instantOf(from, '00:00'), () =>
      arrangements.setOffer({ id: offerOf(id), name: id, places: policy.placement.places, school: id }),
    );
  for (const one of youths) {
    const { youth } = one;
    const by = youth.people.coordinator;
    if (by === undefined) continue;
    const random = randomOf(place.seed, `arranging/${youth.ref}`);
    const days = daysBetween(place.from, place.to) + 1;
    const share = days / 365;
    const [draw, day] = [random(), addDays(from, Math.floor(random() * days))];
    const ask = asked(one, { draw, share, by, policy, atFgu: fgu.has(youth.school ?? '') });
    if (!ask) continue;
    const closed = { municipality: municipality.closed, school: [] };
    const at = instantOf(firstWorkingDay(day, 'municipal', closed), ASKED_AT);
    plan(at, () => arrangements.ask(youth.ref, ask(at)));
  }
}

function asked(
  { youth }: SimulatedYouth,
  about: {
    readonly draw: number;
    readonly share: number;
    readonly by: string;
    readonly policy: Policy;
    readonly atFgu: boolean;
  },
): ((at: Instant) => AskedArrangement) | undefined {
  const { draw, share, by, policy, atFgu } = about;
  const common = (at: Instant) => ({ id: `A-${youth.ref}`, by, at, wish: '' });
  if (atFgu && draw < ASK_FOR_A_PLACE * share)
    return (at) => ({ ...common(at), what: 'placement', offer: offerOf(youth.school ?? '') });
  const { everyDays, weeks } = policy.programmes.talks;
  if (draw < 1 - HAVE_TALKS * share) return undefined;
  return (at) => {
    const from = addDays(copenhagen(at).date, everyDays);
    const rhythm = { kind: 'talks' as const, everyDays, from, until: addDays(from, weeks * 7) };
    return { ...common(at), what: 'programme', ...rhythm };
  };
}

const offerOf = (school: string): string => `V-${school}`;

const IN_A_RHYTHM: ReadonlySet<TaskRow['kind']> = new Set<TaskRow['kind']>([
  'placement.visit',
  'placement.evaluation',
  'programme.talk',
  'programme.visit',
]);
/** Somebody tells of it at the earliest in the morning of its day. */
const MORNING_MS = 6 * 3_600_000;

/** When something that has its day in a rhythm takes place; undefined for all else, and once it is late. */
export function heldOn({ kind, placement, explanation }: TaskRow): Instant | undefined {
  const hasItsDay = IN_A_RHYTHM.has(kind) && placement.rung === 0 && explanation === undefined;
  return hasItsDay ? placement.due - MORNING_MS : undefined;
}
