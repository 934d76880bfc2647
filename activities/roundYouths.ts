/**
 * What a round does about each of its youths: asks them before the meeting, and afterwards journals what was answered,
 * keeps it for the next round and tells them (R13). Every write can be repeated.
 */
import { type Origin } from '../contract/messages/effects';
import { taskId, type YouthRef } from '../contract/messages/ids';
import { type Answers, type ProgressionAnswers, type RoundKind } from '../contract/messages/rounds';
import { type Facts } from '../contract/messages/vocabulary';
import { type Terms, termsOf } from '../records/agreements';
import { append, type JournalEntry, type KeyedEntry } from '../records/journal';
import { takeOffAgenda } from '../records/networkAgenda';
import { type Notice, type NoticeKind, planNotice, type Recipient, recipientKey } from '../records/notices';
import { assignPerson, getYouths, type Youth } from '../records/people';
import { personalWord } from '../records/personalWord';
import { changePlan, type Plan } from '../records/plan';
import { type AnsweredRow, answersAbout, getRound, keepAnswers, type RoundRow } from '../records/rounds';
import { getTask, type TaskRow } from '../records/tasks';
import { type IsoDate } from '../rules/calendar';
import { copenhagen, type Instant, instantOf } from '../rules/clock';
import { type Ports } from './context';
import { wakeBy, youthMoment } from './planning';

/** What asking and telling know: the round's task, and the agreement the round keeps. */
interface Occasion {
  readonly ports: Ports;
  readonly origin: Origin;
  readonly task: TaskRow;
  readonly terms: Terms;
}

async function occasion(ports: Ports, origin: Origin, n: number): Promise<Occasion> {
  const id = taskId(origin.workflowId, n);
  const [task, terms] = await Promise.all([
    getTask(ports.table, id),
    termsOf(ports.table, origin.school, origin.agreement),
  ]);
  if (!task) throw new Error(`no row of task ${id}`);
  return { ports, origin, task, terms };
}

export async function askYouths(
  ports: Ports,
  origin: Origin,
  n: number,
  meetingOn: IsoDate,
  youths: readonly YouthRef[],
): Promise<void> {
  const on = await occasion(ports, origin, n);
  const until = instantOf(meetingOn, on.terms.policy.reminders.morning);
  for (const youth of (await inOrder(ports, youths)).values()) {
    await queue(on, familyNotices(on, youth, 'round.asked', until));
  }
}

export async function tellYouths(
  ports: Ports,
  origin: Origin,
  kind: RoundKind,
  n: number,
  youths: readonly YouthRef[],
): Promise<void> {
  const on = await occasion(ports, origin, n);
  const [round, answers, people] = await Promise.all([
    getRound(ports.table, origin.workflowId),
    answersAbout(ports.table, origin.workflowId, youths),
    inOrder(ports, youths),
  ]);
  if (!round) throw new Error(`no row of round ${origin.workflowId}`);
  for (const ref of youths) {
    const said = answers.get(ref);
    const youth = people.get(ref);
    await append(ports.table, entriesOf(on, ref, said));
    if (said) await keepAnswers(ports.table, kind, { ...said, round: round.id, meetingOn: round.meetingOn });
    if (!youth) continue; // erased since the round began
    await carryOutAnswers(on, youth, said?.answers);
    if (kind === 'networkConference') await takeOff(on, round, ref);
    else await queue(on, familyNotices(on, youth, 'round.told'));
  }
}

/** The youths there are, in the order of the references. */
async function inOrder({ table }: Ports, refs: readonly YouthRef[]): Promise<ReadonlyMap<YouthRef, Youth>> {
  const known = await getYouths(table, refs);
  return new Map(
    refs.flatMap((ref) => {
      const youth = known.get(ref);
      return youth ? [[ref, youth] as const] : [];
    }),
  );
}

// ------------------------------------------------------------------ what was answered

/** What the journal says of one youth: that they were talked about, and what it came to. */
function entriesOf({ origin, task }: Occasion, youth: YouthRef, said: AnsweredRow | undefined): KeyedEntry[] {
  const answers: Partial<ProgressionAnswers> & Answers = said?.answers ?? {};
  const { extension } = answers;
  const takeOver = 'takeOver' in answers ? answers.takeOver : undefined;
  const entry = (more: Pick<JournalEntry, 'event' | 'rule'> & Partial<JournalEntry>): JournalEntry => ({
    at: task.closedAt ?? task.openedAt,
    youth,
    case: origin.workflowId,
    task: task.id,
    kind: task.kind,
    ...(origin.school !== undefined && { school: origin.school }),
    ...(task.closedBy !== undefined && { by: task.closedBy }),
    ...more,
  });
  const entries = [
    entry({ event: 'meeting.held', rule: task.rule, reason: factsOf(answers) }),
    ...(extension
      ? [
          entry({
            event: 'agreement.made',
            rule: 'R14',
            reason: { criterion: extension.criterion },
            words: extension.goal,
          }),
        ]
      : []),
    ...(takeOver === undefined
      ? []
      : [entry({ event: 'person.changed', rule: 'R20', role: 'coordinator', assignee: takeOver })]),
  ];
  return entries.map((one, index) => ({
    writer: 'workflow',
    key: `${origin.workflowId}/told.${String(index)}`,
    entry: one,
  }));
}

