/**
 * The part of the yearly status that tells how youths were followed (R23, R28, R35, R49): whether the same adults stayed,
 * who waits for a place, and how long ago somebody was in touch.
 */
import { type YouthRef } from '../contract/messages/ids';
import { type PersonalRole } from '../contract/messages/vocabulary';
import { type Table } from '../contract/ports/table';
import { handingsOf } from '../records/continuity';
import { timeline } from '../records/journal';
import { allOffers, placesHeld } from '../records/offers';
import { lastContact, wholeOverview } from '../records/overview';
import { type ListedYouth } from '../records/people';
import { daysBetween, type IsoDate } from '../rules/calendar';
import { copenhagen, type Instant } from '../rules/clock';
import { continuityWithin } from '../rules/continuity';
import { CHANGE_KINDS, CONTACT_KINDS, YEAR_STATUS } from '../texts/yearStatus';
import {
  type Divided,
  type Grouping,
  medians,
  told,
  toldByKind,
  type Valued,
  type YearLine,
} from './yearLines';

/** The adults who are to stay the same. */
const FACES: readonly PersonalRole[] = ['coordinator', 'contactPerson'];

/** How one youth's adults changed in the school year. */
export interface Continued {
  /** Times another coordinator or contact person took over. */
  readonly changes: number;
  /** Calendar days without a coordinator. */
  readonly uncoveredDays: number;
}

/** A youth's continuity in the school year that begins in `year`, up to today. */
export async function readContinued(
  table: Table,
  youth: YouthRef,
  year: number,
  today: IsoDate,
): Promise<Continued> {
  const entries = await timeline(table, { youth });
  const within = { from: `${String(year)}-08-01`, before: `${String(year + 1)}-08-01` };
  const of = (role: PersonalRole): Continued =>
    continuityWithin(
      entries.flatMap((entry) => handingsOf(entry, role)),
      within,
      today,
    );
  return {
    changes: FACES.reduce((sum, role) => sum + of(role).changes, 0),
    uncoveredDays: of('coordinator').uncoveredDays,
  };
}

/** Days waited for a place now, by youth; who waits in several lines, the longest. Calendar days. */
async function readWaiting(table: Table, today: IsoDate): Promise<ReadonlyMap<YouthRef, number>> {
  const waited = new Map<YouthRef, number>();
  for (const { id } of await allOffers(table)) {
    for (const { youth, since } of (await placesHeld(table, id)).waiting) {
      const days = daysBetween(copenhagen(since).date, today);
      waited.set(youth, Math.max(days, waited.get(youth) ?? 0));
    }
  }
  return waited;
}

/** Days since somebody was last in touch, by youth; those nobody ever was in touch with are left out. */
async function readContacts(table: Table, today: IsoDate): Promise<ReadonlyMap<YouthRef, number>> {
  const days = new Map<YouthRef, number>();
  for (const row of await wholeOverview(table)) {
    const at = lastContact(row);
    if (row.youth !== undefined && at !== undefined)
      days.set(row.youth, daysBetween(copenhagen(at).date, today));
  }
  return days;
}

/** Which kind of `CONTACT_KINDS` it is: up to 30 days, up to 90, more, or none. */
function contactKind(days: number | undefined): number {
  if (days === undefined) return 3;
  if (days <= 30) return 0;
  return days <= 90 ? 1 : 2;
}

/** Which kind of `CHANGE_KINDS` it is: none, one, or more. */
const changeKind = (changes: number): number => Math.min(Math.max(changes, 0), 2);

/** What is known of one youth here. */
interface Followed {
  readonly youth: ListedYouth;
  readonly continued: Continued;
}

/** The lines on continuity in the year, and on waiting and contact as they are now. */
export async function followUpLines(
  table: Table,
  all: readonly Followed[],
  bySchool: Grouping,
  smallest: number,
  now: Instant,
): Promise<YearLine[]> {
  const today = copenhagen(now).date;
  const [waited, contacts] = await Promise.all([readWaiting(table, today), readContacts(table, today)]);
  const schoolOf = ({ youth }: Followed): string | undefined => youth.school;
  const divided = (kinds: readonly string[], kindOf: (one: Followed) => number): Divided[] => {
    const byKind = kinds.map((_, kind) =>
      bySchool(
        all.filter((one) => kindOf(one) === kind),
        schoolOf,
      ),
    );
    return bySchool(all, schoolOf).map(({ name }, i) => ({
      name,
      numbers: byKind.map((groups) => groups[i]?.count ?? 0),
    }));
  };
  const valued = (valueOf: (one: Followed) => number | undefined): Valued[] =>
    all.flatMap((one) => {
      const value = valueOf(one);
      return value === undefined ? [] : [{ school: schoolOf(one), value }];
    });
  const uncovered = ({ continued }: Followed): number | undefined => continued.uncoveredDays || undefined;
  const waitedBy = ({ youth }: Followed): number | undefined => waited.get(youth.ref);
  return [
    ...toldByKind(
      YEAR_STATUS.changes,
      CHANGE_KINDS,
      divided(CHANGE_KINDS, ({ continued }) => changeKind(continued.changes)),
      smallest,
    ),
    ...told(
      YEAR_STATUS.uncovered,
      bySchool(all, schoolOf, (one) => uncovered(one) !== undefined),
      smallest,
    ),
    ...medians(YEAR_STATUS.uncoveredDays, bySchool, valued(uncovered), smallest),
    ...told(
      YEAR_STATUS.waiting,
      bySchool(all, schoolOf, (one) => waitedBy(one) !== undefined),
      smallest,
    ),
    ...medians(YEAR_STATUS.waitedDays, bySchool, valued(waitedBy), smallest),
    ...toldByKind(
      YEAR_STATUS.contact,
      CONTACT_KINDS,
      divided(CONTACT_KINDS, ({ youth }) => contactKind(contacts.get(youth.ref))),
      smallest,
    ),
  ];
}
