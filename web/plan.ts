/**
 * What people do to a youth's plan, the same for pages, API and CLI: what may be done to it as it stands, and the plan
 * afterwards. One plan (R17), three efforts at most (R25), words a youth can read (R46).
 */
import { type Need, type StaffRole } from '../contract/messages/vocabulary';
import { journeyId, type StaffRef, type YouthRef } from '../contract/messages/ids';
import { type Person } from '../contract/ports/identity';
import { type Policy } from '../contract/schemas/policy';
import { currentTerms, type Terms } from '../records/agreements';
import { planNotice, wakeInTime } from '../records/notices';
import { type Youth } from '../records/people';
import { personalWord } from '../records/personalWord';
import { changePlan, getPlan, openEfforts, type Plan } from '../records/plan';
import { type IsoDate } from '../rules/calendar';
import { copenhagen, type Instant } from '../rules/clock';
import { hardest, lix } from '../rules/readability';
import { PLAN, tooHardText, tooManyText } from '../texts/plan';
import { changeYouth, youthFor } from './changes';
import { type WebPorts } from './ports';
import { invalidInput, notFound, Problem } from './problem';

/** Something to do to a plan. */
export type PlanDeed =
  | {
      readonly do: 'set';
      readonly purpose?: NonNullable<Plan['purpose']>;
      readonly order?: boolean;
      readonly preparation?: boolean;
      readonly need?: Need;
      readonly youthVersion?: string;
    }
  | {
      readonly do: 'addEffort';
      readonly name: string;
      readonly owner: StaffRole;
      readonly ends: IsoDate;
      readonly statutory?: boolean;
    }
  | { readonly do: 'endEffort'; readonly id: string; readonly how: 'done' | 'stopped' }
  | { readonly do: 'addSubGoal'; readonly text: string; readonly due: IsoDate }
  | { readonly do: 'reachSubGoal'; readonly id: string; readonly reached: boolean }
  | { readonly do: 'familyPlan'; readonly active: boolean; readonly reference?: string }
  | { readonly do: 'decline'; readonly declined: boolean; readonly by?: 'youth' | 'guardian' };

/** Under which a deed is judged. */
interface Circumstances {
  readonly today: IsoDate;
  readonly by: StaffRef;
  readonly requestId: string;
  readonly policy: Pick<Policy, 'plan'>;
}

/** A youth's plan with the terms it is judged by; throws `Problem` 403 or 404. */
export async function readPlan(
  ports: WebPorts,
  person: Person,
  ref: YouthRef,
): Promise<{ plan: Plan; policy: Policy }> {
  const youth = await youthFor(ports, person, ref, 'plan.read');
  const [plan, { policy }] = await Promise.all([
    getPlan(ports.table, ref),
    currentTerms(ports.table, youth.school),
  ]);
  return { plan, policy };
}

/** Does something to a plan, and tells the journey, which asks for what is missing (R11). Throws `Problem`. */
export async function doToPlan(
  ports: WebPorts,
  person: Person,
  ref: YouthRef,
  deed: PlanDeed,
  requestId: string,
): Promise<void> {
  const youth = await youthFor(ports, person, ref, 'plan.change');
  const terms = await currentTerms(ports.table, youth.school);
  const { policy } = terms;
  await changeYouth(ports, person, ref, {
    where: `plan.${deed.do}`,
    requestId,
    async write(at) {
      const circumstances = { today: copenhagen(at).date, by: person.id, requestId, policy };
      await changePlan(ports.table, ref, (plan) => planAfter(plan, deed, circumstances));
      if (deed.do === 'reachSubGoal' && deed.reached) await promptWord(ports, youth, deed.id, at, terms);
    },
    tell: () => ports.engine.reviewJourney(ref),
  });
}

/** R24: once per sub-goal, however often it is marked; a repetition after a crash finds the notice in the ledger. */
async function promptWord(
  { table, engine }: WebPorts,
  youth: Youth,
  goal: string,
  at: Instant,
  terms: Terms,
): Promise<void> {
  const word = personalWord(youth, at, terms);
  if (!word) return;
  const { staff, planned } = word;
  await planNotice(table, {
    id: `${journeyId(youth.ref)}/goal.reached/${goal}`,
    kind: 'goal.reached',
    recipient: { staff },
    task: journeyId(youth.ref),
    youth: youth.ref,
    rule: 'R24',
    planned,
    state: 'pending',
    attempts: 0,
  });
  await wakeInTime(table, planned, at, (moment) => engine.wakeDispatch(moment));
}

