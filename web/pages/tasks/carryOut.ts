/**
 * Carrying out what a form asks for.
 */
import { act } from '../../deeds';
import { digest } from '../signing';
import { type Sent, type Visit } from '../visit';
import { type Intent } from './read';

/**
 * The request's id is made of who sent which form with what in it: an impatient second click does nothing, while
 * the same form with other words is another request. Nobody can make an id that is somebody else's.
 */
export async function carryOut(
  { ports, person }: Pick<Visit, 'ports' | 'person'>,
  id: string,
  { deed, wish }: Intent,
  sent: Sent,
): Promise<void> {
  const { token: _, ...content } = sent;
  const requestId = digest([person.id, id, deed, JSON.stringify(content)]);
  await act(ports, person, id, deed, wish, requestId, deed === 'reopenTask' ? undefined : sent.note);
}
