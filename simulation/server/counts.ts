/** What runs cost: billable actions, events and bytes, by workflow type. */

/**
 * What Temporal Cloud bills as an action. A child's two actions are its parent's; a signal sent by a workflow is the
 * sender's. `marker`: a workflow task that records local activities or patches, or waits on for local activities.
 */
export type ActionKind =
  | 'start'
  | 'childStart'
  | 'continueAsNew'
  | 'timer'
  | 'activity'
  | 'marker'
  | 'signal'
  | 'update'
  | 'query'
  | 'searchAttributes';

/** Sums over all runs of one workflow type. */
export interface TypeCounts {
  /** Workflows started, and runs they have continued as. */
  started: number;
  continued: number;
  closed: number;
  workflowTasks: number;
  activities: number;
  readonly actions: Record<ActionKind, number>;
  /** Events as the server records them. */
  events: number;
  /** Bytes of history, estimated from the payloads and names in it (see history.ts). */
  bytes: number;
  /** The longest run so far; at 4,096 events or 4 MiB the server suggests to continue as new. */
  readonly longest: { events: number; bytes: number };
}

export function noCounts(): TypeCounts {
  return {
    started: 0,
    continued: 0,
    closed: 0,
    workflowTasks: 0,
    activities: 0,
    actions: {
      start: 0,
      childStart: 0,
      continueAsNew: 0,
      timer: 0,
      activity: 0,
      marker: 0,
      signal: 0,
      update: 0,
      query: 0,
      searchAttributes: 0,
    },
    events: 0,
    bytes: 0,
    longest: { events: 0, bytes: 0 },
  };
}

/** All billable actions of a type. */
export function billable({ actions }: TypeCounts): number {
  return Object.values(actions).reduce((sum, n) => sum + n, 0);
}
