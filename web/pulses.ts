/**
 * Answers to wellbeing pulses (R08), the same for the youth's own page and for staff who write the answer down. Each
 * is written when these settle.
 */
import { type PersonRef, type YouthRef } from '../contract/messages/ids';
import { type PulseAnswer } from '../contract/messages/pulses';
import { type Person } from '../contract/ports/identity';
import { openPulse, pulsesOf } from '../records/pulses';
import { noteAccess } from './access';
import { youthFor } from './changes';
import { explain } from './deeds';
import { type WebPorts } from './ports';
import { invalidInput, notFound } from './problem';

/**
 * The youth answers the question that waits for them (`openPulse` in records/pulses.ts), or says no thanks to being
 * asked (R45). Who is asking has been found to be the youth before. `requestId` makes a repetition harmless. Throws
 * `Problem`: 404 where no question waits, 422 for a number outside the scale.
 */
export async function answerPulse(
  ports: WebPorts,
  youth: YouthRef,
  answer: PulseAnswer,
  requestId: string,
): Promise<void> {
  await answerAs(ports, youth, youth, answer, requestId);
}

/** Somebody writes down what the youth said, where they may write about the youth. Throws `Problem`. */
export async function answerPulseFor(
  ports: WebPorts,
  person: Person,
  youth: YouthRef,
  answer: PulseAnswer,
  requestId: string,
): Promise<void> {
  await youthFor(ports, person, youth, 'note.write');
  await noteAccess(ports, person, [youth], 'change', 'pulse', requestId);
  await answerAs(ports, youth, person.id, answer, requestId);
}

async function answerAs(
  ports: WebPorts,
  youth: YouthRef,
  by: PersonRef,
  answer: PulseAnswer,
  requestId: string,
): Promise<void> {
  const [newest] = await pulsesOf(ports.table, youth);
  // No thanks can be said at any time; a number belongs to a question that waits.
  const pulse =
    (await openPulse(ports.table, youth, ports.now())) ?? ('declined' in answer ? newest : undefined);
  if (!pulse) throw notFound('Spørgsmålet');
  const [from, to] = pulse.scale;
  if ('score' in answer && !isOnScale(answer.score, from, to)) {
    throw invalidInput([{ path: 'score', message: `Vælg et tal fra ${String(from)} til ${String(to)}.` }]);
  }
  try {
    await ports.engine.answerPulse(pulse.workflowId, { k: pulse.k, by, answer }, requestId);
  } catch (error) {
    throw await explain(ports, error, pulse.id);
  }
}

const isOnScale = (score: number, from: number, to: number): boolean =>
  Number.isInteger(score) && score >= from && score <= to;
