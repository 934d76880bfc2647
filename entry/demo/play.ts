/**
 * The demo: a municipality in the middle of its work, with tasks due today, due tomorrow and overdue. Everything in it
 * came about as it would in life – absence taken in, workflows deciding, people acting – only faster: a deadline passes
 * because somebody moved it to in a moment.
 */
import { type TaskDeeds } from '../../contract/ports/engine';
import { type TaskKind } from '../../contract/messages/vocabulary';
import { confirmDay, type Deliver, takeIn } from '../../records/absences';
import { latestAgreement } from '../../records/agreements';
import { getTask, type TaskRow, tasksOfYouth } from '../../records/tasks';
import { addDays, addSchoolDays, firstWorkingDay, type IsoDate, schoolDays } from '../../rules/calendar';
import { copenhagen, type Instant, instantOf } from '../../rules/clock';
import { type LoadPorts, loadMunicipality } from '../loading/load';
import { type KnownYouth } from '../loading/youthStore';
import { demoMunicipality, type Story } from './municipality';
import { playPlaces } from './places';

export interface DemoPorts extends LoadPorts {
  readonly deliver: Deliver;
}

/** Set up before anything else, and marked when all of it is there: a demo that was cut short is taken up again. */
const MARK = { pk: 'demo', sk: 'demo' };

/** Whether a demo was begun and not brought to its end. */
export async function isDemoUnfinished({ table }: Pick<DemoPorts, 'table'>): Promise<boolean> {
  return (await table.get(MARK))?.done === false;
}

/** Whether what stands in the records is the demo. */
export async function isDemo({ table }: Pick<DemoPorts, 'table'>): Promise<boolean> {
  return (await table.get(MARK)) !== undefined;
}

/** Days of absence that open a case at once. */
const ABSENT_DAYS = 5;
/** How far back the schools have confirmed their days. */
const CONFIRMED_DAYS = 21;

/** Plays the demo. Takes about ten seconds. */
export async function playDemo(ports: DemoPorts): Promise<void> {
  const { table, engine, now } = ports;
  await table.put({ ...MARK, done: false });
  const today = copenhagen(now()).date;
  const { loaded, stories } = demoMunicipality(today);
  const { youths } = await loadMunicipality(ports, loaded, () => undefined);
  for (const { id, closed } of loaded.schools) {
    const since = addDays(today, -CONFIRMED_DAYS);
    for (const day of schoolDays(since, addDays(today, -1), closed)) await confirmDay(table, id, day, now());
    await engine.startSchoolFeed({ school: id, agreement: await latestAgreement(table, id), since });
  }
  await Promise.all(youths.map((youth, index) => play(ports, youth, stories[index] ?? 'quiet', today)));
  await playPlaces(ports, youths);
  await table.put({ ...MARK, done: true });
}

async function play(ports: DemoPorts, stored: KnownYouth, story: Story, today: IsoDate): Promise<void> {
  if (story === 'quiet') return;
  await registerAbsence(ports, stored, today);
  const scene = new Scene(ports, stored.ref);
  switch (story) {
    case 'justOpened':
      await scene.task('absence.parentCall');
      break;
    case 'dueToday':
      await scene.moveTo('absence.firstContact', laterToday(ports.now()));
      break;
    case 'dueTomorrow':
      await scene.reach();
      await scene.moveTo('absence.conversation1', tomorrow(ports.now()));
      break;
    case 'escalated':
      await scene.miss('absence.firstContact');
      break;
    case 'overdue':
      await scene.miss('absence.firstContact');
      await scene.miss('absence.firstContact');
      break;
    case 'booked':
      await scene.reach();
      await scene.act('bookTask', 'absence.conversation1', { at: meetingTime(today) });
      break;
    case 'held':
      await scene.reach();
      await scene.act('completeTask', 'absence.conversation1', {
        outcome: { outcome: 'held', cause: 'transport', remedy: 'mentor' },
      });
      await scene.task('retention.measure');
      break;
  }
}

