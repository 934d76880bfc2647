/** The virtual server as the host of a municipality's workflows. */
import { type ActivityImplementation, type Observer, type Outage, VirtualServer } from './virtualServer';
import { type Around, type Host, municipalActivities, type Setup } from './municipality';
import { type Instant } from '../rules/clock';

/** What may be out of the ordinary, and who wants to know. */
export interface HostOptions {
  readonly observer?: Observer;
  readonly around?: Around;
  readonly outages?: readonly Outage[];
}

/** A virtual server that runs this municipality from `start` on, and the host that stands for it. */
export function virtualHost(
  bundle: string,
  start: Instant,
  setup: Setup,
  { observer, around = (activities) => activities, outages = [] }: HostOptions = {},
): { server: VirtualServer; host: Host } {
  const activities = around(municipalActivities(setup, () => host));
  const server: VirtualServer = new VirtualServer({
    bundle,
    start,
    activities: activities as unknown as Record<string, ActivityImplementation>,
    outages,
    // Our modules keep nothing but memos of pure functions (rules/calendar.ts), so workflows may share them.
    shareModules: true,
    ...(observer && { observer }),
  });
  const { client } = server;
  const host: Host = {
    now: () => server.now,
    start: async (type, workflowId, args) => {
      await client.start(type, { workflowId, args, workflowIdConflictPolicy: 'USE_EXISTING' });
    },
    signal: (workflowId, signal, args) => client.signal(workflowId, signal, ...args),
    signalWithStart: async (type, workflowId, args, signal, signalArgs) => {
      await client.signalWithStart(type, { workflowId, args, signal, signalArgs: [...signalArgs] });
    },
    update: async (workflowId, update, args, updateId) => {
      await client.update(workflowId, update, { args: [...args], updateId });
    },
  };
  return { server, host };
}
