/**
 * Days and moments as people and programs write them.
 */
import { z } from 'zod';
import { isDate, type IsoDate } from '../../rules/calendar';
import { type Instant, instantOf } from '../../rules/clock';

const DANISH_DAY = /^(\d{2})-(\d{2})-(\d{4})$/;

/** Reads `2026-09-08` or Danish `08-09-2026`; undefined when it is neither or no such day exists. */
export function readDay(text: string): IsoDate | undefined {
  const [, day, month, year] = DANISH_DAY.exec(text) ?? [];
  const iso = year === undefined ? text : `${year}-${month ?? ''}-${day ?? ''}`;
  return isDate(iso) ? iso : undefined;
}

const DAY_MESSAGE = 'skal være en dato, der findes, som 08-09-2026 eller 2026-09-08';

/** A day, `2026-09-08` or Danish `08-09-2026`; answers the ISO date. */
export const day = z
  .string(DAY_MESSAGE)
  .trim()
  .regex(/^(\d{2}-\d{2}-\d{4}|\d{4}-\d{2}-\d{2})$/, DAY_MESSAGE)
  .meta({
    description: 'En dato: dansk dd-mm-åååå eller ISO åååå-mm-dd.',
    examples: ['08-09-2026', '2026-09-08'],
  })
  .transform((text, context): IsoDate => {
    const date = readDay(text);
    if (date !== undefined) return date;
    context.issues.push({ code: 'custom', message: DAY_MESSAGE, input: text });
    return z.NEVER;
  });

const MOMENT_MESSAGE = 'skal være et tidspunkt som 2026-10-28T16:00 (dansk tid) eller med tidszone';
const MOMENT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?$/;

/** Reads a moment to the minute; undefined when it is none. Without an offset it is Danish time. */
function readMoment(text: string): Instant | undefined {
  const [, date = '', time = '', offset] = MOMENT.exec(text) ?? [];
  if (!isDate(date) || time >= '24:00' || time.slice(3) >= '60') return undefined;
  if (offset === undefined) return instantOf(date, time);
  const instant = Date.parse(`${date}T${time}${offset}`);
  return Number.isNaN(instant) ? undefined : instant;
}

/** A moment, `2026-10-28T16:00` in Denmark or ISO 8601 with an offset; answers milliseconds since 1970. */
export const moment = z
  .string(MOMENT_MESSAGE)
  .trim()
  .regex(MOMENT, MOMENT_MESSAGE)
  .meta({
    description:
      'Et tidspunkt: dansk tid uden tidszone, eller ISO 8601 med tidszone. Sekunder regnes ikke med.',
    examples: ['2026-10-28T16:00', '2026-10-28T15:00:00Z'],
  })
  .transform((text, context): Instant => {
    const instant = readMoment(text);
    if (instant !== undefined) return instant;
    context.issues.push({ code: 'custom', message: MOMENT_MESSAGE, input: text });
    return z.NEVER;
  });
