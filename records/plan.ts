/**
 * The one plan of a youth (R17): purpose in their own words (R47), efforts (R25), dated sub-goals (R12), what the
 * start of an FGU course needs (R11), the youth's version (R46) and a "no thanks" (R45). Words stand here and never
 * reach the engine.
 */
import { type StaffRef, type YouthRef } from '../contract/messages/ids';
import { type Need, type StaffRole } from '../contract/messages/vocabulary';
import { type Table } from '../contract/ports/table';
import { type Policy } from '../contract/schemas/policy';
import { type IsoDate } from '../rules/calendar';

/** R25: something concrete that is done, by whom and until when. */
export interface Effort {
  /** Within the plan: `e1`. */
  readonly id: string;
  readonly name: string;
  readonly owner: StaffRole;
  readonly since: IsoDate;
  /** The day it ends, if nobody ends it before. */
  readonly ends: IsoDate;
  /** Decided by law; does not count among those there may be. */
  readonly statutory: boolean;
  readonly ended?: { readonly on: IsoDate; readonly how: 'done' | 'stopped' };
  /** The request that added it, so that a repetition adds nothing. */
  readonly request: string;
}

/** R12: a step towards the purpose, with a date. */
export interface SubGoal {
  /** Within the plan: `g1`. */
  readonly id: string;
  readonly text: string;
  readonly due: IsoDate;
  readonly reachedOn?: IsoDate;
  readonly request: string;
}

export interface Plan {
  /** Grows by one with each change; 0 for a youth who has none. */
  readonly version: number;
  /** R47: in the words of the youth, or of the family. */
  readonly purpose?: { readonly text: string; readonly by: 'youth' | 'family' };
  /** R11: the FGU course is ordered, and the youth is prepared for it. */
  readonly order: boolean;
  readonly preparation: boolean;
  readonly efforts: readonly Effort[];
  readonly subGoals: readonly SubGoal[];
  /** R48: how much support the youth needs from here, compared with before. */
  readonly need?: { readonly level: Need; readonly on: IsoDate };
  /** R46: the plan as the youth reads it. */
  readonly youthVersion?: string;
  /** R17: the family's plan, which replaces this one while it is active; `reference` is its number elsewhere. */
  readonly familyPlan?: { readonly since: IsoDate; readonly reference?: string };
  /** R45: no thanks to a plan; who said so, when, and who was told. */
  readonly declined?: {
    readonly by: 'youth' | 'guardian';
    readonly on: IsoDate;
    readonly notedBy: StaffRef;
  };
}

const EMPTY: Plan = { version: 0, order: false, preparation: false, efforts: [], subGoals: [] };

const key = (youth: YouthRef): { pk: string; sk: string } => ({ pk: `youth/${youth}`, sk: 'plan' });

/** A youth's plan; an empty one, version 0, where there is none. */
export async function getPlan(table: Table, youth: YouthRef): Promise<Plan> {
  return ((await table.get(key(youth)))?.value as Plan | undefined) ?? EMPTY;
}

/** The plans of these youths, read at once; those without one are left out. */
export async function getPlans(
  table: Table,
  youths: readonly YouthRef[],
): Promise<ReadonlyMap<YouthRef, Plan>> {
  const rows = await table.getMany([...new Set(youths)].map(key));
  return new Map(rows.map(({ pk, value }) => [pk.slice('youth/'.length), value as Plan]));
}

/**
 * Changes the plan as it stands when it is written: what somebody else changed meanwhile is not lost. `change` is
 * asked again then, and may throw to change nothing. Answers the plan as it now is.
 */
export async function changePlan(table: Table, youth: YouthRef, change: (plan: Plan) => Plan): Promise<Plan> {
  const before = await getPlan(table, youth);
  const wanted = change(before);
  if (wanted === before) return before;
  const plan = { ...wanted, version: before.version + 1 };
  const unlessChanged = before.version === 0 ? 'absent' : { field: 'version', equals: before.version };
  const written = await table.put({ ...key(youth), version: plan.version, value: plan }, unlessChanged);
  return written ? plan : changePlan(table, youth, change);
}

/** Whether an effort is under way on a day. */
export function isOpenOn({ ended, ends }: Pick<Effort, 'ended' | 'ends'>, on: IsoDate): boolean {
  return !ended && ends >= on;
}

/** R25: the efforts under way on a day that count among those there may be. */
export function openEfforts({ efforts }: Pick<Plan, 'efforts'>, on: IsoDate): Effort[] {
  return efforts.filter((effort) => !effort.statutory && isOpenOn(effort, on));
}

/** R12: sub-goals whose day has passed and that are not reached; they go on the next agenda. */
export function overdueSubGoals({ subGoals }: Pick<Plan, 'subGoals'>, on: IsoDate): SubGoal[] {
  return subGoals.filter(({ due, reachedOn }) => reachedOn === undefined && due < on);
}

/** R11: what belongs to the start of an FGU course. */
export type PlanGap = 'order' | 'purpose' | 'preparation' | 'subGoals';

/**
 * What is missing at the start of an FGU course (R11, R12). Nothing where a family plan replaces the plan (R17) or
 * the youth said no thanks to one (R45): that is respected and not asked about again and again.
 */
export async function planGaps(
  table: Table,
  youth: YouthRef,
  { progression }: Pick<Policy, 'progression'>,
): Promise<PlanGap[]> {
  const plan = await getPlan(table, youth);
  if (plan.familyPlan || plan.declined) return [];
  const gaps: readonly (readonly [PlanGap, boolean])[] = [
    ['order', !plan.order],
    ['purpose', plan.purpose === undefined],
    ['preparation', !plan.preparation],
    ['subGoals', plan.subGoals.length < progression.subGoals],
  ];
  return gaps.flatMap(([gap, missing]) => (missing ? [gap] : []));
}
