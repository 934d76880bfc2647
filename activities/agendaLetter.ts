/**
 * The agenda as a letter in Digital Post, for whoever has no phone an SMS could go to (R40, L8). Only where the
 * municipality has Digital Post connected; otherwise a person calls.
 */
import { isUnit } from '../contract/messages/ids';
import { type Letter } from '../contract/ports/digitalPost';
import { getAgenda } from '../records/agendas';
import { agreementsOf } from '../records/meetings';
import { type Notice } from '../records/notices';
import { getStaff, type Youth } from '../records/people';
import { getPlan, overdueSubGoals } from '../records/plan';
import { getTask } from '../records/tasks';
import { copenhagen } from '../rules/clock';
import { agendaText } from '../texts/agenda';
import { LETTER_TITLE, letterHtml } from '../texts/letter';
import { type Ports } from './context';

/** What a letter can tell as well as a message. */
const AS_LETTER: ReadonlySet<Notice['kind']> = new Set(['meeting.invited', 'meeting.agenda']);

/** The letter that goes instead of this message; undefined where none can. */
export async function agendaLetter(
  { table, digitalPost }: Ports,
  { id, kind, task: taskId, recipient }: Notice,
  youth: Youth,
): Promise<Letter | undefined> {
  const task = digitalPost && AS_LETTER.has(kind) ? await getTask(table, taskId) : undefined;
  if (task?.meeting === undefined || 'staff' in recipient) return undefined;
  const guardian = 'guardianOf' in recipient ? recipient.n : undefined;
  const name = guardian === undefined ? youth.firstName : youth.guardians[guardian]?.name;
  const [agenda, plan, agreements] = await Promise.all([
    getAgenda(table, youth.ref, task.workflowId),
    getPlan(table, youth.ref),
    agreementsOf(table, youth.ref),
  ]);
  const { assignee } = task.placement;
  const staff = agenda.invited?.staff ?? (isUnit(assignee) ? [] : [assignee]);
  const names = await Promise.all(staff.map(async (ref) => (await getStaff(table, ref))?.name));
  const text = agendaText({
    firstName: name?.split(' ')[0] ?? '',
    at: task.meeting,
    place: agenda.place,
    people: [
      ...names.filter((one) => one !== undefined),
      ...(agenda.invited?.guardians === true ? youth.guardians.map((one) => one.name) : []),
    ],
    supportPerson: agenda.supportPerson,
    purpose: (agenda.purpose ?? plan.purpose)?.text,
    points: agenda.points,
    late: overdueSubGoals(plan, copenhagen(task.meeting).date).map((goal) => goal.text),
    agreed: agreements.filter(({ kept }) => kept === undefined),
  });
  return {
    key: id,
    recipient: { youth: youth.ref, ...(guardian !== undefined && { guardian }) },
    title: LETTER_TITLE,
    html: letterHtml(LETTER_TITLE, text),
  };
}
