/**
 * R24: a reached sub-goal prompts whoever is closest to a personal word; the system never praises. Planned from a
 * round's meeting and from the plan alike: who is told, and when.
 */
import { type StaffRef } from '../contract/messages/ids';
import { addDays, firstWorkingDay } from '../rules/calendar';
import { copenhagen, type Instant, instantOf } from '../rules/clock';
import { spreadMs } from '../rules/spread';
import { type Terms } from './agreements';
import { type Youth } from './people';

const MS_PER_MINUTE = 60_000;
/** A morning's reminders are written by then, so that one message can hold them all. */
const DIGEST_AFTER_MS = 2 * MS_PER_MINUTE;

/** When a person's digest of a day goes: after the morning's reminders, which are spread the same way. */
export function digestOn(staff: StaffRef, date: string, { policy }: Pick<Terms, 'policy'>): Instant {
  const { morning, spreadMinutes } = policy.reminders;
  return instantOf(date, morning) + spreadMs(staff, spreadMinutes) + DIGEST_AFTER_MS;
}

/** When everybody's digest of a day has gone. */
export function lastDigestOn(date: string, { policy }: Pick<Terms, 'policy'>): Instant {
  const { morning, spreadMinutes } = policy.reminders;
  return instantOf(date, morning) + spreadMinutes * MS_PER_MINUTE + DIGEST_AFTER_MS;
}

/**
 * Who is prompted, and when: the contact person, or the coordinator where there is none, in the next working day's
 * digest. Undefined where the youth has neither.
 */
export function personalWord(
  { people }: Pick<Youth, 'people'>,
  now: Instant,
  terms: Pick<Terms, 'policy' | 'closed'>,
): { readonly staff: StaffRef; readonly planned: Instant } | undefined {
  const staff = people.contactPerson ?? people.coordinator;
  if (staff === undefined) return undefined;
  const day = firstWorkingDay(addDays(copenhagen(now).date, 1), 'municipal', terms.closed);
  return { staff, planned: digestOn(staff, day, terms) };
}
