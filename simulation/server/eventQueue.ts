/** What is to happen, in order of time and, at one instant, in the order it was added. */

/** Something that is to happen. */
export interface Planned {
  readonly at: number;
  /** Undefined once it has been called off. */
  readonly happen: (() => void | Promise<void>) | undefined;
}

interface Entry {
  at: number;
  order: number;
  happen: (() => void | Promise<void>) | undefined;
}

/** A heap of what is planned. */
export class EventQueue {
  private readonly heap: Entry[] = [];
  private added = 0;

  /** Plans something; the result can be called off. */
  add(at: number, happen: () => void | Promise<void>): Planned {
    const entry = { at, order: this.added++, happen };
    this.heap.push(entry);
    this.up(this.heap.length - 1);
    return entry;
  }

  callOff(planned: Planned): void {
    (planned as Entry).happen = undefined;
  }

  /** When the next thing happens; undefined when nothing is planned. */
  nextAt(): number | undefined {
    while (this.heap[0] && !this.heap[0].happen) this.pop();
    return this.heap[0]?.at;
  }

  /** Takes out what happens next; {@link nextAt} has told that there is something. */
  take(): Planned {
    const next = this.pop();
    if (!next) throw new RangeError('nothing is planned');
    return next;
  }

  private pop(): Entry | undefined {
    const [top] = this.heap;
    const last = this.heap.pop();
    if (last && last !== top) {
      this.heap[0] = last;
      this.down(0);
    }
    return top;
  }

  private up(index: number): void {
    const { heap } = this;
    for (let i = index; i > 0;) {
      const parent = (i - 1) >> 1;
      if (!this.swapped(parent, i, heap)) break;
      i = parent;
    }
  }

  private down(index: number): void {
    const { heap } = this;
    for (let i = index; ;) {
      const left = 2 * i + 1;
      const [a, b] = [heap[left], heap[left + 1]];
      if (!a) break;
      const least = b && before(b, a) ? left + 1 : left;
      if (!this.swapped(i, least, heap)) break;
      i = least;
    }
  }

  /** Swaps two entries where the lower one comes first. */
  private swapped(upper: number, lower: number, heap: Entry[]): boolean {
    const [u, l] = [heap[upper], heap[lower]];
    if (!u || !l || !before(l, u)) return false;
    heap[upper] = l;
    heap[lower] = u;
    return true;
  }
}

function before(a: Entry, b: Entry): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
