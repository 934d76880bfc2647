/**
 * Logging what pages show of youths (L10): before the page is answered, so that no look goes unlogged.
 */
import { type YouthRef } from '../../contract/messages/ids';
import { noteAccess } from '../access';
import { type Visit } from './visit';

/** What is looked at, named as the API names the same. */
export type Where =
  | 'tasks'
  | 'task'
  | 'youths'
  | 'youth'
  | 'weekly-list'
  | 'receipts'
  | 'attendance'
  | 'portfolio'
  | 'workflows'
  | 'outbox'
  | 'plan'
  | 'standing'
  | 'situation'
  | 'offers'
  | 'arrangements'
  | 'notes'
  | 'people'
  | 'page'
  | 'meetings'
  | 'agenda'
  | 'handOver'
  | 'wakeUp'
  | 'round';

export function logLook(
  { ports, person }: Visit,
  youths: readonly YouthRef[],
  where: Where,
  what: 'read' | 'search' = 'read',
): Promise<void> {
  return noteAccess(ports, person, youths, what, where);
}
