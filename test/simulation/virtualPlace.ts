/** A script lived on the virtual server. */
import { type RecordedEvent, VirtualServer } from '../../simulation/virtualServer';
import {
  type Call,
  DAY_MS,
  inMinutes,
  outcome,
  queueOf,
  type Report,
  runReport,
  type Script,
  watched,
} from './script';

const START = Date.UTC(2026, 0, 5, 8);

export async function liveVirtually(
  script: Script,
  bundle: string,
  { day = DAY_MS, shareModules = false } = {},
): Promise<Report> {
  const events: RecordedEvent[] = [];
  const calls: Call[] = [];
  const server = new VirtualServer({
    bundle,
    activities: watched(script, () => Promise.resolve()),
    start: START,
    taskQueue: queueOf(script),
    shareModules,
    log: () => undefined,
    observer: { event: (event) => void events.push(event), activity: (call) => void calls.push(call) },
  });
  const { client } = server;
  const returned = await script.live({
    day,
    start: (type, options) => client.start(type, options),
    signal: (id, name, ...args) => client.signal(id, name, ...args),
    signalWithStart: (type, options) => client.signalWithStart(type, options),
    update: (id, name, ...args) => client.update(id, name, { args }),
    updateWithStart: (name, options) => client.updateWithStart(name, options),
    query: (id, name) => client.query(id, name),
    cancel: (id) => client.cancel(id),
    terminate: (id, reason) => client.terminate(id, reason),
    result: (id) => client.result(id),
    status: async (id) => (await client.describe(id)).status,
    answer: (ask) => server.settle(() => outcome(ask())),
    days: (n) => server.runUntil(server.now + n * day),
  });
  return { returned, activities: inMinutes(calls), runs: virtualRuns(script, events) };
}

function virtualRuns({ workflows }: Script, events: readonly RecordedEvent[]): Report['runs'] {
  return Object.fromEntries(
    workflows.map((workflowId) => {
      const own = events.filter((event) => event.workflowId === workflowId);
      const runIds = [...new Set(own.map((event) => event.runId))];
      const runs = runIds.map((runId) => {
        const ofRun = own.filter((event) => event.runId === runId);
        const types = ofRun.map((event) => event.type);
        return runReport(
          types,
          ofRun.reduce((sum, event) => sum + event.bytes, 0),
        );
      });
      return [workflowId, runs];
    }),
  );
}
