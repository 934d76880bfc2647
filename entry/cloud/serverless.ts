/**
 * `npm run serverless`: the cloud on one machine. Wakes the packaged worker from nothing with an absence, as a school
 * would, tells how long everything took, and stays until it is stopped.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { addSchoolDays } from '../../rules/calendar';
import { copenhagen } from '../../rules/clock';
import { queued } from '../../records/notices';
import { tasksOfYouth } from '../../records/tasks';
import { engineBinary, BinaryMissingError } from '../binaries';
import { demoMunicipality } from '../demo/municipality';
import { loadMunicipality } from '../loading/load';
import { type KnownYouth } from '../loading/youthStore';
import { CACHE, ROOT } from '../options';
import { progressOn } from '../progress';
import { ServerFailedError } from './loop/children';
import { type Run } from './loop/functions';
import { Loop } from './loop/loop';
import { megabytes } from './packaging';
import { VersionFailedError } from './versions';

const LOOK_EVERY_MS = 50;
const PATIENCE_MS = 60_000;
const ABSENT_DAYS = 5;

/** Runs it until Ctrl-C. What went wrong is told in Danish. */
export async function main(args: readonly string[]): Promise<void> {
  try {
    if (args.includes('--help')) console.log(HELP);
    else await run();
    process.exit(0); // the SDK's runtime must not keep us
  } catch (error) {
    const known = [BinaryMissingError, ServerFailedError, VersionFailedError];
    if (!known.some((kind) => error instanceof kind)) throw error;
    console.error((error as Error).message);
    process.exit(1); // nor here
  }
}

const HELP = `Brug: npm run serverless

Kører skyen på denne maskine: motor, pakkede programmer og stedfortrædere for AWS. Ctrl-C stopper.`;

async function run(): Promise<void> {
  const began = Date.now();
  const tell = (text: string): void => {
    console.log(`${seconds(Date.now() - began)}  ${text}`);
  };
  const progress = progressOn(process.stdout, process.stdout.isTTY);
  const { fetchMoto } = (await import(pathToFileURL(join(ROOT, 'entry', 'setup', 'moto.mjs')).href)) as {
    fetchMoto: () => Promise<string>;
  };
  const moto = await progress.step('Stedfortræder for AWS (moto)', fetchMoto);
  const loop = await Loop.open({
    engineBinary: await engineBinary(CACHE, progress),
    moto,
    onRun: (one) => {
      tell(runText(one));
    },
  });
  try {
    tell(`pakket: ${loop.packages.map(({ name, bytes }) => `${name} ${megabytes(bytes)}`).join(', ')}`);
    await loop.deployWorker('b1');
    tell('workeren er registreret, har taget arbejde til sig og er den nuværende');
    const youths = await fill(loop);
    tell(`${String(youths.length)} opdigtede unge er indlæst`);
    for (const temperature of ['fra ingenting', 'varm']) {
      if (temperature !== 'varm') loop.functions.kill(loop.worker);
      const youth = youths.shift();
      if (youth) await tellStory(loop, youth, temperature, tell);
    }
    tell(`sider og API: ${loop.url} · motoren: ${loop.enginePages} · Ctrl-C stopper`);
    await stopped();
  } finally {
    await loop.close();
  }
}

/** A small municipality; answers those who can be absent. */
async function fill(loop: Loop): Promise<KnownYouth[]> {
  const { loaded } = demoMunicipality(copenhagen(Date.now()).date);
  const ports = { table: loop.table, engine: loop.engine, now: Date.now, cprKey: loop.cprKey };
  const { youths } = await loadMunicipality(ports, loaded, () => undefined);
  await loop.routine();
  for (const { id } of loaded.staff) await loop.subscribe(id);
  return youths.filter(({ youth }) => youth.school?.startsWith('FGU') === true);
}

/** Absence goes in at one end; a task and a message come out at the other. */
async function tellStory(
  loop: Loop,
  { ref, youth }: KnownYouth,
  temperature: string,
  tell: (text: string) => void,
): Promise<void> {
  const { school = '', student = '' } = youth;
  const from = Date.now();
  const since = (): string => seconds(Date.now() - from);
  const status = await postAbsence(loop, school, student);
  tell(`worker ${temperature}: fravær svaret med ${String(status)} efter ${since()}`);
  const task = await until(async () =>
    (await tasksOfYouth(loop.table, ref)).find(({ youth: of }) => of === ref),
  );
  tell(`worker ${temperature}: opgaven ${task.kind} står på listen efter ${since()}`);
  await until(async () => ((await queued(loop.table)).length > 0 ? true : undefined));
  await loop.bringMorningForward();
  const { assignee } = task.placement;
  await until(async () => (await loop.messagesTo(assignee))[0]);
  tell(`worker ${temperature}: beskeden til ${assignee} er kommet gennem SNS`);
}

/** Five days of absence, as a school's system posts them; answers the status. */
async function postAbsence(loop: Loop, school: string, student: string): Promise<number> {
  const today = copenhagen(Date.now()).date;
  const records = Array.from({ length: ABSENT_DAYS }, (_, n) => ({
    id: `${student}-${String(n)}`,
    student,
    date: addSchoolDays(today, -(n + 1), []),
    type: 'Ulovligt',
    minutes: 300,
  }));
  const { status } = await fetch(`${loop.url}/api/v1/schools/${school}/absences`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${await loop.schoolToken(school)}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({ records }),
  });
  return status;
}

function runText({ arn, cold, loadMs, ms, error }: Run): string {
  const name = arn.split(':').slice(-2).join(':');
  const load = cold ? `kold, indlæst på ${seconds(loadMs)}` : 'varm';
  return `  ${name} kørte ${seconds(ms)} (${load})${error === undefined ? '' : ` · ${error}`}`;
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > giveUpAt)
      throw new ServerFailedError('Det, der skulle ske, skete ikke inden for et minut.');
    await delay(LOOK_EVERY_MS);
  }
}

/** Until somebody wants us to stop. */
function stopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        resolve();
      });
    }
  });
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1).replace('.', ',')} s`;
