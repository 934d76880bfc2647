/**
 * Carrying out what workflows decide: rows, journal, receipts and notices.
 *
 * Every write can be repeated: a row knows the last effect it shows, an entry of the journal has the effect's number
 * for a key, a notice the task, step, channel and recipient. A call that died half-way is simply made again.
 */
import { type Effect, type OpenTask, type Origin } from '../contract/messages/effects';
import { type Placement } from '../contract/messages/tasks';
import { append } from '../records/journal';
import { type CaseReceipt, noteCase } from '../records/receipts';
import { getTask, saveTask, type TaskRow } from '../records/tasks';
import { taskId } from '../contract/messages/ids';
import { type Context, contextOf, type Ports } from './context';
import { planNotices } from './planning';
import { settleStage } from './stages';
import { changedTask, openedTask, type TaskEffect } from './taskChanges';
import { entryKey, entriesOf } from './taskJournal';
import { carryOutCase } from './caseEffects';

export async function carryOut(
  ports: Ports,
  origin: Origin,
  effects: readonly Effect[],
): Promise<(Placement | null)[]> {
  let context = await contextOf(ports.table, origin);
  const placements: (Placement | null)[] = [];
  for (const effect of effects) {
    if (isTaskEffect(effect)) {
      placements.push(await carryOutTask(ports, effect, context));
    } else {
      await carryOutCase(effect, context);
      if (effect.do === 'assignPerson') context = await contextOf(ports.table, origin);
      placements.push(null);
    }
  }
  await settleStage(context, effects, (effect) => entryKey(context, effect));
  return placements;
}

/** Whose a task is and which agreement it follows. */
type Concern = Pick<OpenTask, 'youth'> & Partial<NonNullable<OpenTask['terms']>>;

/**
 * A round's task may concern one youth: then that youth's people hold it, from opening to the last rung. A journey's
 * may concern the youth's school: then that school's agreement and calendar apply. And a task keeps the version it was
 * opened under until it is moved (R07).
 */
async function contextFor({ youth, school, agreement }: Concern, context: Context): Promise<Context> {
  const { origin, table } = context;
  const own = {
    ...origin,
    ...(youth !== undefined && origin.youth === undefined && { youth }),
    ...(school !== undefined && { school }),
    ...(agreement !== undefined && { agreement }),
  };
  const same =
    own.youth === origin.youth && own.school === origin.school && own.agreement === origin.agreement;
  return same ? context : contextOf(table, own);
}

/** What a task that an effect is about concerns. */
function concernOf(effect: TaskEffect, before: TaskRow | undefined, { origin }: Context): Concern {
  if (effect.do === 'openTask') {
    const { youth, terms } = effect;
    return { ...(youth !== undefined && { youth }), ...(origin.school === undefined && terms) };
  }
  if (!before) return {};
  const { youth, school } = before;
  const agreement = effect.do === 'moveTask' ? effect.to : before.agreement;
  return { agreement, ...(youth !== undefined && { youth }), ...(school !== undefined && { school }) };
}

function isTaskEffect(effect: Effect): effect is TaskEffect {
  return effect.do.endsWith('Task');
}

async function carryOutTask(ports: Ports, effect: TaskEffect, own: Context): Promise<Placement> {
  const { table } = ports;
  const id = taskId(own.origin.workflowId, effect.n);
  const before = await getTask(table, id);
  if (before && before.seq > effect.seq) return before.placement; // carried out, and so is what came after it
  if (before && isNoMove(effect, before)) return before.placement;
  const context = await contextFor(concernOf(effect, before, own), own);
  const repeated = before?.seq === effect.seq;
  const row = repeated ? before : rowAfter(before, effect, context);
  await saveTask(table, row, repeated ? undefined : before);
  await append(
    table,
    entriesOf(row, effect).map((entry, index) => ({
      writer: 'workflow' as const,
      key: entryKey(context, effect, index),
      entry,
    })),
  );
  await noteReceipt(row, effect, own);
  await planNotices(ports, row, effect, context);
  return row.placement;
}

/** R07: only what follows the agreement in question, and another version of it, is moved. */
function isNoMove(effect: TaskEffect, before: TaskRow): boolean {
  if (effect.do !== 'moveTask' || before.seq === effect.seq) return false;
  return before.school !== effect.school || before.agreement === effect.to;
}

function rowAfter(before: TaskRow | undefined, effect: TaskEffect, context: Context): TaskRow {
  if (effect.do === 'openTask') return openedTask(effect, context);
  if (!before) throw new Error(`no row of task ${String(effect.n)} of ${context.origin.workflowId}`);
  return changedTask(before, effect, context);
}

/** The school hears that something happened (R43), not what. */
async function noteReceipt(
  row: TaskRow,
  effect: TaskEffect,
  { table, youth, origin }: Context,
): Promise<void> {
  const steps: Partial<Record<TaskEffect['do'], keyof CaseReceipt | undefined>> = {
    openTask: 'taskOpened',
    escalateTask: row.latest?.from === undefined ? undefined : 'escalated',
    bookTask: 'conversationBooked',
    completeTask: row.outcome?.outcome === 'held' ? 'conversationHeld' : undefined,
  };
  const step = steps[effect.do];
  if (step === undefined || !youth?.student || origin.school === undefined) return;
  if (step === 'taskOpened' && row.n > 1) return;
  await noteCase(table, origin.school, youth.student, origin.workflowId, {
    [step]: effect.late ?? effect.at,
  });
}
