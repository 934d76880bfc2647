/**
 * Steps about placements and programmes (R35, R36, R38, R39): an offer with its places, others who hold them or wait,
 * and what is asked for the one youth.
 */
import { z } from 'zod';
import { PROGRAMME_KINDS, WITHDRAWALS } from '../../contract/messages/arrangements';
import { type OfferRef, type YouthRef } from '../../contract/messages/ids';
import { isDate } from '../../rules/calendar';
import { type VirtualArrangements } from '../arrangements';

const date = z.string().refine(isDate, 'skal være en dato, der findes, som 2026-10-01');
const offer = z.string().regex(/^[A-Z0-9-]{1,30}$/, 'skal være store bogstaver, tal og bindestreg');

/** Fields beside `at` and `by`, by the key that tells the step apart. */
export const ARRANGEMENT_STEPS = {
  /** An offer; again: another number of places. */
  place: {
    place: z.strictObject({
      offer,
      places: z.int().min(0),
      heldByOthers: z.int().min(0).default(0),
      waiting: z.int().min(0).default(0),
      school: z.string().optional(),
    }),
  },
  /** One of the others gives a place back. */
  free: { free: offer },
  /** Staff ask for the youth; `twice` sends the same once more. */
  askPlace: { askPlace: offer, twice: z.boolean().default(false) },
  askProgramme: {
    askProgramme: z.enum(PROGRAMME_KINDS),
    everyDays: z.int().min(1).optional(),
    from: date,
    until: date,
  },
  /** The youth says no thanks to what was asked for (R45), or it cannot be. */
  withdrawFrom: {
    withdrawFrom: z.enum(['placement', 'programme']),
    why: z.enum(WITHDRAWALS).default('declined'),
  },
} as const;

type Forms = typeof ARRANGEMENT_STEPS;
/** A step of these, whose moment is an instant. */
export type ArrangementStep = {
  [F in keyof Forms]: { readonly form: F; readonly by: string } & z.infer<z.ZodObject<Forms[F]>>;
}[keyof Forms];

/** The others of an offer: those who hold a place first, then those who wait. */
const others = new WeakMap<VirtualArrangements, Map<OfferRef, YouthRef[]>>();

/** Carries out a step; `now` is its instant, `everyDays` the agreement's rhythm. */
export async function carryOutArrangement(
  step: ArrangementStep,
  youth: YouthRef,
  arrangements: VirtualArrangements,
  now: number,
  everyDays: Readonly<Record<(typeof PROGRAMME_KINDS)[number], number>>,
): Promise<void> {
  const { by } = step;
  const id = `A-${String(now)}`;
  switch (step.form) {
    case 'place':
      return place(step.place, arrangements);
    case 'free': {
      const [first, ...rest] = known(arrangements).get(step.free) ?? [];
      if (first === undefined) throw new Error(`ingen andre har en plads i ${step.free}`);
      known(arrangements).set(step.free, rest);
      return arrangements.anotherLeaves(first, by);
    }
    case 'askPlace': {
      const asked = { id, by, at: now, wish: 'W', what: 'placement' as const, offer: step.askPlace };
      await arrangements.ask(youth, asked);
      if (step.twice) await arrangements.ask(youth, asked);
      return;
    }
    case 'askProgramme': {
      const { askProgramme: kind, from, until } = step;
      const rhythm = { kind, everyDays: step.everyDays ?? everyDays[kind], from, until };
      return arrangements.ask(youth, { id, by, at: now, wish: 'W', what: 'programme', ...rhythm });
    }
    case 'withdrawFrom':
      return arrangements.withdraw(youth, step.withdrawFrom, by, step.why, id);
  }
}

function known(arrangements: VirtualArrangements): Map<OfferRef, YouthRef[]> {
  const all = others.get(arrangements) ?? new Map<OfferRef, YouthRef[]>();
  others.set(arrangements, all);
  return all;
}

async function place(
  { offer: id, places, heldByOthers, waiting, school }: z.infer<Forms['place']['place']>,
  arrangements: VirtualArrangements,
): Promise<void> {
  const before = known(arrangements).get(id) ?? [];
  const added = Array.from(
    { length: heldByOthers + waiting },
    (_, index) => `y9${id.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}${String(before.length + index)}`,
  );
  if (heldByOthers > 0) await arrangements.othersHold(added.slice(0, heldByOthers), id);
  await arrangements.setOffer({ id, name: id, places, ...(school !== undefined && { school }) });
  for (const youth of added.slice(heldByOthers)) await arrangements.anotherAsks(youth, id);
  known(arrangements).set(id, [...before, ...added.slice(0, heldByOthers)]);
}
