/**
 * The parts of a running instance, put together: engine, records, keys, worker, and what pages and API act on.
 */
import { Client, Connection } from '@temporalio/client';
import { type DataConverter } from '@temporalio/common';
import { Runtime } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { dataKeys } from '../adapters/dataKeys';
import { localIdentity } from '../adapters/localIdentity';
import { localKeys } from '../adapters/localKeys';
import { localOutbox } from '../adapters/localOutbox';
import { localPost } from '../adapters/localPost';
import { openLocalRecords } from '../adapters/localRecords';
import { payloadCodec } from '../adapters/payloadCodec';
import { temporalEngine } from '../adapters/temporal';
import { allSchools, allStaff } from '../records/people';
import { createApp } from '../web/app';
import { localSignIn } from '../web/pages/signIn';
import { deliveryTo } from '../web/delivery';
import { type WebPorts } from '../web/ports';
import { engineBinary } from './binaries';
import { isDemo, isDemoUnfinished, playDemo } from './demo/play';
import { localEngine, remoteEngine } from './engineProcess';
import { noteInstance } from './instance';
import { type Loaded, loadMunicipality } from './loading/load';
import { type LoadedMunicipality } from './loading/municipality';
import { engineLogger, errorFacts, type Log } from './log';
import { CACHE, ROOT } from './options';
import { codecAddress, type Pages, withCodec } from './pages';
import { type Progress } from './progress';
import { deliverOwed, startWhatRunsByItself } from './standing';
import { startWorker } from './worker';

export interface SystemOptions {
  readonly data: string;
  /** Address of the pages. */
  readonly url: string;
  readonly log: Log;
  readonly progress: Progress;
  readonly engineAddress?: string;
}

export interface System {
  readonly url: string;
  readonly enginePages: string | undefined;
  /** Rejects when a part of it fails that it cannot do without. */
  readonly failed: Promise<void>;
  load(municipality: LoadedMunicipality): Promise<Loaded>;
  /** Plays the demo in an empty directory, or to its end where it was cut short. `notEmpty`: there is other data. */
  demo(wanted: boolean): Promise<'done' | 'notEmpty'>;
  /** Opens the pages, and starts what runs by itself. */
  begin(pages: Pages): Promise<void>;
  /** Ends all of it in order; the engine last. */
  close(): Promise<void>;
}

const SWEEP_EVERY_MS = 30_000;

/** Opens everything but the pages. What was opened is closed again when a part of it fails. */
export async function openSystem(options: SystemOptions): Promise<System> {
  const { data, url, log, progress } = options;
  Runtime.install({
    logger: engineLogger(log),
    // We end in our own order, on our own signals.
    shutdownSignals: [],
    telemetryOptions: { logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} } },
  });
  const ends = new Ends(log);
  try {
    // First, because only one can have them: whoever has them may have an engine as well.
    const records = await openLocalRecords(join(data, 'records'));
    const { table } = records;
    ends.add(records.close);
    const engine = await engineFor(options);
    ends.addFirst(() => engine.stop());
    const now = Date.now;
    const keys = localKeys(join(data, 'local.key'));
    const codec = payloadCodec(dataKeys(table, keys, now));
    const dataConverter: DataConverter = {
      payloadCodecs: [codec],
      failureConverterPath: join(ROOT, 'dist', 'failureConverter.js'),
    };
    const connection = await Connection.connect({ address: engine.address });
    ends.add(() => connection.close());
    const ports: WebPorts & { identity: ReturnType<typeof localIdentity> } = {
      table,
      engine: temporalEngine(new Client({ connection, dataConverter }), engine.pages),
      identity: localIdentity(table, join(data, 'personas.json')),
      now,
      newId: randomUUID,
      sessionSecret: keys.secret('sessions').toString('base64url'),
      designSystem: join(dirname(require.resolve('dkfds')), '..'),
      localOutbox: true,
      log: (line) => {
        log.write(line);
      },
    };
    const worker = await startWorker({
      engineAddress: engine.address,
      dataConverter,
      bundle: join(ROOT, 'dist', 'workflow-bundle.js'),
      ports: {
        ...ports,
        notifier: localOutbox(table, now, randomUUID),
        digitalPost: localPost(table, join(data, 'digital-post'), now),
        pages: url,
      },
    });
    ends.add(() => worker.stop());
    const loading = { ...ports, cprKey: keys.secret('cpr') };
    return {
      url,
      enginePages: engine.pages,
      failed: worker.ended,
      load: (municipality) =>
        progress.step('Indlæser', (tell) => loadMunicipality(loading, municipality, tell)),
      async demo(wanted) {
        const unfinished = await isDemoUnfinished(ports);
        if (unfinished || (await isEmpty(ports))) {
          await progress.step('Opretter en lille opdigtet kommune', () =>
            playDemo({ ...loading, deliver: deliveryTo(ports) }),
          );
        } else if (wanted && !(await isDemo(ports))) {
          return 'notEmpty';
        }
        return 'done';
      },
      async begin(pages) {
        await ports.identity.refresh();
        await startWhatRunsByItself(ports);
        const app = createApp(ports, localSignIn);
        pages.open(withCodec((request, bindings) => app.fetch(request, bindings), codec, engine.pages));
        noteInstance(data, { url, pid: process.pid, engine: engine.address });
        ends.add(sweeping(ports, log));
      },
      close: () => ends.all(),
    };
  } catch (error) {
    await ends.all();
    throw error;
  }
}

function engineFor({ data, url, progress, engineAddress }: SystemOptions): ReturnType<typeof remoteEngine> {
  if (engineAddress !== undefined) return remoteEngine(engineAddress);
  return localEngine(data, () => engineBinary(CACHE, progress), codecAddress(url));
}

async function isEmpty({ table }: Pick<WebPorts, 'table'>): Promise<boolean> {
  const [schools, staff] = await Promise.all([allSchools(table), allStaff(table)]);
  return schools.length === 0 && staff.length === 0;
}

/** Delivers, again and again, what was taken in and did not reach its journey; answers how to stop that. */
function sweeping(ports: WebPorts, log: Log): () => Promise<void> {
  let under = Promise.resolve();
  const look = async (): Promise<void> => {
    try {
      const { delivered, left } = await deliverOwed(ports);
      if (delivered + left > 0) log.write({ event: 'swept', delivered, left });
    } catch (error) {
      log.write({ event: 'sweep.failed', ...errorFacts(error) });
    }
  };
  const timer = setInterval(() => {
    under = under.then(look);
  }, SWEEP_EVERY_MS);
  return () => {
    clearInterval(timer);
    return under;
  };
}

/** What must be ended, the latest first. */
class Ends {
  private readonly ends: (() => Promise<void>)[] = [];

  constructor(private readonly log: Log) {}

  add(end: () => Promise<void>): void {
    this.ends.push(end);
  }

  /** Ended after all others. */
  addFirst(end: () => Promise<void>): void {
    this.ends.unshift(end);
  }

  /** Ends everything, whatever goes wrong with a part of it. */
  async all(): Promise<void> {
    for (let end = this.ends.pop(); end; end = this.ends.pop()) {
      try {
        await end();
      } catch (error) {
        this.log.write({ level: 'ERROR', event: 'close.failed', ...errorFacts(error) });
      }
    }
  }
}