/** Answers as flat facts: enums, dates, numbers and references. */
function factsOf(answers: Answers): Facts {
  const facts: Record<string, Facts[string]> = {};
  for (const [name, value] of Object.entries(answers) as [string, unknown][]) {
    if (name === 'extension' || name === 'takeOver') continue; // an entry of their own
    if (name === 'tasks') facts[name] = (value as readonly unknown[]).length;
    else facts[name] = value as Facts[string];
  }
  return facts;
}

/** What the answers change for the youth: sub-goals reached (R24), need (R48), who takes over (R20). */
async function carryOutAnswers(on: Occasion, youth: Youth, answers: Answers | undefined): Promise<void> {
  if (!answers) return;
  const { table } = on.ports;
  if ('takeOver' in answers) await assignPerson(table, youth.ref, 'coordinator', answers.takeOver);
  if (!('satisfactory' in answers)) return;
  const { date } = copenhagen(on.task.closedAt ?? on.task.openedAt);
  await changePlan(table, youth.ref, (plan) => planAfter(plan, answers, date));
  if ((answers.reached ?? []).length > 0) await promptPersonalWord(on, youth);
}

/** A plan that is suspended (R17) or declined (R45) is left alone. */
function planAfter(plan: Plan, { need, reached = [] }: ProgressionAnswers, on: IsoDate): Plan {
  if (plan.familyPlan || plan.declined) return plan;
  const news = plan.subGoals.some(({ id, reachedOn }) => reached.includes(id) && reachedOn === undefined);
  const sameNeed = need === undefined || (plan.need?.level === need && plan.need.on === on);
  if (!news && sameNeed) return plan;
  return {
    ...plan,
    ...(need !== undefined && { need: { level: need, on } }),
    subGoals: plan.subGoals.map((goal) =>
      reached.includes(goal.id) && goal.reachedOn === undefined ? { ...goal, reachedOn: on } : goal,
    ),
  };
}

/** R21: what the conference dealt with leaves the agenda; what came later stays for the next. */
async function takeOff({ ports }: Occasion, { agenda = [] }: RoundRow, youth: YouthRef): Promise<void> {
  for (const item of agenda) if (item.youth === youth) await takeOffAgenda(ports.table, item);
}

// ------------------------------------------------------------------ messages

/** R24: whoever is closest says it in person; the system never praises. The youth's coordinator, where nobody is. */
async function promptPersonalWord(on: Occasion, { ref, people }: Youth): Promise<void> {
  const word = personalWord({ people }, on.ports.now(), on.terms);
  if (!word) return;
  const { staff, planned } = word;
  await queue(on, [{ ...noticeOf(on, ref, 'goal.reached', { staff }, planned), rule: 'R24' }]);
}

/** To the youth, and to guardians: who of them may have it is decided when it is sent (R52). */
function familyNotices(on: Occasion, youth: Youth, kind: NoticeKind, until?: Instant): Notice[] {
  const planned = youthMoment(on.ports.now(), on.terms);
  const recipients: Recipient[] = [
    { youth: youth.ref },
    ...youth.guardians.map((_, n): Recipient => ({ guardianOf: youth.ref, n })),
  ];
  return recipients.map((recipient) => ({
    ...noticeOf(on, youth.ref, kind, recipient, planned),
    ...(until !== undefined && { until }),
  }));
}

function noticeOf(
  { task }: Occasion,
  youth: YouthRef,
  kind: NoticeKind,
  recipient: Recipient,
  planned: Instant,
): Notice {
  const channel = 'staff' in recipient ? 'email' : 'sms';
  return {
    id: `${task.id}/${kind}/${youth}/${channel}/${recipientKey(recipient)}`,
    kind,
    recipient,
    task: task.id,
    youth,
    rule: task.rule,
    planned,
    state: 'pending',
    attempts: 0,
  };
}

async function queue({ ports }: Occasion, notices: readonly Notice[]): Promise<void> {
  for (const notice of notices) {
    await planNotice(ports.table, notice);
    await wakeBy(ports, notice.planned);
  }
}
