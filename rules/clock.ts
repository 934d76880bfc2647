/**
 * Wall-clock time in Denmark. Deadlines are agreed in Danish wall-clock time, so daylight saving never moves
 * them. Not for workflows: the time-zone library costs each of them memory (they get instants from activities).
 */
import { Temporal } from 'temporal-polyfill';
import { fromDayNumber, type IsoDate, twoDigits } from './calendar';

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

/** Time of day, `HH:MM`. */
export type TimeOfDay = string;

const ZONE = 'Europe/Copenhagen';
const MS_PER_DAY = 86_400_000;
const MS_PER_MINUTE = 60_000;

const offsetsByUtcDay = new Map<number, { start: number; end: number }>();

function zoneOffsetMs(instant: Instant): number {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(ZONE);
  return zoned.offsetNanoseconds / 1_000_000;
}

/** Copenhagen's offset from UTC in milliseconds. Looked up once a day: the library is too slow for every call. */
function offsetMs(instant: Instant): number {
  const day = Math.floor(instant / MS_PER_DAY);
  let offsets = offsetsByUtcDay.get(day);
  if (!offsets) {
    offsets = { start: zoneOffsetMs(day * MS_PER_DAY), end: zoneOffsetMs((day + 1) * MS_PER_DAY) };
    offsetsByUtcDay.set(day, offsets);
  }
  return offsets.start === offsets.end ? offsets.start : zoneOffsetMs(instant);
}

/** The Danish date and time of day (`HH:MM`, seconds dropped) at an instant. */
export function copenhagen(instant: Instant): { date: IsoDate; time: TimeOfDay } {
  const local = instant + offsetMs(instant);
  const day = Math.floor(local / MS_PER_DAY);
  const minutes = Math.floor((local - day * MS_PER_DAY) / MS_PER_MINUTE);
  return {
    date: fromDayNumber(day),
    time: `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`,
  };
}

const instants = new Map<string, Instant>();

/**
 * The instant of a Danish date and time. A time skipped in spring is moved forward an hour; of a time that
 * comes twice in autumn the first is meant (ISO 8601 "compatible").
 */
export function instantOf(date: IsoDate, time: TimeOfDay): Instant {
  const key = `${date}T${time}`;
  let instant = instants.get(key);
  if (instant === undefined) {
    instant = Temporal.PlainDateTime.from(key).toZonedDateTime(ZONE).epochMilliseconds;
    instants.set(key, instant);
  }
  return instant;
}

/** An instant as ISO 8601 with Denmark's offset and whole seconds, `2026-10-19T16:00:00+02:00`. */
export function isoCopenhagen(instant: Instant): string {
  const offset = offsetMs(instant);
  const minutes = Math.abs(offset) / MS_PER_MINUTE;
  const hhmm = [Math.floor(minutes / 60), minutes % 60].map(twoDigits).join(':');
  return `${new Date(instant + offset).toISOString().slice(0, 19)}${offset < 0 ? '-' : '+'}${hhmm}`;
}