async function registerAbsence(
  { table, deliver, now }: DemoPorts,
  { ref, youth }: KnownYouth,
  today: IsoDate,
): Promise<void> {
  const { school, student } = youth;
  if (school === undefined || student === undefined) return;
  const records = Array.from({ length: ABSENT_DAYS }, (_, n) => ({
    id: `${student}-${String(n + 1)}`,
    student,
    youth: ref,
    date: addSchoolDays(today, -(n + 1), []),
    type: 'unlawful' as const,
    minutes: 300,
  }));
  await takeIn(table, school, records, now(), `demo-${student}`, deliver);
}

// ------------------------------------------------------------------ what people do

type Args<Deed extends keyof TaskDeeds> = Omit<TaskDeeds[Deed], 'n' | 'by' | 'on'>;

const LOOK_EVERY_MS = 100;
const PATIENCE_MS = 30_000;
/** A deadline moved to this far ahead has passed in a moment. */
const SOON_MS = 1_500;

/** One youth's tasks, and those who have them. */
class Scene {
  constructor(
    private readonly ports: DemoPorts,
    private readonly youth: string,
  ) {}

  /** The youth's newest task of a kind, once there is one. */
  task(kind: TaskKind): Promise<TaskRow> {
    return until(async () => {
      const tasks = await tasksOfYouth(this.ports.table, this.youth);
      return tasks.find((task) => task.kind === kind);
    }, kind);
  }

  /** Whoever has the task does something to it, unless that is done; answers the task as it was before. */
  async act<Deed extends keyof TaskDeeds>(deed: Deed, kind: TaskKind, args: Args<Deed>): Promise<TaskRow> {
    const task = await this.task(kind);
    if (task.status !== 'open') return task;
    const deedArgs = {
      ...args,
      n: task.n,
      by: task.placement.assignee,
      on: copenhagen(this.ports.now()).date,
    } as TaskDeeds[Deed];
    await this.ports.engine.act(
      task.workflowId,
      deed,
      deedArgs,
      `demo-${deed}-${task.id}-${String(task.seq)}`,
    );
    return task;
  }

  async reach(): Promise<void> {
    await this.act('completeTask', 'absence.firstContact', {
      outcome: { outcome: 'reached', channel: 'phone' },
    });
  }

  moveTo(kind: TaskKind, to: Instant): Promise<TaskRow> {
    return this.act('postponeTask', kind, { to, reason: 'awaitingOthers' });
  }

  /** Lets a deadline pass: the task goes a rung up, or stands overdue on the last. */
  async miss(kind: TaskKind): Promise<void> {
    if ((await this.task(kind)).placement.overdue) return;
    const { id, placement: before } = await this.moveTo(kind, this.ports.now() + SOON_MS);
    await until(async () => {
      const { placement } = (await getTask(this.ports.table, id)) ?? {};
      return placement && (placement.overdue || placement.rung > before.rung) ? placement : undefined;
    }, kind);
  }
}

async function until<T>(look: () => Promise<T | undefined>, what: string): Promise<T> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  while (Date.now() < giveUpAt) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw new Error(`the demo waited in vain for ${what}`);
}

// ------------------------------------------------------------------ times

const MINUTE_MS = 60_000;

/** In some hours, but before midnight. In the day's last minutes "today" is the coming day. */
function laterToday(now: Instant): Instant {
  const { date } = copenhagen(now + 2 * MINUTE_MS);
  return Math.min(now + 180 * MINUTE_MS, instantOf(date, '23:59'));
}

function tomorrow(now: Instant): Instant {
  return instantOf(addDays(copenhagen(now + 2 * MINUTE_MS).date, 1), '16:00');
}

function meetingTime(today: IsoDate): Instant {
  const day = firstWorkingDay(addDays(today, 2), 'national', { municipality: [], school: [] });
  return instantOf(day, '10:30');
}
