/**
 * The policy: the agreement between a municipality and a school (R07). Every threshold, deadline, ladder and hour
 * of the system is read from here; `contract/policies/default.yaml` documents each and holds the defaults.
 */
import { parse } from 'yaml';
import { z } from 'zod';
import defaultText from '../policies/default.yaml';
import { CHANNELS, EXTENSION_CRITERIA, REMEDIES, STAFF_ROLES, TASK_KINDS } from '../messages/vocabulary';
import { TARGET_BOUNDS } from '../messages/outcomes';
import { isDate, isPeriod } from '../../rules/calendar';
import { describeProblems, type InputProblem } from './problems';

const whole = (low: number, high: number): z.ZodInt => z.int().min(low).max(high);
const role = z.enum(STAFF_ROLES);

/** Time of day `HH:MM`, Danish time. */
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'skal være et klokkeslæt som 08:00');

/** A date or closed period, `2026-12-24` or `2026-10-12/2026-10-16`. */
export const period = z
  .string()
  .refine(isPeriod, 'skal være en dato eller en periode som 2026-10-12/2026-10-16, med første dag først');

const day = z.string().refine(isDate, 'skal være en dato, der findes, som 2026-01-08');
/** Months of the year, in order. */
const months = (atMost: number): z.ZodArray<z.ZodInt> => z.array(whole(1, 12)).min(1).max(atMost);

const rung = z.strictObject({ role, days: whole(0, 260) });
/** R38: a rhythm, and how long it lasts unless staff say otherwise. */
const programme = z.strictObject({ everyDays: whole(1, 60), weeks: whole(1, 104) });
const hours = z
  .strictObject({ from: timeOfDay, to: timeOfDay, capPerDay: whole(1, 50) })
  .refine(({ from, to }) => from < to, { message: 'skal slutte senere, end det begynder', path: ['to'] });

