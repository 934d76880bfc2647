/**
 * Steps of a scenario in which somebody notes what a journey acts on: work and pauses (R32), goals (R34), referrals
 * (R50), notifications of concern (L3) and moves (R51).
 */
import { z } from 'zod';
import { PAUSE_REASONS, STAFF_ROLES } from '../../contract/messages/vocabulary';
import { type YouthRef } from '../../contract/messages/ids';
import { type Table } from '../../contract/ports/table';
import { getStaff } from '../../records/people';
import { isDate } from '../../rules/calendar';
import { instantOf } from '../../rules/clock';
import { type VirtualMunicipality } from '../municipality';

const date = z.string().refine(isDate, 'skal være en dato, der findes, som 2026-10-01');
const moment = z
  .string()
  .refine(
    (text) => /^\S+ ([01]\d|2[0-3]):[0-5]\d$/.test(text) && isDate(text.slice(0, 10)),
    'skal være dato og klokkeslæt som 2026-10-01 15:30',
  );
const at = { at: moment };

/** The forms of these steps, by the key that tells them apart. */
export const NOTE_STEPS = {
  work: z.strictObject({
    ...at,
    work: z.strictObject({ hoursPerWeek: z.int().min(0).max(80), from: date, to: date.optional() }),
  }),
  pause: z.strictObject({
    ...at,
    pause: z.strictObject({ why: z.enum(PAUSE_REASONS), from: date, to: date }),
  }),
  goal: z.strictObject({ ...at, goal: z.strictObject({ from: date, to: date }) }),
  /** What was noted was a mistake. */
  noGoal: z.strictObject({ ...at, noGoal: z.literal(true) }),
  refer: z.strictObject({ ...at, by: z.string().min(1), refer: z.enum(STAFF_ROLES) }),
  notification: z.strictObject({ ...at, notification: moment }),
  moves: z.strictObject({ ...at, moves: date }),
  movedBack: z.strictObject({ ...at, movedBack: date }),
  /** R41: somebody and the youth agree on a contact in the morning, or stop it. */
  wakeUp: z.strictObject({
    ...at,
    by: z.string().min(1),
    wakeUp: z.strictObject({
      time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'skal være et klokkeslæt som 06:15'),
      until: date,
    }),
  }),
  noWakeUp: z.strictObject({ ...at, noWakeUp: z.literal(true) }),
  /** R53: the youth asks for a talk on their own page. */
  talk: z.strictObject({ ...at, talk: z.literal(true) }),
} as const;

type Form = keyof typeof NOTE_STEPS;
/** One of these steps, told apart by `form`. */
export type NoteStep = { [F in Form]: z.infer<(typeof NOTE_STEPS)[F]> & { readonly form: F } }[Form];

export const isNote = (step: { readonly form: string }): step is NoteStep => step.form in NOTE_STEPS;

export async function carryOutNote(
  step: NoteStep,
  youth: YouthRef,
  municipality: VirtualMunicipality,
  table: Table,
): Promise<void> {
  switch (step.form) {
    case 'work': {
      const { to, ...work } = step.work;
      return municipality.note(youth, 'work', { ...work, ...(to !== undefined && { to }) });
    }
    case 'pause':
      return municipality.note(youth, 'pauses', step.pause);
    case 'goal':
      return municipality.note(youth, 'goals', step.goal);
    case 'noGoal':
      return municipality.takeOut(youth, 'goals');
    case 'refer': {
      const role = (await getStaff(table, step.by))?.role ?? 'coordinator';
      return municipality.note(youth, 'referrals', { to: step.refer, by: step.by, role });
    }
    case 'notification': {
      const [day = '', time = ''] = step.notification.split(' ');
      return municipality.note(youth, 'notifications', { receivedAt: instantOf(day, time) });
    }
    case 'moves':
      return municipality.note(youth, 'moves', { municipality: 461, on: step.moves, consented: false });
    case 'wakeUp':
      return municipality.agreeOnWakeUp(youth, { ...step.wakeUp, by: step.by });
    case 'noWakeUp':
      return municipality.declineWakeUp(youth);
    case 'talk':
      return municipality.askForTalk(youth);
    case 'movedBack':
      return municipality.movedBack(youth, step.movedBack);
  }
}
