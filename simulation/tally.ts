/**
 * Adding up a journal: tasks per week and role, cases, messages. Small enough to be sent between threads and added.
 */
import { type JournalEntry } from '../records/journal';
import { addDays, type IsoDate, weekday } from '../rules/calendar';
import { copenhagen, type Instant } from '../rules/clock';

/** What became of tasks in one week (Monday's date) for one role. */
export interface TaskTally {
  opened: number;
  /** Completed by their due time. */
  inTime: number;
  /** Not done by their due time. */
  overdue: number;
  /** Of the overdue, those that went a rung up. */
  escalated: number;
}

export interface Tally {
  /** `2026-10-19 contactTeacher` → tasks. */
  readonly tasks: Record<string, TaskTally>;
  cases: number;
  casesClosed: number;
  /** E-mails by recipient and instant: what several parts of a municipality send one person at once is one message. */
  readonly emails: Record<string, true>;
  sms: number;
  entries: number;
}

export function emptyTally(): Tally {
  return { tasks: {}, cases: 0, casesClosed: 0, emails: {}, sms: 0, entries: 0 };
}

/** Adds up entries one by one, in the order they are written. */
export class Tallying {
  readonly tally = emptyTally();
  /** Where each open task stands. */
  private readonly open = new Map<string, { role: string; due: Instant; overdue: boolean }>();

  readonly add = (entry: JournalEntry): void => {
    const { tally } = this;
    tally.entries += 1;
    switch (entry.event) {
      case 'case.opened':
        tally.cases += 1;
        break;
      case 'case.closed':
        tally.casesClosed += 1;
        break;
      case 'message.sent':
        if (entry.assignee === undefined) tally.sms += 1;
        else tally.emails[`${entry.assignee} ${String(entry.at)}`] = true;
        break;
      default:
        this.addTask(entry);
    }
  };

  private addTask({ event, task, role: of, due, at, reason }: JournalEntry): void {
    const role: string = of ?? '';
    if (task === undefined) return;
    const known = this.open.get(task);
    const move = (): void => {
      if (due !== undefined) this.open.set(task, { role, due, overdue: false });
    };
    switch (event) {
      case 'task.opened':
      case 'task.reopened':
        this.of(at, role).opened += 1;
        move();
        break;
      case 'task.escalated':
        if (known) {
          this.of(at, known.role).escalated += 1;
          if (reason?.why === 'overdue') this.of(known.due, known.role).overdue += 1;
        }
        move();
        break;
      case 'task.postponed':
      case 'task.reassigned':
      case 'meeting.missed':
        move();
        break;
      case 'task.reminded':
        if (known && reason?.overdue === true) this.isOverdue(known);
        break;
      case 'task.completed':
        if (known && at <= known.due) this.of(at, known.role).inTime += 1;
        else if (known) this.isOverdue(known);
        this.open.delete(task);
        break;
      case 'task.withdrawn':
        this.open.delete(task);
        break;
      default:
        break;
    }
  }

  /** On the last rung a task is overdue once, however often it is reminded. */
  private isOverdue(known: { role: string; due: Instant; overdue: boolean }): void {
    if (known.overdue) return;
    known.overdue = true;
    this.of(known.due, known.role).overdue += 1;
  }

  private of(at: Instant, role: string): TaskTally {
    const key = `${mondayOf(copenhagen(at).date)} ${role}`;
    return (this.tally.tasks[key] ??= { opened: 0, inTime: 0, overdue: 0, escalated: 0 });
  }
}

/** The sums of a whole journal. */
export function tallyOf(journal: readonly JournalEntry[]): Tally {
  const tallying = new Tallying();
  journal.forEach(tallying.add);
  return tallying.tally;
}

function mondayOf(date: IsoDate): IsoDate {
  return addDays(date, 1 - weekday(date));
}

/** Adds one tally to another. */
export function addTally(sum: Tally, more: Tally): void {
  for (const [key, { opened, inTime, overdue, escalated }] of Object.entries(more.tasks)) {
    const into = (sum.tasks[key] ??= { opened: 0, inTime: 0, overdue: 0, escalated: 0 });
    into.opened += opened;
    into.inTime += inTime;
    into.overdue += overdue;
    into.escalated += escalated;
  }
  sum.cases += more.cases;
  sum.casesClosed += more.casesClosed;
  sum.sms += more.sms;
  sum.entries += more.entries;
  Object.assign(sum.emails, more.emails);
}
