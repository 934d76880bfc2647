/**
 * The virtual server held against real ones: the same scripts give the same results, activities, commands and events,
 * and on the dev server the same bytes within a stated tolerance.
 */
import { testBundle } from './bundles';
import { openReal, type RealPlace } from './realPlace';
import { dayOn, type RealServer, type Report } from './script';
import { SCRIPTS } from './scripts';
import { liveVirtually } from './virtualPlace';

/** How far the estimate of a history's bytes may be off. */
const TOLERANCE = 0.05;
/** Scripts lived side by side: mostly they wait. */
const AT_ONCE = 6;
/** Events of a workflow task, which the test server records for an update that was refused. */
const TASK_EVENTS = 3;

const PROGRAMS: Record<RealServer, string | undefined> = {
  // Where time is skipped the SDK's own worker now and then panics over a local activity (sdk-core, TimeoutBag) and
  // hangs from then on; our own workflows are held against that server by test/fidelity.test.ts.
  timeSkipping: process.env.ALL_SERVERS === undefined ? undefined : process.env.TEMPORAL_TEST_SERVER,
  dev: process.env.TEMPORAL_DEV_SERVER,
};

jest.setTimeout(300_000);

describe.each(Object.entries(PROGRAMS) as [RealServer, string | undefined][])('on %s', (server, program) => {
  const scripts = Object.entries(SCRIPTS).filter(([, script]) => script.notOn?.[server] === undefined);
  if (program === undefined) {
    console.warn(`not held against a real server (${server}): its path is not set`);
    it.skip('lives the same', () => undefined);
    return;
  }

  let bundle: string;
  let real: RealPlace;
  const lived = new Map<string, Promise<Report>>();
  beforeAll(async () => {
    bundle = await testBundle();
    real = await openReal(server, program, bundle);
    const left = [...scripts];
    const liveOneByOne = async (): Promise<void> => {
      for (let next = left.shift(); next; next = left.shift()) {
        const [name, script] = next;
        const report = real.live(script);
        lived.set(name, report);
        await report.catch(() => undefined); // its own test tells
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, liveOneByOne));
  });
  afterAll(() => real.close());

  it.each(scripts)('%s', async (name, script) => {
    const virtual = await liveVirtually(script, bundle, { day: dayOn(server) });
    const report = await lived.get(name);
    if (!report) throw new Error('not lived');

    expect(virtual.returned).toEqual(report.returned);
    expect(virtual.activities).toEqual(report.activities);
    expect(partsOf(virtual)).toEqual(partsOf(report));
    for (const [workflowId, runs] of Object.entries(report.runs)) {
      const refused = server === 'timeSkipping' ? (script.refused?.[workflowId] ?? 0) : 0;
      runs.forEach((run, n) => {
        const own = virtual.runs[workflowId]?.[n];
        expect({ workflowId, n, events: own?.events }).toEqual({
          workflowId,
          n,
          events: run.events - refused * TASK_EVENTS,
        });
        if (server !== 'dev') return;
        const off = (own?.bytes ?? 0) / (run.bytes ?? NaN) - 1;
        expect({ workflowId, n, off: Math.abs(off) > TOLERANCE ? off : 'little' }).toEqual({
          workflowId,
          n,
          off: 'little',
        });
      });
    }
  });
});

function partsOf(report: Report): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(report.runs).map(([workflowId, runs]) => [workflowId, runs.map((run) => run.parts)]),
  );
}
