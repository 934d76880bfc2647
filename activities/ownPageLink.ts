/**
 * The way to somebody's own page, for messages: where they have one, and a way in (L8).
 */
import { type Recipient } from '../records/notices';
import { getYouth } from '../records/people';
import { getPageAccess, isStillOf } from '../records/youthAccess';
import { type Ports } from './context';

/** The address; undefined for those who have no page, or nothing to open it with. */
export async function ownPageLink(
  { table, pages, now }: Ports,
  recipient: Recipient,
): Promise<string | undefined> {
  if ('staff' in recipient) return undefined;
  const owner =
    'youth' in recipient
      ? { youth: recipient.youth }
      : { youth: recipient.guardianOf, guardian: recipient.n };
  const [access, youth] = await Promise.all([getPageAccess(table, owner), getYouth(table, owner.youth)]);
  if (!access || !youth || !isStillOf(access, owner, youth)) return undefined;
  const opens = access.code !== undefined || (access.start !== undefined && access.start.until > now());
  return opens ? `${pages}/mig/${access.token}` : undefined;
}
