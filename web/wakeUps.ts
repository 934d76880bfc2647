/**
 * The contact in the morning that somebody agrees on with a youth (R41), the same for pages and API: by those who may
 * change the youth's plan, or by whoever has the measure it is (R10) – a contact teacher, say, who sees no more of the
 * youth than that (R43).
 */
import { type z } from 'zod';
import { type YouthRef } from '../contract/messages/ids';
import { type Person } from '../contract/ports/identity';
import { type wakeUpBody } from '../contract/schemas/wakeUps';
import { currentTerms, type Terms } from '../records/agreements';
import { mayHear } from '../records/audience';
import { append } from '../records/journal';
import { getYouth, type Youth } from '../records/people';
import {
  agreeOnWakeUp,
  beginMornings,
  endWakeUp,
  holds,
  isWakeUpMeasure,
  nextMorning,
  type WakeUp,
  wakeUpOf,
} from '../records/wakeUps';
import { addDays } from '../rules/calendar';
import { copenhagen, type Instant } from '../rules/clock';
import { WAKE_UP } from '../texts/wakeUp';
import { may } from './authorization';
import { changeYouth, youthFor } from './changes';
import { readTask } from './deeds';
import { type WebPorts } from './ports';
import { forbidden, invalidInput, notFound } from './problem';

/** Through whom the youth is reached: the youth's own page, or the task that it is. */
export type Through = { readonly youth: YouthRef } | { readonly task: string };

/** The youth, where this person may agree on it with them. Throws `Problem`. */
export async function wakeUpYouth(ports: WebPorts, person: Person, through: Through): Promise<Youth> {
  if ('youth' in through) return youthFor(ports, person, through.youth, 'plan.change');
  const task = await readTask(ports, person, through.task);
  if (!isWakeUpMeasure(task) || task.youth === undefined) throw notFound('Siden');
  if (!may(person, 'task.act', { task })) throw forbidden();
  const youth = await getYouth(ports.table, task.youth);
  if (!youth) throw notFound('Den unge');
  return youth;
}

/** What holds today; undefined where nothing is agreed on. */
export async function currentWakeUp({ table, now }: WebPorts, youth: Youth): Promise<WakeUp | undefined> {
  const known = await wakeUpOf(table, youth.ref);
  const today = copenhagen(now()).date;
  return known && (await holds(table, youth, known, today)) ? known : undefined;
}

/** Agrees on it, in place of what was agreed on before. Throws `Problem`. */
export async function agree(
  ports: WebPorts,
  person: Person,
  through: Through,
  wish: z.output<typeof wakeUpBody>,
  requestId: string,
): Promise<void> {
  const youth = await wakeUpYouth(ports, person, through);
  const { table } = ports;
  const terms = await currentTerms(table, youth.school);
  await changeYouth(ports, person, youth.ref, {
    where: 'wakeUp',
    requestId,
    async write(at) {
      check(youth, wish, at, terms);
      await agreeOnWakeUp(table, youth.ref, { ...wish, by: person.id });
      await note(ports, person.id, youth.ref, 'signal.received', at, requestId, wish);
    },
    async tell() {
      const agreed = await wakeUpOf(table, youth.ref);
      const { policy, closed } = terms;
      if (!agreed) return;
      const mornings = { after: ports.now(), closed: closed.school, policy };
      await beginMornings(table, youth.ref, agreed, mornings, (at) => ports.engine.wakeDispatch(at));
    },
  });
}

function check(youth: Youth, wish: z.output<typeof wakeUpBody>, at: Instant, terms: Terms): void {
  const { from, to, weeks } = terms.policy.messages.wakeUp;
  const today = copenhagen(at).date;
  const refuse = (path: string, message: string): never => {
    throw invalidInput([{ path, message }]);
  };
  if (youth.mobile === undefined) refuse('time', WAKE_UP.noMobile);
  if (!mayHear(youth, at).youth) refuse('time', WAKE_UP.notToYouth);
  if (youth.school === undefined || (youth.exited ?? '9') <= today) refuse('time', WAKE_UP.noSchool);
  if (wish.time < from || wish.time > to) refuse('time', `skal være fra ${from} til ${to}`);
  if (wish.until > addDays(today, weeks * 7)) refuse('until', `kan højst ligge ${String(weeks)} uger frem`);
  if (nextMorning(wish, at, terms.closed.school) === undefined) refuse('until', WAKE_UP.noMorning);
}

/** R45: stops it; stopped again, nothing changes. Throws `Problem`. */
export async function stop(
  ports: WebPorts,
  person: Person,
  through: Through,
  requestId: string,
): Promise<void> {
  const { ref } = await wakeUpYouth(ports, person, through);
  await changeYouth(ports, person, ref, {
    where: 'wakeUp',
    requestId,
    write: (at) => stopNow(ports, person.id, ref, at, requestId),
    tell: () => Promise.resolve(),
  });
}

/** Stops it and says so in the journal, by staff or by the youth's own no thanks. */
export async function stopNow(
  ports: Pick<WebPorts, 'table'>,
  by: string,
  youth: YouthRef,
  at: Instant,
  requestId: string,
): Promise<void> {
  if (await endWakeUp(ports.table, youth, at))
    await note(ports, by, youth, 'signal.withdrawn', at, requestId);
}

function note(
  { table }: Pick<WebPorts, 'table'>,
  by: string,
  youth: YouthRef,
  event: 'signal.received' | 'signal.withdrawn',
  at: Instant,
  requestId: string,
  facts: Readonly<Record<string, string>> = {},
): Promise<void> {
  const entry = { at, event, rule: 'R41', youth, by, reason: { noted: 'wakeUp', ...facts } };
  return append(table, [{ writer: 'edge', key: requestId, entry }]);
}
