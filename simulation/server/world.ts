/** What all parts of the virtual server share: the clock, the queue, the workflows and what they have cost. */
import { type Sandbox, type WorkflowTaskFailedError } from '../sandbox';
import { type Converter } from './converter';
import { noCounts, type TypeCounts } from './counts';
import { EventQueue } from './eventQueue';
import { type RecordedEvent } from './history';
import { Outside } from './outside';
import { type Chain } from './run';

/** An activity's implementation. Its rejection is retried as the workflow's options say. */
export type ActivityImplementation = (...args: never[]) => Promise<unknown>;

/** One attempt at an activity. */
export interface ActivityCall {
  readonly type: string;
  readonly workflowId: string;
  /** Counted from 1. */
  readonly attempt: number;
  readonly local: boolean;
  /** Virtual instant. */
  readonly at: number;
}

/** Whoever wants to know what happens. */
export interface Observer {
  event?(event: RecordedEvent): void;
  activity?(call: ActivityCall): void;
}

/** A time without workers: virtual instants, the second no longer part of it. */
export interface Outage {
  readonly from: number;
  readonly to: number;
}

export interface WorldOptions {
  readonly activities: Readonly<Record<string, ActivityImplementation>>;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly observer: Observer;
  readonly outages: readonly Outage[];
  readonly onWorkflowTaskFailure?: (failure: WorkflowTaskFailedError) => void;
}

export class World {
  readonly queue = new EventQueue();
  readonly outside = new Outside();
  /** The newest workflow under each id. */
  readonly chains = new Map<string, Chain>();
  readonly counts = new Map<string, TypeCounts>();
  private ids = 0;

  constructor(
    readonly options: WorldOptions,
    readonly sandbox: Sandbox,
    readonly converter: Converter,
    /** The virtual instant, in milliseconds since 1970. */
    public now: number,
  ) {}

  /** Plans something for this very instant, after what is planned for it already. */
  soon(happen: () => void | Promise<void>): void {
    this.queue.add(this.now, happen);
  }

  /** When the outage that is on ends; undefined when none is. */
  workersBackAt(): number | undefined {
    return this.options.outages.find(({ from, to }) => from <= this.now && this.now < to)?.to;
  }

  countsOf(type: string): TypeCounts {
    let counts = this.counts.get(type);
    if (!counts) {
      counts = noCounts();
      this.counts.set(type, counts);
    }
    return counts;
  }

  /** An id that looks like the server's and is the same in every repetition. */
  nextId(): { readonly id: string; readonly seed: readonly number[] } {
    this.ids += 1;
    const id = `00000000-0000-4000-8000-${this.ids.toString(16).padStart(12, '0')}`;
    return { id, seed: seedOf(this.ids) };
  }
}

/** Eight bytes that have nothing in common with those of the next number (splitmix32, Guy Steele and others). */
function seedOf(n: number): number[] {
  const bytes: number[] = [];
  for (let i = 0, state = n; bytes.length < 8; i += 1) {
    state = (state + 0x9e3779b9 + i) | 0;
    let word = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
    word ^= word >>> 15;
    bytes.push(word & 255, (word >>> 8) & 255, (word >>> 16) & 255, (word >>> 24) & 255);
  }
  return bytes;
}
