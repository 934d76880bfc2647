/**
 * Adding up a journal: tasks per week and role, meetings, messages, load, continuity. Small enough to be sent between
 * threads, and added: what several parts of a municipality come to is the sum of what each does.
 */
import { PERSONAL_ROLES } from '../contract/messages/vocabulary';
import { handingsOf } from '../records/continuity';
import { type JournalEntry } from '../records/journal';
import { addDays, type IsoDate, toDayNumber, weekday } from '../rules/calendar';
import { copenhagen, type Instant } from '../rules/clock';
import { continuity, type Handing } from '../rules/continuity';

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

type Sums = Record<string, number>;

/** How ids of absence cases begin. */
const ABSENCE = 'absenceCase/';

export interface Tally {
  /** `2026-10-19 contactTeacher` → tasks. */
  readonly tasks: Record<string, TaskTally>;
  /** Kind of task → tasks opened. */
  readonly kinds: Sums;
  /** `2026-10-19 coordinator` → meetings and conversations held by that role. */
  readonly meetings: Sums;
  /** `2026-10-19 youth` → messages sent to youths and guardians. */
  readonly messages: Sums;
  /** Who has tasks → day since 1970 → by how many the open tasks grew that day. */
  readonly load: Record<string, Record<number, number>>;
  /** `coordinator` → times another took over. */
  readonly changes: Sums;
  /** `coordinator` → days that youths together were without one. */
  readonly uncoveredDays: Sums;
  cases: number;
  casesClosed: number;
  /** E-mails by recipient and instant: what several parts of a municipality send one person at once is one message. */
  readonly emails: Record<string, true>;
  entries: number;
}

export function emptyTally(): Tally {
  return {
    tasks: {},
    kinds: {},
    meetings: {},
    messages: {},
    load: {},
    changes: {},
    uncoveredDays: {},
    cases: 0,
    casesClosed: 0,
    emails: {},
    entries: 0,
  };
}

interface OpenTask {
  readonly role: string;
  readonly assignee: string | undefined;
  readonly due: Instant;
  overdue: boolean;
}

/** Adds up entries one by one, in the order they are written. */
export class Tallying {
  private readonly tally = emptyTally();
  /** Where each open task stands. */
  private readonly open = new Map<string, OpenTask>();
  /** `y1 coordinator` → who had the role, and when nobody did. */
  private readonly handings = new Map<string, Handing[]>();

  readonly add = (entry: JournalEntry): void => {
    const { tally } = this;
    const { event, role, at, assignee } = entry;
    tally.entries += 1;
    this.noteHanding(entry);
    switch (event) {
      // Cases are those of absence; a journey that stands still (R51) closes none by that.
      case 'case.opened':
        tally.cases += 1;
        break;
      case 'case.closed':
        if (entry.case?.startsWith(ABSENCE) === true) tally.casesClosed += 1;
        break;
      case 'message.sent':
        if (assignee === undefined) addOne(tally.messages, weekKey(at, role ?? 'youth'));
        else tally.emails[`${assignee} ${String(at)}`] = true;
        break;
      case 'meeting.held':
        // A round's meeting is noted with who held it, and once more with each youth it was about.
        if (role !== undefined) addOne(tally.meetings, weekKey(at, role));
        break;
      default:
        this.addTask(entry);
    }
  };

  /** The sums up to and with a day. */
  finish(today: IsoDate): Tally {
    for (const [key, handings] of this.handings) {
      const role = key.split(' ')[1] ?? '';
      const { changes, uncoveredDays } = continuity(handings, today);
      addOne(this.tally.changes, role, changes);
      addOne(this.tally.uncoveredDays, role, uncoveredDays);
    }
    this.handings.clear();
    return this.tally;
  }

  private noteHanding(entry: JournalEntry): void {
    if (entry.youth === undefined || (entry.event !== 'person.changed' && entry.event !== 'task.opened'))
      return;
    for (const role of PERSONAL_ROLES) {
      const more = handingsOf(entry, role);
      if (more.length === 0) continue;
      const key = `${entry.youth} ${role}`;
      this.handings.set(key, [...(this.handings.get(key) ?? []), ...more]);
    }
  }

  private addTask({ event, task, kind, role: of, assignee, due, at, reason }: JournalEntry): void {
    const role: string = of ?? '';
    if (task === undefined) return;
    const known = this.open.get(task);
    const move = (): void => {
      if (due === undefined) return;
      this.carry(known?.assignee, at, -1);
      this.carry(assignee, at, 1);
      this.open.set(task, { role, assignee, due, overdue: false });
    };
    const close = (): void => {
      this.carry(known?.assignee, at, -1);
      this.open.delete(task);
    };
    switch (event) {
      case 'task.opened':
      case 'task.reopened':
        this.of(at, role).opened += 1;
        addOne(this.tally.kinds, kind ?? '');
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
      case 'policy.moved':
        move();
        break;
      case 'task.reminded':
        if (known && reason?.overdue === true) this.isOverdue(known);
        break;
      case 'task.completed':
        if (known && at <= known.due) this.of(at, known.role).inTime += 1;
        else if (known) this.isOverdue(known);
        close();
        break;
      case 'task.withdrawn':
        close();
        break;
      default:
        break;
    }
  }

  /** On the last rung a task is overdue once, however often it is reminded. */
  private isOverdue(known: OpenTask): void {
    if (known.overdue) return;
    known.overdue = true;
    this.of(known.due, known.role).overdue += 1;
  }

  private carry(assignee: string | undefined, at: Instant, by: 1 | -1): void {
    if (assignee === undefined) return;
    const days = (this.tally.load[assignee] ??= {});
    const day = toDayNumber(copenhagen(at).date);
    days[day] = (days[day] ?? 0) + by;
  }

  private of(at: Instant, role: string): TaskTally {
    return (this.tally.tasks[weekKey(at, role)] ??= { opened: 0, inTime: 0, overdue: 0, escalated: 0 });
  }
}

/** The sums of a whole journal, up to and with a day. */
export function tallyOf(journal: readonly JournalEntry[], today: IsoDate): Tally {
  const tallying = new Tallying();
  journal.forEach(tallying.add);
  return tallying.finish(today);
}

const mondays = new Map<IsoDate, IsoDate>();

/** The Monday of a day's week. Entries of one day come by the thousand. */
function mondayOf(date: IsoDate): IsoDate {
  let monday = mondays.get(date);
  if (monday === undefined) mondays.set(date, (monday = addDays(date, 1 - weekday(date))));
  return monday;
}

function weekKey(at: Instant, role: string): string {
  return `${mondayOf(copenhagen(at).date)} ${role}`;
}

function addOne(sums: Sums, key: string, by = 1): void {
  sums[key] = (sums[key] ?? 0) + by;
}

function addAll(sums: Sums, more: Sums): void {
  for (const [key, by] of Object.entries(more)) addOne(sums, key, by);
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
  for (const part of ['kinds', 'meetings', 'messages', 'changes', 'uncoveredDays'] as const)
    addAll(sum[part], more[part]);
  for (const [assignee, days] of Object.entries(more.load)) addAll((sum.load[assignee] ??= {}), days);
  sum.cases += more.cases;
  sum.casesClosed += more.casesClosed;
  sum.entries += more.entries;
  Object.assign(sum.emails, more.emails);
}
