/**
 * Carrying out what workflows decide: rows, journal, receipts and notices.
 *
 * Every write can be repeated: a row knows the last effect it shows, an entry of the journal has the effect's number
 * for a key, a notice the task, step, channel and recipient. A call that died half-way is simply made again.
 */
import { type Effect, type OpenTask, type Origin } from '../contract/messages/effects';
import { type Placement } from '../contract/messages/tasks';
import { type Facts, type JournalEvent } from '../contract/messages/vocabulary';
import { saveArrangementState } from '../records/arrangements';
import { append, type JournalEntry } from '../records/journal';
import { type AgreementRow, saveAgreement, settleAgreement } from '../records/meetings';
import { putOnAgenda } from '../records/networkAgenda';
import { changePulse, pulseId } from '../records/pulses';
import { assignPerson, endGuardians, endPerson } from '../records/people';
import { type CaseReceipt, noteCase } from '../records/receipts';
import { noteMeeting, saveAnswers } from '../records/rounds';
import { casesOf, getTask, saveCase, saveTask, type TaskRow, tasksOfYouth } from '../records/tasks';
import { taskId } from '../contract/messages/ids';
import { copenhagen } from '../rules/clock';
import { type Context, contextOf, type Ports } from './context';
import { planNotices } from './planning';
import { settleStage } from './stages';
import { changedTask, openedTask, type TaskEffect } from './taskChanges';

type CaseEffect = Exclude<Effect, TaskEffect>;
type EffectOf<Do extends CaseEffect['do']> = Extract<CaseEffect, { do: Do }>;

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

