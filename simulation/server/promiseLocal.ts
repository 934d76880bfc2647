/**
 * What `AsyncLocalStorage` does, for promises only: remembers a value along the asynchronous calls it was set for. Node's
 * own watches timers, sockets and everything else as well, which costs a simulation a sixth of its time; a simulation
 * knows nothing asynchronous but promises.
 */
import { promiseHooks } from 'node:v8';

/** What is remembered, innermost first. A list: the few there are at one time are found quicker than a map is copied. */
interface Frame {
  readonly of: object;
  readonly store: unknown;
  readonly around: Frame | undefined;
}
type Framed = Promise<unknown> & { [FRAME]?: Frame | undefined };

const FRAME = Symbol('frame');

/** What others remember: what one has remembered before is not needed any more, and would make the list grow. */
function without(one: object, frame: Frame | undefined): Frame | undefined {
  if (!frame || frame.of === one) return frame?.around; // it is in the list once at most
  const around = without(one, frame.around);
  return around === frame.around ? frame : { ...frame, around };
}

let current: Frame | undefined;
const entered: (Frame | undefined)[] = [];
let watching = false;

function watch(): void {
  if (watching) return;
  watching = true;
  promiseHooks.createHook({
    init: (promise: Framed) => {
      if (current !== undefined) promise[FRAME] = current;
    },
    before: (promise: Framed) => {
      entered.push(current);
      current = promise[FRAME];
    },
    after: () => {
      current = entered.pop();
    },
  });
}

/** The part of `AsyncLocalStorage` that the SDK and we use. */
export class PromiseLocal<T> {
  run<Result, Args extends unknown[]>(store: T, callback: (...args: Args) => Result, ...args: Args): Result {
    watch();
    const before = current;
    current = { of: this, store, around: without(this, before) };
    try {
      return callback(...args);
    } finally {
      current = before;
    }
  }

  getStore(): T | undefined {
    for (let frame = current; frame; frame = frame.around) if (frame.of === this) return frame.store as T;
    return undefined;
  }

  /** Nothing is kept that would have to be given up. */
  disable(): void {
    return undefined;
  }
}
