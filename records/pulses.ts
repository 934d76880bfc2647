/**
 * Wellbeing pulses (R08): the questions a youth was asked, and the numbers they answered. Kept with the youth.
 */
import { type PersonRef, type YouthRef } from '../contract/messages/ids';
import { type PulseAnswer } from '../contract/messages/pulses';
import { type Table } from '../contract/ports/table';
import { type Instant } from '../rules/clock';

/** One question to one youth. Instants in milliseconds since 1970. */
export interface Pulse {
  /** `wellbeingPulse.y7k2m.1.q3`. */
  readonly id: string;
  readonly youth: YouthRef;
  /** The workflow that asked, and the question's number in it. */
  readonly workflowId: string;
  readonly k: number;
  readonly askedAt: Instant;
  /** It can be answered until then. */
  readonly closesAt: Instant;
  /** The lowest and the highest answer. */
  readonly scale: readonly [number, number];
  readonly answer?: PulseAnswer;
  readonly answeredAt?: Instant;
  /** The youth, or whoever wrote it down for them. */
  readonly by?: PersonRef;
}

export const pulseId = (workflowId: string, k: number): string =>
  `${workflowId.replaceAll('/', '.')}.q${String(k)}`;

const keyOf = ({ youth, id }: Pick<Pulse, 'youth' | 'id'>): { pk: string; sk: string } => ({
  pk: `youth/${youth}`,
  sk: `pulse/${id}`,
});

/** Writes down a question, once; answers it as it was first asked. */
export async function askOnce(table: Table, pulse: Pulse): Promise<Pulse> {
  const isNew = await table.put({ ...keyOf(pulse), value: pulse }, 'absent');
  return isNew ? pulse : ((await getPulse(table, pulse.youth, pulse.id)) ?? pulse);
}

export async function getPulse(table: Table, youth: YouthRef, id: string): Promise<Pulse | undefined> {
  return (await table.get(keyOf({ youth, id })))?.value as Pulse | undefined;
}

/**
 * Notes what became of a question: only its workflow writes, one thing after the other. An answer stands: who later
 * says no thanks to more questions has still answered this one.
 */
export async function changePulse(
  table: Table,
  youth: YouthRef,
  id: string,
  change: Partial<Pick<Pulse, 'answer' | 'answeredAt' | 'by' | 'closesAt'>>,
): Promise<void> {
  const pulse = await getPulse(table, youth, id);
  if (pulse && pulse.answer === undefined)
    await table.put({ ...keyOf(pulse), value: { ...pulse, ...change } });
}

/** Everything the youth was asked, the newest first. */
export async function pulsesOf(table: Table, youth: YouthRef): Promise<Pulse[]> {
  const rows = await table.list(`youth/${youth}`, { prefix: 'pulse/' });
  return rows.map((row) => row.value as Pulse).sort((a, b) => b.askedAt - a.askedAt);
}

/** The question that waits for this youth's answer at `now`; undefined when there is none. */
export async function openPulse(table: Table, youth: YouthRef, now: Instant): Promise<Pulse | undefined> {
  return (await pulsesOf(table, youth)).find(
    ({ answer, closesAt }) => answer === undefined && now < closesAt,
  );
}
