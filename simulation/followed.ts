/**
 * The promise behind everything: at every moment each youth has a responsible person and a next date – or a reason why
 * not, which stands in the journal. Checked while a simulation runs: what a youth has changes only with an entry of the
 * journal or when a reason runs out, so a look after each of those instants is a look at every moment.
 */
import { type YouthRef } from '../contract/messages/ids';
import { type TaskKind } from '../contract/messages/vocabulary';
import { type Policy } from '../contract/schemas/policy';
import { type JournalEntry } from '../records/journal';
import { copenhagen, type Instant, instantOf } from '../rules/clock';
import { addMonths } from '../rules/recurring';
import { type SimulatedYouth } from './population';
import { EventQueue } from './server/eventQueue';

/** A youth whom nobody was responsible for, or who had no next date, from an instant on. */
export interface Lapse {
  readonly youth: YouthRef;
  readonly from: Instant;
  readonly missing: 'responsible' | 'nextDate';
}

interface Situation {
  coordinator: boolean;
  /** Open tasks, and what kind each is. */
  readonly openTasks: Map<string, TaskKind | undefined>;
  /** Until when a stated reason holds: the backlog (R54), no thanks (R45), nobody found (R19). */
  excusedUntil: Instant;
  lapsed: boolean;
}

const CLOSING: ReadonlySet<JournalEntry['event']> = new Set(['task.completed', 'task.withdrawn']);

export class Followed {
  readonly lapses: Lapse[] = [];
  private readonly situations = new Map<YouthRef, Situation>();
  private readonly touched = new Set<YouthRef>();
  /** When reasons run out. */
  private readonly expiries = new EventQueue();
  private now: Instant;

  constructor(
    youths: readonly SimulatedYouth[],
    from: Instant,
    private readonly policy: Policy,
  ) {
    this.now = from;
    for (const { youth, releaseAt } of youths) {
      this.situations.set(youth.ref, {
        coordinator: youth.people.coordinator !== undefined,
        openTasks: new Map(),
        excusedUntil: 0,
        lapsed: false,
      });
      this.excuse(youth.ref, releaseAt ?? from);
    }
  }

  /** Takes in an entry written at `now`. */
  add(entry: JournalEntry, now: Instant): void {
    this.advance(now);
    const { youth, task, event, kind, role } = entry;
    const situation = youth === undefined ? undefined : this.situations.get(youth);
    if (youth === undefined || !situation) return;
    this.touched.add(youth);
    if (event === 'person.changed' && role === 'coordinator') situation.coordinator = true;
    // R51: too young, too old or moved away, with that as the stated reason.
    if (event === 'case.closed' && entry.rule === 'R51') situation.excusedUntil = Infinity;
    if (task === undefined) return;
    if (event === 'task.opened' || event === 'task.reopened') situation.openTasks.set(task, kind);
    if (!CLOSING.has(event)) return;
    situation.openTasks.delete(task);
    const no = entry.reason?.outcome === 'declined' || entry.reason?.outcome === 'notPossible';
    if (!no) return;
    const today = copenhagen(now).date;
    if (kind === 'coordinator.assign')
      this.excuse(youth, instantOf(`${addMonths(today, 1).slice(0, 7)}-01`, '00:00'));
    if (kind === 'family.book' || kind === 'family.meeting')
      this.excuse(youth, instantOf(addMonths(today, this.policy.meetings.askAgainMonths), '00:00'));
  }

  /** Time has come so far; everything that happened before `now` is judged. */
  advance(now: Instant): void {
    while (this.now < now) {
      this.judge();
      this.now = Math.min(this.expiries.nextAt() ?? now, now);
      for (let at = this.expiries.nextAt(); at !== undefined && at <= this.now; at = this.expiries.nextAt()) {
        void this.expiries.take().happen?.();
      }
    }
  }

  private excuse(youth: YouthRef, until: Instant): void {
    const situation = this.situations.get(youth);
    if (!situation) return;
    situation.excusedUntil = until;
    this.expiries.add(until, () => void this.touched.add(youth));
  }

  private judge(): void {
    for (const youth of this.touched) {
      const situation = this.situations.get(youth);
      if (!situation) continue;
      const missing = excused(situation, this.now) ? undefined : missingOf(situation);
      if (missing !== undefined && !situation.lapsed) this.lapses.push({ youth, from: this.now, missing });
      situation.lapsed = missing !== undefined;
    }
    this.touched.clear();
  }
}

function excused({ excusedUntil }: Situation, now: Instant): boolean {
  return excusedUntil > now;
}

function missingOf({ coordinator, openTasks }: Situation): Lapse['missing'] | undefined {
  if (!coordinator && ![...openTasks.values()].includes('coordinator.assign')) return 'responsible';
  return openTasks.size === 0 ? 'nextDate' : undefined;
}
