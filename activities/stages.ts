/**
 * The stage of a journey (R22): decided anew when one of its facts has changed, and when a review finds that time has
 * changed it. A change is journalled once.
 */
import { type Effect } from '../contract/messages/effects';
import { type Table } from '../contract/ports/table';
import { append } from '../records/journal';
import { noteStage, stageNow, stagesOf } from '../records/stage';
import { addDays } from '../rules/calendar';
import { copenhagen, type Instant } from '../rules/clock';
import { type Context } from './context';
import { type Look } from './look';

/** What can change the stage wherever it happens. */
const FACTS: ReadonlySet<Effect['do']> = new Set([
  'openCase',
  'closeCase',
  'dropCase',
  'settlePulse',
  'changeStage',
]);
/** Tasks that begin or end, where they can be about absence or wellbeing. */
const TASKS: ReadonlySet<Effect['do']> = new Set(['openTask', 'completeTask', 'withdrawTask', 'reopenTask']);
const WITH_SUCH_TASKS = /^(?:journey|absenceCase|wellbeingPulse)\//;

/** Decides the stage anew after these effects; `key` makes a repetition write the same. */
export async function settleStage(
  { table, youth, origin, terms: { policy } }: Context,
  effects: readonly Effect[],
  key: (effect: Effect) => string,
): Promise<void> {
  const isFact = ({ do: what }: Effect): boolean =>
    FACTS.has(what) || (TASKS.has(what) && WITH_SUCH_TASKS.test(origin.workflowId));
  const effect = effects.findLast(isFact);
  if (!youth || !effect) return;
  const at = effect.late ?? effect.at;
  const [{ stage }, known] = await Promise.all([
    stageNow(table, youth, policy, at),
    stagesOf(table, [youth.ref]),
  ]);
  const { stage: from, since = 0, by } = known.get(youth.ref) ?? {};
  if (stage === from) return;
  // Carried out again long after: what came of it stands, and so does what came of later effects. (A journey that begins
  // anew numbers its effects anew; they are later.)
  if (by?.workflowId === origin.workflowId && by.seq > effect.seq && since >= at) return;
  await append(table, [
    {
      writer: 'workflow',
      key: `${key(effect)}/stage`,
      entry: {
        at: effect.at,
        event: 'stage.changed',
        rule: 'R22',
        youth: youth.ref,
        reason: { to: stage, ...(from !== undefined && { from }) },
        ...(effect.late !== undefined && { late: effect.late }),
      },
    },
  ]);
  const decidedBy = { workflowId: origin.workflowId, seq: effect.seq };
  await noteStage(table, { youth: youth.ref, stage, since: at, by: decidedBy });
}

/** R22: time alone can change the stage, and so can what the registers say. */
export async function reviewStage(table: Table, look: Look, now: Instant): Promise<void> {
  const { youth, policy } = look;
  const [{ stage, until }, known] = await Promise.all([
    stageNow(table, youth, policy, now),
    stagesOf(table, [youth.ref]),
  ]);
  // From the day after on the time is over, whatever the hour.
  if (until !== undefined) look.lookAgain(addDays(copenhagen(until).date, 1));
  if (known.get(youth.ref)?.stage === stage) return;
  look.steps.push({ do: 'changeStage', key: `stage/${look.today}` });
}