/** The plan after a deed. Throws `Problem` when it is not to be done. */
function planAfter(plan: Plan, deed: PlanDeed, circumstances: Circumstances): Plan {
  const { today, by } = circumstances;
  if (deed.do === 'familyPlan') return withFamilyPlan(plan, deed, today);
  if (plan.familyPlan) throw conflict('plan-suspended', PLAN.suspended);
  if (deed.do === 'decline') {
    const { declined: _, ...rest } = plan;
    return deed.declined ? { ...rest, declined: { by: deed.by ?? 'youth', on: today, notedBy: by } } : rest;
  }
  if (plan.declined) throw conflict('plan-declined', PLAN.declined);
  switch (deed.do) {
    case 'set':
      return withFields(plan, deed, circumstances);
    case 'addEffort':
      return withEffort(plan, deed, circumstances);
    case 'endEffort': {
      const { id, how } = deed;
      const efforts = replaced(plan.efforts, id, 'Indsatsen', (one) =>
        one.ended ? one : { ...one, ended: { on: today, how } },
      );
      return { ...plan, efforts };
    }
    case 'addSubGoal':
      return withSubGoal(plan, deed, circumstances);
    case 'reachSubGoal': {
      const subGoals = replaced(plan.subGoals, deed.id, 'Delmålet', ({ reachedOn, ...one }) =>
        deed.reached ? { ...one, reachedOn: reachedOn ?? today } : one,
      );
      return { ...plan, subGoals };
    }
  }
}

type DeedOf<Do extends PlanDeed['do']> = Extract<PlanDeed, { do: Do }>;

/** R17: the family's plan replaces the youth's while it is active; the youth's is kept as it is, and waits. */
function withFamilyPlan(plan: Plan, { active, reference }: DeedOf<'familyPlan'>, today: IsoDate): Plan {
  const { familyPlan, ...rest } = plan;
  if (!active) return rest;
  const since = familyPlan?.since ?? today;
  return { ...rest, familyPlan: { since, ...(reference !== undefined && { reference }) } };
}

function withFields(
  plan: Plan,
  { do: _, need, ...fields }: DeedOf<'set'>,
  { today, policy }: Circumstances,
): Plan {
  if (fields.youthVersion !== undefined) checkReadable('youthVersion', fields.youthVersion, policy.plan.lix);
  return { ...plan, ...fields, ...(need !== undefined && { need: { level: need, on: today } }) };
}

/** R25: so many open efforts and no more, one challenge at a time; what the law decides does not count. */
function withEffort(
  plan: Plan,
  deed: DeedOf<'addEffort'>,
  { today, requestId, policy }: Circumstances,
): Plan {
  const { name, owner, ends, statutory = false } = deed;
  if (plan.efforts.some(({ request }) => request === requestId)) return plan;
  if (ends < today) throw invalidInput([{ path: 'ends', message: 'skal være i dag eller senere' }]);
  const open = openEfforts(plan, today);
  const { maxEfforts } = policy.plan;
  if (!statutory && open.length >= maxEfforts) {
    throw conflict(
      'too-many-efforts',
      tooManyText(
        maxEfforts,
        open.map((effort) => effort.name),
      ),
    );
  }
  const id = `e${String(plan.efforts.length + 1)}`;
  const added = { id, name, owner, since: today, ends, statutory, request: requestId };
  return { ...plan, efforts: [...plan.efforts, added] };
}

function withSubGoal(
  plan: Plan,
  { text, due }: DeedOf<'addSubGoal'>,
  { today, requestId }: Circumstances,
): Plan {
  if (plan.subGoals.some(({ request }) => request === requestId)) return plan;
  if (due < today) throw invalidInput([{ path: 'due', message: 'skal være i dag eller senere' }]);
  const id = `g${String(plan.subGoals.length + 1)}`;
  return { ...plan, subGoals: [...plan.subGoals, { id, text, due, request: requestId }] };
}

/** The list with one of its members changed. */
function replaced<One extends { readonly id: string }>(
  all: readonly One[],
  id: string,
  what: string,
  change: (one: One) => One,
): One[] {
  if (!all.some((one) => one.id === id)) throw notFound(what);
  return all.map((one) => (one.id === id ? change(one) : one));
}

/** R40, R46: what a youth is to read is easy to. Throws `Problem` that says which sentence and words weigh most. */
export function checkReadable(path: string, text: string, most: number): void {
  const found = lix(text);
  if (found <= most) return;
  const message = tooHardText(found, most, hardest(text));
  throw new Problem(422, 'too-hard-to-read', 'Teksten er for svær at læse', `${path} ${message}`, [
    { path, message },
  ]);
}

const conflict = (code: string, detail: string): Problem =>
  new Problem(409, code, 'Det kan planen ikke lige nu', detail);