/** The agreement's full shape; all working days and minutes, as the default file explains. */
export const policySchema = z.strictObject({
  /** What people call it. */
  name: z.string().trim().min(1).max(60).optional(),
  agreement: z.strictObject({ reviewMonths: whole(1, 60) }),
  absence: z.strictObject({
    consecutiveDays: whole(1, 60),
    daysPerMonth: whole(1, 31),
    countsFromMinutes: whole(1, 600),
    counts: z.strictObject({ fgu: z.enum(['unlawful', 'all']), primary: z.enum(['unlawful', 'all']) }),
    lateRecordDays: whole(0, 60),
    renewed: z.strictObject({ days: whole(1, 60), withinCalendarDays: whole(1, 90) }),
    target: z.strictObject({
      maxUnlawfulDays: whole(...TARGET_BOUNDS.maxUnlawfulDays),
      withinSchoolDays: whole(...TARGET_BOUNDS.withinSchoolDays),
    }),
    rates: z.strictObject({
      atLeast: whole(1, 60),
      lasting: z
        .strictObject({
          grades: z.array(whole(0, 10)),
          schoolDays: whole(20, 70),
          warnFrom: whole(1, 100),
          over: whole(1, 100),
          againAfterDays: whole(0, 365),
        })
        .refine(({ warnFrom, over }) => warnFrom <= over, {
          message: 'skal være mindst warnFrom',
          path: ['over'],
        }),
      quarter: z
        .strictObject({ warnFrom: whole(1, 100), notifyFrom: whole(1, 100), tells: role })
        .refine(({ warnFrom, notifyFrom }) => warnFrom <= notifyFrom, {
          message: 'skal være mindst warnFrom',
          path: ['notifyFrom'],
        }),
    }),
    attempts: whole(1, 20),
    channels: z.array(z.enum(CHANNELS)).min(1),
  }),
  meetings: z.strictObject({
    weeks: z.strictObject({
      low: whole(1, 26),
      medium: whole(1, 26),
      high: whole(1, 26),
      unconfirmed: whole(1, 26),
    }),
    minWeeks: whole(0, 26),
    agendaDays: whole(0, 20),
    suggest: z.strictObject({ from: timeOfDay, to: timeOfDay }),
    maxProfessionals: whole(1, 20),
    mergeWithinDays: whole(0, 60),
    askAgainMonths: whole(1, 24),
  }),
  progression: z.strictObject({
    months: months(4),
    day: whole(1, 28),
    askDays: whole(1, 60),
    statusDays: whole(0, 60),
    subGoals: whole(0, 10),
    extensionCriteria: z.array(z.enum(EXTENSION_CRITERIA)).min(1),
  }),
  prognosis: z.strictObject({
    months: months(2),
    day: whole(1, 28),
    askDays: whole(1, 60),
    ages: z.strictObject({
      socialServices: whole(0, 30),
      guidance: whole(0, 30),
      jobcenter: whole(0, 30),
    }),
  }),
  networkConference: z.strictObject({ everyDays: whole(1, 90), from: day, agendaDays: whole(0, 10) }),
  transition: z.strictObject({ monthsBefore: whole(1, 24), grades: z.array(whole(7, 10)).min(1) }),
  contactPerson: z.strictObject({
    fromGrade: whole(0, 10),
    untilAge: whole(18, 30),
    risks: z.array(z.enum(['low', 'medium', 'high'])),
    reviewMonths: whole(1, 60),
  }),
  wellbeing: z
    .strictObject({
      statuses: z.array(z.enum(['primarySchool', 'fgu', 'education', 'job', 'none'])),
      firstAfterDays: whole(0, 90),
      everyWeeks: whole(1, 26),
      openDays: whole(1, 28),
      scale: z.strictObject({ from: whole(0, 1), to: whole(2, 10) }),
      low: whole(0, 9),
      unanswered: whole(1, 26),
      askAgainMonths: whole(1, 24),
    })
    .refine(({ openDays, everyWeeks }) => openDays < 7 * everyWeeks, {
      message: 'skal være kortere end tiden mellem to spørgsmål',
      path: ['openDays'],
    })
    .refine(({ low, scale }) => low >= scale.from && low < scale.to, {
      message: 'skal ligge på skalaen, under dens højeste tal',
      path: ['low'],
    }),
  eligibility: z.strictObject({ fromAge: whole(0, 18), untilAge: whole(18, 30) }),
  outreach: z.strictObject({
    fromAge: whole(13, 18),
    workHours: whole(1, 37),
    // L1 allows less time, never more.
    contactDays: whole(1, 5),
    newActivityDays: whole(1, 30),
    summerHolidayDays: whole(0, 60),
    askAgainDays: whole(1, 90),
  }),
  contactCheck: z.strictObject({ months: whole(1, 12) }),
  newcomer: z.strictObject({ fromAge: whole(0, 30), withinMonths: whole(1, 24) }),
  schoolEvents: z.strictObject({ atRisk: role, transferDays: whole(1, 90) }),
  trackedGoal: z.strictObject({ untilAge: whole(18, 30), daysBefore: whole(0, 90) }),
  validity: z.record(
    z.string().regex(/^[RL]\d{1,2}$/),
    z
      .strictObject({ from: day.optional(), until: day.optional() })
      .refine(({ from = '', until = '9999' }) => from <= until, {
        message: 'skal ligge på eller efter from',
        path: ['until'],
      }),
  ),
  // L3 allows less time, never more.
  notification: z.strictObject({ assessHours: whole(1, 24), receiptDays: whole(1, 6) }),
  sharing: z.strictObject({ fullUntilAge: whole(18, 25), limitedUntilAge: whole(18, 30) }),
  placement: z.strictObject({
    places: whole(1, 500),
    offerDays: whole(1, 60),
    visits: whole(0, 12),
    visitEveryDays: whole(1, 60),
    weeks: whole(1, 104),
  }),
  programmes: z.strictObject({ talks: programme, visits: programme }),
  response: z.strictObject({ days: whole(0, 20) }),
  numbers: z.strictObject({ smallest: whole(2, 50), statusMonth: whole(1, 12) }),
  stage: z.strictObject({ settledDays: whole(1, 365) }),
  plan: z.strictObject({ maxEfforts: whole(1, 20), lix: whole(10, 60) }),
  measures: z.partialRecord(z.enum(REMEDIES).exclude(['none']), role),
  silence: z.strictObject({ schoolDays: whole(1, 20) }),
  backlog: z.strictObject({ perPersonAndWeek: whole(1, 1000) }),
  deadlines: z.strictObject({ closing: timeOfDay, postponeMaxDays: whole(1, 366) }),
  reminders: z.strictObject({
    morning: timeOfDay,
    longerThanDays: whole(0, 260),
    earlyDays: whole(1, 20),
    overdueEveryDays: whole(1, 60),
    spreadMinutes: whole(0, 60),
  }),
  messages: z.strictObject({
    senderId: z
      .string()
      .regex(/^(?=.*[A-Za-z])[A-Za-z0-9]{3,11}$/, 'skal være 3-11 bogstaver eller tal uden æ, ø og å'),
    staff: hours,
    youth: hours,
    wakeUp: z
      .strictObject({
        from: timeOfDay,
        to: timeOfDay,
        withinMinutes: whole(5, 120),
        weeks: whole(1, 52),
      })
      .refine(({ from, to }) => from < to, { message: 'skal slutte senere, end det begynder', path: ['to'] }),
    meetingReminder: z.strictObject({ daysBefore: whole(0, 14), at: timeOfDay }),
    gatherMinutes: whole(0, 60),
    staleAfterHours: whole(1, 168),
  }),
  closingDays: z.array(period),
  ladders: z.record(z.enum(TASK_KINDS), z.array(rung).min(1)),
  leaders: z.partialRecord(role, role),
});

/** A complete agreement. */
export type Policy = z.infer<typeof policySchema>;

/** An agreement that cannot be used, with every problem: path, value and what is allowed. */
export class InvalidPolicy extends Error {
  constructor(readonly problems: readonly InputProblem[]) {
    super(problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  }
}

let parsedDefault: Policy | undefined;

/** The documented default agreement. */
export function defaultPolicy(): Policy {
  parsedDefault ??= check(parse(defaultText));
  return parsedDefault;
}

/**
 * The default agreement with these deviations. Objects are merged field by field, lists and ladders replaced.
 * Throws {@link InvalidPolicy}.
 */
export function policyWith(deviations: unknown): Policy {
  return check(merge(defaultPolicy(), deviations ?? {}));
}

/**
 * An agreement as it was stored, perhaps before a parameter was known: what it does not name is as in the default, so
 * that nothing that runs under it stands still after an upgrade.
 */
export function completedPolicy(stored: unknown): Policy {
  return merge(defaultPolicy(), stored) as Policy;
}

/** Reads an agreement from a YAML or JSON text. Throws {@link InvalidPolicy}. */
export function readPolicy(text: string): Policy {
  let document: unknown;
  try {
    document = parse(text);
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    throw new InvalidPolicy([{ path: '(fil)', message: `kan ikke læses som YAML: ${reason}` }]);
  }
  return policyWith(document);
}

function check(document: unknown): Policy {
  const result = policySchema.safeParse(document, { reportInput: true });
  if (!result.success) throw new InvalidPolicy(describeProblems(result.error));
  return result.data;
}

function merge(base: unknown, deviation: unknown): unknown {
  if (!isObject(base) || !isObject(deviation)) return deviation;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(deviation))
    merged[key] = key in base ? merge(base[key], value) : value;
  return merged;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