/** R15: whether a meeting is later, or sooner, than it ought to be. */
function windowFacts({ meeting, window }: TaskRow): Facts {
  if (meeting === undefined || !window) return {};
  if (meeting > window.to) return { tooLate: true };
  return meeting < window.from ? { sooner: true } : {};
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

function entryKey({ origin }: Context, { seq }: Effect, index = 0): string {
  return `${origin.workflowId}/${String(seq).padStart(6, '0')}.${String(index)}`;
}

/** What the journal says of a task effect: usually one entry, none where nothing happened, two where a meeting did. */
function entriesOf(row: TaskRow, effect: TaskEffect): JournalEntry[] {
  const { placement } = row;
  const entry = (event: JournalEvent, more: Partial<JournalEntry> = {}): JournalEntry => ({
    at: effect.at,
    event,
    rule: row.rule,
    task: row.id,
    kind: row.kind,
    role: placement.role,
    assignee: placement.assignee,
    case: row.workflowId,
    ...(effect.late !== undefined && { late: effect.late }),
    ...(row.youth !== undefined && { youth: row.youth }),
    ...(row.school !== undefined && { school: row.school }),
    ...(row.latest && { reason: row.latest }),
    ...('by' in effect && { by: effect.by }),
    ...('words' in effect && { words: effect.words }),
    ...more,
  });
  const { due } = placement;
  switch (effect.do) {
    case 'openTask':
      return effect.meeting === undefined
        ? [entry('task.opened', { due })]
        : [
            entry('task.opened', { due }),
            entry('meeting.booked', { reason: { meeting: effect.meeting, ...windowFacts(row) } }),
          ];
    case 'remindTask':
      return [entry('task.reminded', { due })];
    case 'escalateTask':
      if (row.latest?.why === 'lastRung') return [];
      return [entry(row.latest?.from === undefined ? 'task.postponed' : 'task.escalated', { due })];
    case 'extendTask':
      return effect.why === 'noShow'
        ? [entry('meeting.missed', { due, rule: effect.rule })]
        : [entry('task.postponed', { due, rule: effect.rule })];
    case 'completeTask':
      return effect.outcome.outcome === 'held'
        ? [entry('meeting.held'), entry('task.completed')]
        : [entry('task.completed')];
    case 'withdrawTask':
      return [entry('task.withdrawn')];
    case 'postponeTask':
      return [entry('task.postponed', { due })];
    case 'reassignTask':
      return [entry('task.reassigned', { due })];
    case 'commentTask':
      return [entry('task.commented')];
    case 'reopenTask':
      return [entry('task.reopened', { due })];
    case 'bookTask':
      return [entry(row.latest?.moved === true ? 'meeting.moved' : 'meeting.booked')];
    case 'answerTask':
      return [
        entry('signal.received', { rule: 'R40' }),
        ...(effect.meeting === undefined ? [] : [entry('meeting.moved', { rule: 'R40' })]),
      ];
    case 'moveTask':
      return row.latest?.moved === true ? [entry('policy.moved', { rule: 'R07', due })] : [];
  }
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

async function carryOutCase(effect: CaseEffect, context: Context): Promise<void> {
  const { table, origin, youth } = context;
  const at = effect.late ?? effect.at;
  const note = (event: JournalEvent, more: Partial<JournalEntry>): Promise<void> =>
    append(table, [
      {
        writer: 'workflow',
        key: entryKey(context, effect),
        entry: {
          at: effect.at,
          event,
          rule: 'R06',
          case: origin.workflowId,
          ...(effect.late !== undefined && { late: effect.late }),
          ...(origin.youth !== undefined && { youth: origin.youth }),
          ...(origin.school !== undefined && { school: origin.school }),
          ...more,
        },
      },
    ]);
  switch (effect.do) {
    case 'openCase':
      if (origin.youth === undefined || origin.school === undefined) return;
      await saveCase(table, {
        id: origin.workflowId,
        youth: origin.youth,
        school: origin.school,
        openedAt: at,
        openedOn: copenhagen(at).date,
        rule: effect.rule,
        reason: effect.reason,
        agreement: origin.agreement,
      });
      return note('case.opened', { rule: effect.rule, reason: effect.reason });
    case 'movePolicy':
      await moveCaseRow(context, effect.to);
      return note('policy.moved', {
        rule: 'R07',
        by: effect.by,
        reason: { from: effect.from, to: effect.to },
      });
    case 'closeCase':
      await closeCaseRow(context, origin.workflowId, effect.why, at);
      return note('case.closed', { rule: effect.rule, reason: { why: effect.why } });
    case 'dropCase':
      await dropTasks(context, effect.case, effect.upTo);
      await closeCaseRow(context, effect.case, 'gone', at);
      return note('case.closed', { case: effect.case, reason: { why: 'gone' } });
    case 'assignPerson':
      if (youth) await assignPerson(table, youth.ref, effect.role, effect.person, copenhagen(at).date);
      return note('person.changed', {
        rule: effect.rule ?? 'R19',
        role: effect.role,
        assignee: effect.person,
      });
    case 'endPerson':
      if (youth) await endPerson(table, youth.ref, effect.role);
      return note('person.changed', { rule: effect.rule, role: effect.role, reason: { why: 'ended' } });
    case 'endGuardians':
      if (youth) await endGuardians(table, youth.ref);
      return note('person.changed', { rule: 'R52', role: 'guardian', reason: { why: 'ofAge' } });
    case 'makeAgreement':
      if (youth) await saveAgreement(table, agreementOf(effect, youth.ref, context));
      return note('agreement.made', {
        rule: 'R16',
        reason: { party: effect.party, due: effect.due, ...(effect.role && { role: effect.role }) },
      });
    case 'settleAgreement':
      if (youth) await settleAgreement(table, youth.ref, effect.agreement, effect.kept, at);
      return note(effect.kept ? 'agreement.kept' : 'agreement.broken', {
        rule: 'R16',
        reason: { agreement: effect.agreement },
      });
    case 'changeStage':
      return; // settled with all that happened
    case 'settlePulse': {
      const { k, by, answer } = effect;
      const settled = {
        closesAt: at,
        ...(answer && { answer, answeredAt: at }),
        ...(by !== undefined && { by }),
      };
      if (youth) await changePulse(table, youth.ref, pulseId(origin.workflowId, k), settled);
      if (!answer) return;
      return note('signal.received', { rule: 'R08', reason: { ...answer }, ...(by !== undefined && { by }) });
    }
    case 'noteArrangement': {
      const { arrangement: id, stage, rule, answerBy, until, why, offer, by } = effect;
      const now = {
        ...(until !== undefined && { until }),
        ...(why !== undefined && { why }),
        ...(answerBy !== undefined && { answerBy }),
      };
      const state = { stage, since: at, workflowId: origin.workflowId, ...now };
      if (youth) await saveArrangementState(table, youth.ref, id, effect.seq, state);
      return note('arrangement.changed', {
        rule,
        reason: { stage, ...now, ...(offer !== undefined && { offer }) },
        ...(by !== undefined && { by }),
      });
    }
    case 'putOnAgenda':
      if (youth)
        await putOnAgenda(table, { youth: youth.ref, case: origin.workflowId, n: effect.n, since: at });
      return note('signal.received', { rule: 'R21', reason: { agenda: 'network' } });
    case 'saveAnswers':
      return saveAnswers(
        table,
        origin.workflowId,
        effect.seq,
        effect.rows.map((row) => ({ ...row, by: effect.by, at })),
      );
    case 'noteMeeting':
      return noteMeeting(table, origin.workflowId, taskId(origin.workflowId, effect.n));
  }
}

function agreementOf(effect: EffectOf<'makeAgreement'>, youth: string, { origin }: Context): AgreementRow {
  const { k, party, role, due, task } = effect;
  return {
    id: taskId(origin.workflowId, k),
    youth,
    party,
    due,
    madeAt: effect.late ?? effect.at,
    ...(role !== undefined && { role }),
    ...(task !== undefined && { task: taskId(origin.workflowId, task) }),
  };
}

async function moveCaseRow({ table, origin }: Context, agreement: number): Promise<void> {
  if (origin.youth === undefined) return;
  const row = (await casesOf(table, origin.youth)).find(({ id }) => id === origin.workflowId);
  if (row) await saveCase(table, { ...row, agreement });
}

async function closeCaseRow(context: Context, id: string, closing: string, closedAt: number): Promise<void> {
  const { table, origin, youth } = context;
  if (origin.youth === undefined) return;
  const row = (await casesOf(table, origin.youth)).find((known) => known.id === id);
  if (!row) return;
  await saveCase(table, { ...row, closing, closedAt });
  if (youth?.student) await noteCase(table, row.school, youth.student, id, { closed: closedAt });
}

/** The tasks of a workflow that is gone leave all lists; nobody else writes their rows any more. */
async function dropTasks({ table, origin }: Context, workflowId: string, upTo = Infinity): Promise<void> {
  if (origin.youth === undefined) return;
  for (const row of await tasksOfYouth(table, origin.youth)) {
    if (row.workflowId !== workflowId || row.status !== 'open' || row.n > upTo) continue;
    await saveTask(table, { ...row, seq: row.seq + 1, status: 'withdrawn', latest: { why: 'gone' } }, row);
  }
}
