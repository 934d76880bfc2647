/**
 * Code outside workflows – activities and external events – in virtual time. It is ordinary asynchronous code that
 * takes no virtual time; the queue stands still until it has ended or waits for an answer of the server.
 */
import { setImmediate } from 'node:timers/promises';
import { PromiseLocal } from './promiseLocal';

/** One piece of outside code under way. */
export class Errand {
  /** What came of it, once it has ended. */
  ended?: { readonly value: unknown } | { readonly error: unknown };
  /** Called when it ends after having waited for the server. */
  onEnd?: () => void;
  /** Answers of the server that it waits for. */
  waits = 0;
  private becameIdle: () => void = () => undefined;

  get isIdle(): boolean {
    return this.ended !== undefined || this.waits > 0;
  }

  /** Resolves when the code has ended or waits for the server. */
  async untilIdle(): Promise<void> {
    if (this.isIdle) return;
    await new Promise<void>((resolve) => {
      this.becameIdle = resolve;
    });
  }

  changed(): void {
    if (this.isIdle) this.becameIdle();
  }
}

/** An answer of the server that somebody outside waits for. */
export class Answer<T> {
  readonly promise: Promise<T>;
  private resolve!: (value: T) => void;
  private reject!: (error: unknown) => void;

  constructor(
    private readonly outside: Outside,
    /** Who waits; undefined for code the server does not run, a test's for instance. */
    private readonly errand: Errand | undefined,
  ) {
    this.promise = new Promise<T>((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  give(value: T): void {
    this.outside.answered(this.errand);
    this.resolve(value);
  }

  refuse(error: unknown): void {
    this.outside.answered(this.errand);
    this.reject(error);
  }
}

export class Outside {
  /** The first thing that went wrong in what was to follow an errand. */
  problem?: { readonly error: unknown };
  private readonly current = new PromiseLocal<Errand>();
  /** What has got its answer and runs on. */
  private readonly resumed: Errand[] = [];
  /** Answers that code the server does not run waits for, and whether one of them has been given just now. */
  private strangers = 0;
  private strangerResumed = false;

  /** Runs code until it has ended or waits for the server. Never rejects: what came of it stands in the errand. */
  async run(code: () => unknown): Promise<Errand> {
    const errand = this.begin(code);
    await errand.untilIdle();
    return errand;
  }

  /** As `run`, for code that may wait for what had been asked before it began. */
  async ask(code: () => unknown): Promise<Errand> {
    const errand = this.begin(code);
    await setImmediate();
    if (this.strangers === 0) await errand.untilIdle();
    return errand;
  }

  private begin(code: () => unknown): Errand {
    const errand = new Errand();
    const end = (how: { value: unknown } | { error: unknown }): void => {
      const waited = errand.onEnd;
      errand.ended = how;
      errand.changed();
      try {
        waited?.();
      } catch (error) {
        this.problem ??= { error };
      }
    };
    const running = this.current.run(
      errand,
      () =>
        new Promise((resolve) => {
          resolve(code());
        }),
    );
    running.then(
      (value) => {
        end({ value });
      },
      (error: unknown) => {
        end({ error });
      },
    );
    return errand;
  }

  /** To be called by what is asked from outside; while its answer is out, the queue goes on. */
  answer<T>(): Answer<T> {
    const errand = this.current.getStore();
    if (errand) {
      errand.waits += 1;
      errand.changed();
    } else {
      this.strangers += 1;
    }
    return new Answer<T>(this, errand);
  }

  answered(errand: Errand | undefined): void {
    if (!errand) {
      this.strangers -= 1;
      this.strangerResumed = true;
      return;
    }
    errand.waits -= 1;
    if (!errand.isIdle) this.resumed.push(errand);
  }

  /** Lets all code that has got its answer run until it is idle again. Rejects with the first problem there was. */
  async settle(): Promise<void> {
    if (this.strangerResumed) {
      this.strangerResumed = false;
      await setImmediate();
    }
    for (let next = this.resumed.shift(); next; next = this.resumed.shift()) await next.untilIdle();
    if (this.problem) throw this.problem.error;
  }

  /** Whether there is anything to settle. */
  get isStirred(): boolean {
    return this.resumed.length > 0 || this.strangerResumed || this.problem !== undefined;
  }
}
