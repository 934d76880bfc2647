/**
 * Meetings as calendar files: one to download, and a feed per person to subscribe to. Calendars are shared, synchronised
 * and shown on screens, so they say when and where to read more – never who, nor what it is about (L8).
 */
import { randomBytes } from 'node:crypto';
import { ICalCalendar, ICalCalendarMethod } from 'ical-generator';
import { type Person } from '../contract/ports/identity';
import { endFeed, feedOf, ownerOfFeed, putFeed } from '../records/calendarFeeds';
import { inbox, type TaskRow } from '../records/tasks';
import { type Instant } from '../rules/clock';
import { CALENDAR } from '../texts/pagesCalendar';
import { readTask } from './deeds';
import { type WebPorts } from './ports';
import { present } from './presence';
import { notFound } from './problem';

/** Nobody plans how long a meeting takes; a calendar must show something. */
const SHOWN_FOR_MS = 3_600_000;
/** How often a calendar may ask anew, in seconds. */
const ASK_EVERY_S = 3_600;
/** Bytes of a secret: as hard to guess as a key. */
const SECRET_BYTES = 24;

/** The person's feed, where they have one. */
export const calendarOf = ({ table }: WebPorts, { id }: Person): ReturnType<typeof feedOf> =>
  feedOf(table, id);

/** A new secret address for the person; the former one stops working. */
export async function renewCalendar(ports: WebPorts, person: Person): Promise<void> {
  const token = randomBytes(SECRET_BYTES).toString('base64url');
  await putFeed(ports.table, person.id, { token, since: ports.now() });
}

/** Nobody can read the person's calendar any more. */
export const endCalendar = ({ table }: WebPorts, { id }: Person): Promise<void> => endFeed(table, id);

/** The meeting of a task the person may read, as a file. Throws `Problem` 403 or 404, also where no time is agreed. */
export async function meetingFile(
  ports: WebPorts,
  person: Person,
  id: string,
  site: string,
): Promise<string> {
  const task = await readTask(ports, person, id);
  if (task.meeting === undefined) throw notFound('Mødet');
  return calendarText([task], ports.now(), site);
}

/** The meetings of whoever the secret belongs to, as far as they still work here. Throws `Problem` 404. */
export async function feedText(ports: WebPorts, token: string, site: string): Promise<string> {
  const staff = await ownerOfFeed(ports.table, token);
  const person = staff === undefined ? undefined : await present(ports, await ports.identity.byId(staff));
  if (!person) throw notFound('Kalenderen');
  const tasks = await inbox(ports.table, person.id);
  return calendarText(
    tasks.filter(({ meeting }) => meeting !== undefined),
    ports.now(),
    site,
  );
}

function calendarText(tasks: readonly TaskRow[], now: Instant, site: string): string {
  const calendar = new ICalCalendar({
    name: CALENDAR.name,
    prodId: { company: 'roed-traad', product: 'roed-traad', language: 'DA' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: ASK_EVERY_S,
  });
  for (const { id, seq, meeting } of tasks) {
    if (meeting === undefined) continue;
    calendar.createEvent({
      id: `${id}@roed-traad`,
      sequence: seq,
      stamp: new Date(now),
      start: new Date(meeting),
      end: new Date(meeting + SHOWN_FOR_MS),
      summary: CALENDAR.summary,
      url: `${site}/opgaver/${id}`,
      description: CALENDAR.description,
    });
  }
  return calendar.toString();
}
