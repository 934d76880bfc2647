/**
 * Carrying out what concerns a case, a person, an agreement or a round rather than one task's row.
 */
import { type Effect } from '../contract/messages/effects';
import { type JournalEvent } from '../contract/messages/vocabulary';
import { saveArrangementState } from '../records/arrangements';
import { append, type JournalEntry } from '../records/journal';
import { type AgreementRow, saveAgreement, settleAgreement } from '../records/meetings';
import { putOnAgenda } from '../records/networkAgenda';
import { changePulse, pulseId } from '../records/pulses';
import { assignPerson, endGuardians, endPerson } from '../records/people';
import { noteCase } from '../records/receipts';
import { noteMeeting, saveAnswers } from '../records/rounds';
import { casesOf, saveCase, saveTask, tasksOfYouth } from '../records/tasks';
import { taskId } from '../contract/messages/ids';
import { copenhagen } from '../rules/clock';
import { type Context } from './context';
import { type TaskEffect } from './taskChanges';
import { entryKey } from './taskJournal';

export type CaseEffect = Exclude<Effect, TaskEffect>;
type EffectOf<Do extends CaseEffect['do']> = Extract<CaseEffect, { do: Do }>;

export async function carryOutCase(effect: CaseEffect, context: Context): Promise<void> {
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
