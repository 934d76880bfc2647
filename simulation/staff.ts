/**
 * How soon people act, and what comes of it: a stated model, so that "what if" has an answer that can be repeated.
 */
import { z } from 'zod';
import {
  CAUSES,
  CHANNELS,
  REMEDIES,
  STAFF_ROLES,
  type StaffRole,
  type TaskKind,
} from '../contract/messages/vocabulary';
import { type Outcome, type OutcomeForm, outcomeForm } from '../contract/messages/outcomes';
import {
  addWorkingDays,
  type ClosedPeriods,
  firstWorkingDay,
  type IsoDate,
  type WorkingDayKind,
} from '../rules/calendar';
import { copenhagen, type Instant, instantOf } from '../rules/clock';
import { logNormal, pick, type Random } from './random';

const share = z.number().min(0).max(1);

const pace = z.strictObject({
  /** Share of tasks that are acted on at all before they go a rung up. */
  acts: share,
  /** Median working hours until then. */
  medianHours: z.number().positive().max(1000),
  /** Spread of the logarithm of the hours; 0.8 is a wide one. */
  sigma: z.number().min(0).max(3),
});

/** A model of a municipality's staff. */
export const staffModelSchema = z.strictObject({
  /** What applies to roles not listed. */
  default: pace,
  roles: z.partialRecord(z.enum(STAFF_ROLES), pace).default({}),
  outcomes: z.strictObject({
    reached: share,
    declined: share,
    held: share,
    solved: share,
    done: share,
    mentored: share,
  }),
  /** R16: agreements a held meeting makes; in turns the municipality's own, which become tasks, and the youth's. */
  agreements: z.int().min(0).max(10).default(2),
});
export type StaffModel = z.infer<typeof staffModelSchema>;

/**
 * The typical staff: four in five tasks are acted on, half of those within a working day. Made up, in the range that
 * caseworkers describe; a municipality replaces it with its own numbers (`--staff FILE`).
 */
export const TYPICAL: StaffModel = {
  default: { acts: 0.8, medianHours: 8, sigma: 0.9 },
  roles: {
    contactTeacher: { acts: 0.85, medianHours: 6, sigma: 0.8 },
    schoolLeader: { acts: 0.8, medianHours: 10, sigma: 0.8 },
    network: { acts: 0.7, medianHours: 16, sigma: 0.8 },
    districtTeam: { acts: 0.75, medianHours: 20, sigma: 0.6 },
  },
  outcomes: { reached: 0.7, declined: 0.04, held: 0.8, solved: 0.9, done: 0.95, mentored: 0.5 },
  agreements: 2,
};

const HOURS_PER_DAY = 8;
const DAY_STARTS = '08:00';
const MS_PER_HOUR = 3_600_000;

/** When somebody acts on a task they got at `from`; undefined when they do not. Working hours are 8–16. */
export function actsAt(
  model: StaffModel,
  role: StaffRole,
  from: Instant,
  kind: WorkingDayKind,
  closed: ClosedPeriods,
  random: Random,
): Instant | undefined {
  const { acts, medianHours, sigma } = model.roles[role] ?? model.default;
  if (random() >= acts) return undefined;
  return addWorkingHours(from, logNormal(random, medianHours, sigma), kind, closed);
}

function addWorkingHours(from: Instant, hours: number, kind: WorkingDayKind, closed: ClosedPeriods): Instant {
  const { date } = copenhagen(from);
  const today = firstWorkingDay(date, kind, closed);
  const opens = instantOf(today, DAY_STARTS);
  const spent = today === date ? Math.max(0, from - opens) / MS_PER_HOUR : 0;
  const begun = Math.min(spent, HOURS_PER_DAY) + hours;
  const days = Math.floor(begun / HOURS_PER_DAY);
  const day = days === 0 ? today : addWorkingDays(today, days, kind, closed);
  const at = instantOf(day, DAY_STARTS) + (begun - days * HOURS_PER_DAY) * MS_PER_HOUR;
  return Math.ceil(Math.max(at, from + 1) / 60_000) * 60_000; // people act on the minute
}

/**
 * What comes of a task when somebody acts on it. `person` is who may be given a role, `next` a time that suits, `due` the
 * day by which what is agreed is to be done.
 */
export function outcomeOf(
  model: StaffModel,
  kind: TaskKind,
  attempts: number,
  random: Random,
  person: string,
  next: Instant,
  due: IsoDate,
): Outcome {
  const { outcomes } = model;
  const channel = CHANNELS[Math.min(attempts, CHANNELS.length - 1)] ?? 'phone';
  const makers: Record<OutcomeForm, () => Outcome> = {
    contact: () => ({
      outcome: pick(random, [
        ['reached', outcomes.reached],
        ['declined', outcomes.declined],
        ['notReached', Math.max(0, 1 - outcomes.reached - outcomes.declined)],
      ]),
      channel,
    }),
    conversation: () => {
      const outcome = pick(random, [
        ['held', outcomes.held] as const,
        ['declined', outcomes.declined] as const,
        ['noShow', Math.max(0, 1 - outcomes.held - outcomes.declined)] as const,
      ]);
      if (outcome !== 'held') return { outcome };
      return {
        outcome,
        cause: pick(
          random,
          CAUSES.map((cause) => [cause, 1] as const),
        ),
        remedy: remedyOf(outcomes.mentored, random),
      };
    },
    decision: () => ({
      outcome: pick(random, [
        ['support', outcomes.solved],
        ['noSolution', 1 - outcomes.solved],
      ]),
      remedy: remedyOf(outcomes.mentored, random),
    }),
    assign: () => ({ outcome: 'done', person }),
    booking: () => ({ outcome: 'done', next }),
    meeting: () => {
      const outcome = pick(random, [
        ['held', outcomes.held] as const,
        ['declined', outcomes.declined] as const,
        ['noShow', Math.max(0, 1 - outcomes.held - outcomes.declined)] as const,
      ]);
      if (outcome !== 'held') return { outcome };
      const agreements = Array.from({ length: model.agreements }, (_, k) => ({
        party: k % 2 === 0 ? ('municipality' as const) : ('youth' as const),
        due,
      }));
      return { outcome, next, agreements };
    },
    round: () => ({ outcome: 'held' }),
    plain: () => ({
      outcome: pick(random, [
        ['done', outcomes.done],
        ['notPossible', 1 - outcomes.done],
      ]),
    }),
  };
  return makers[outcomeForm(kind)]();
}

function remedyOf(mentored: number, random: Random): (typeof REMEDIES)[number] {
  if (random() >= mentored) return 'none';
  return pick(
    random,
    REMEDIES.filter((remedy) => remedy !== 'none').map((remedy) => [remedy, 1] as const),
  );
}
