/**
 * What the school's pages share: which school, its parts, and the day they are about. Attendance only (R43).
 */
import { type SchoolRef } from '../../../contract/messages/ids';
import { type ListedYouth, type School, studentsOf } from '../../../records/people';
import { addDays, isDate, type IsoDate } from '../../../rules/calendar';
import { copenhagen } from '../../../rules/clock';
import { reach } from '../../authorization';
import { keptFor } from '../../cache';
import { type WebPorts } from '../../ports';
import { forbidden } from '../../problem';
import { dayProblem } from '../../schoolDays';
import { schoolFor } from '../../schoolDeeds';
import { type Markup } from '../parts/markup';
import { PartsNav } from '../parts/partsNav';
import { type Visit } from '../visit';

const PARTS = {
  '/skole': 'Fravær',
  '/skole/fil': 'Fra en fil',
  '/skole/haendelser': 'Nyt om en elev',
  '/skole/kvitteringer': 'Kvitteringer',
} as const;
export type SchoolPart = keyof typeof PARTS;

/** The parts of the school's pages, where the reader has more than one. */
export function SchoolNav({ at }: { readonly at: SchoolPart }): Markup {
  return <PartsNav label="Skolens sider" parts={Object.entries(PARTS)} at={at} />;
}

/** Whether the reader registers absence; others only read receipts. */
export const mayRegister = ({ person }: Pick<Visit, 'person'>): boolean =>
  reach(person.role, 'absence.register') !== 'none';

/** The reader's own school. Throws `Problem` 403 for those who register nothing. */
export function ownSchool({ ports, person }: Visit): Promise<School> {
  if (person.school === undefined) throw forbidden();
  return schoolFor(ports, person, person.school, 'absence.register');
}

/** Students come and go by the term; a list of them may be a minute old. */
const KEPT_MS = 60_000;

/** The students of a school, by number. */
export async function studentsAt(ports: WebPorts, school: SchoolRef): Promise<readonly ListedYouth[]> {
  return (await keptFor(ports, `students/${school}`, KEPT_MS, () => studentsOf(ports.table, school))).value;
}

/** How far back the latest school day is looked for: longer than any holiday. */
const LONGEST_HOLIDAY_DAYS = 70;

/** The day asked for; otherwise today, or the latest school day before it. */
export function dayAsked(asked: string | undefined, school: School, now: number): IsoDate {
  if (asked !== undefined && isDate(asked)) return asked;
  const today = copenhagen(now).date;
  for (let back = 0; back <= LONGEST_HOLIDAY_DAYS; back += 1) {
    const day = addDays(today, -back);
    if (!dayProblem(day, today, school)) return day;
  }
  return today;
}
