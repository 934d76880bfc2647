/**
 * A sitting on one's own page: a signed value, in a cookie for the page and as a bearer token for programs. It is held
 * against the access and the law (R52) at each request, so that a closed page and an eighteenth birthday count at once.
 */
import { type YouthRef } from '../../contract/messages/ids';
import { getYouth, type Youth } from '../../records/people';
import { getPageAccess, isStillOf, type PageAccess, type PageOwner } from '../../records/youthAccess';
import { type Instant } from '../../rules/clock';
import { mayHearFromUs } from '../people';
import { isSigned, signature } from '../pages/signing';
import { type WebPorts } from '../ports';

/** Somebody reading their own page. */
export interface OwnReader {
  readonly owner: PageOwner;
  readonly youth: Youth;
  readonly session: OwnSession;
}

export interface OwnSession extends PageOwner {
  readonly id: string;
  /** The access's epoch it began in. */
  readonly epoch: number;
  /** When the code was given. */
  readonly since: Instant;
  readonly until: Instant;
}

/** Without a look at the page it ends after so long: phones are lent and lost. */
const IDLE_MS = 30 * 60_000;
/** And after so long in any case. */
const LONGEST_MS = 8 * 3_600_000;

/** The sitting that begins when the right code was given. */
export function begunSession({ now, newId }: WebPorts, owner: PageOwner, epoch: number): OwnSession {
  const since = now();
  return { ...owner, id: newId(), epoch, since, until: since + IDLE_MS };
}

/** The sitting after another look at the page. */
export function prolonged(session: OwnSession, now: Instant): OwnSession {
  return { ...session, until: Math.min(now + IDLE_MS, session.since + LONGEST_MS) };
}

/** The sitting as a text that only we can make. */
export function sealed({ sessionSecret }: WebPorts, session: OwnSession): string {
  const body = Buffer.from(JSON.stringify(session)).toString('base64url');
  return `${body}.${signature(sessionSecret, 'ownPage', body)}`;
}

/** The sitting a text stands for, also one that has run out; undefined for a text that is not ours. */
export function unsealed({ sessionSecret }: WebPorts, text: string): OwnSession | undefined {
  const [body = '', given = ''] = text.split('.');
  if (!isSigned(sessionSecret, 'ownPage', body, given)) return undefined;
  return JSON.parse(Buffer.from(body, 'base64url').toString()) as OwnSession;
}

/** Who reads; undefined when the sitting has run out, was ended, or the page is not theirs (any more). */
export async function readerOf(
  { table, now }: WebPorts,
  session: OwnSession | undefined,
): Promise<OwnReader | undefined> {
  if (!session || session.until <= now()) return undefined;
  const owner = ownerOf(session);
  const access = await getPageAccess(table, owner);
  if (access?.code === undefined || access.epoch !== session.epoch) return undefined;
  const youth = await allowedYouth(table, owner, access, now());
  return youth && { owner, youth, session };
}

export const ownerOf = ({ youth, guardian }: PageOwner): PageOwner => ({
  youth,
  ...(guardian !== undefined && { guardian }),
});

/**
 * The youth whose page it is, while this owner may have it (R52). A youth may always see their own page – also in
 * primary school, where we write to the guardians only.
 */
export async function allowedYouth(
  table: WebPorts['table'],
  owner: PageOwner,
  access: PageAccess,
  now: Instant,
): Promise<Youth | undefined> {
  const youth = await getYouth(table, owner.youth);
  if (!youth || owner.guardian === undefined) return youth;
  const involved = isStillOf(access, owner, youth) && mayHearFromUs(youth, now).guardians;
  return involved ? youth : undefined;
}

/** How the log of accesses names them (L10): the youth by their own reference. */
export const readerName = ({ youth, guardian }: PageOwner): YouthRef =>
  guardian === undefined ? youth : `guardian:${youth}:${String(guardian)}`;
