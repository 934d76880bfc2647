/**
 * Getting in to one's own page (L8): the link says whose it is, the code who it is. A try is counted before it is
 * looked at, so that many at once are counted, too; too many wait, and in the end only a new start code helps.
 */
import {
  changePageAccess,
  getPageAccess,
  ownerOfLink,
  type PageAccess,
  type PageOwner,
} from '../../records/youthAccess';
import { type Youth } from '../../records/people';
import { logAccess } from '../../records/words';
import { type Instant } from '../../rules/clock';
import { codeProblem, type KnownOfYouth } from '../../rules/ownCode';
import { CODE_PROBLEMS, ENTRY, lockedText } from '../../texts/entry';
import { type WebPorts } from '../ports';
import { invalidInput, notFound, Problem } from '../problem';
import { hashed, isCode, isToken, plainStartCode } from './codes';
import { allowedYouth, begunSession, type OwnSession, readerName } from './session';

/** After so many wrong tries in a row we wait. */
const TRIES = 5;
const WAIT_MS = 15 * 60_000;
/** After so many only a new start code helps. */
const MOST_TRIES = 15;

/** What somebody who came by the link is asked for; `newCode`: only a new start code helps. */
export type EntryStep = 'choose' | 'code' | 'newCode';

export interface Entry {
  readonly owner: PageOwner;
  readonly youth: Youth;
  readonly access: PageAccess;
  readonly step: EntryStep;
}

/** Whoever came by a link, before they have said who they are. Throws `Problem` 404 for a link that leads nowhere. */
export async function entryBy(ports: WebPorts, token: string): Promise<Entry> {
  const { table, now } = ports;
  const owner = isToken(token) ? await ownerOfLink(table, token) : undefined;
  const access = owner && (await getPageAccess(table, owner));
  const youth = access && (await allowedYouth(table, owner, access, now()));
  if (!owner || !access || !youth) throw notFound('Siden');
  return { owner, youth, access, step: stepOf(access, now()) };
}

function stepOf({ start, code, wrong }: PageAccess, now: Instant): EntryStep {
  if (wrong >= MOST_TRIES) return 'newCode';
  if (start && start.until > now) return 'choose';
  return code ? 'code' : 'newCode';
}

/** Opens the page with the owner's own code. Throws `Problem`. */
export async function enter(ports: WebPorts, token: string, code: string): Promise<OwnSession> {
  const { owner, step } = await entryBy(ports, token);
  if (step !== 'code') throw newCodeNeeded();
  const { code: kept, epoch } = await counted(ports, owner);
  if (!kept || !(await isCode(code, kept))) throw wrongCode('code', ENTRY.wrongCode);
  const now = ports.now();
  const opened = await changePageAccess(ports.table, owner, (access) =>
    access?.code?.hash === kept.hash && access.epoch === epoch
      ? { ...uncounted(access), lastUsed: now }
      : undefined,
  );
  // Closed, or given a new start code, while we looked.
  if (opened?.epoch !== epoch || opened.lastUsed !== now) throw newCodeNeeded();
  return begun(ports, owner, epoch);
}

/** Chooses a code of one's own with the start code. Throws `Problem`. */
export async function choose(
  ports: WebPorts,
  token: string,
  { startCode, code }: { readonly startCode: string; readonly code: string },
): Promise<OwnSession> {
  const { owner, youth, step } = await entryBy(ports, token);
  if (step !== 'choose') throw newCodeNeeded();
  const { start } = await counted(ports, owner);
  if (!start || !(await isCode(plainStartCode(startCode), start))) {
    throw wrongCode('startCode', ENTRY.wrongStartCode);
  }
  // Told only to those who hold the start code: it would give away what the code is compared with.
  const problem = codeProblem(code, knownOf(owner, youth));
  if (problem) {
    await changePageAccess(ports.table, owner, (access) => access && uncounted(access));
    throw invalidInput([{ path: 'code', message: CODE_PROBLEMS[problem] }]);
  }
  const [kept, now] = [await hashed(code), ports.now()];
  const chosen = await changePageAccess(ports.table, owner, (access) => {
    if (access?.start?.hash !== start.hash) return undefined;
    const { start: _, ...rest } = uncounted(access);
    return { ...rest, code: { ...kept, since: now }, epoch: access.epoch + 1, lastUsed: now };
  });
  if (chosen?.code?.hash !== kept.hash) throw newCodeNeeded();
  return begun(ports, owner, chosen.epoch);
}

/** Ends every sitting of the owner, on all their devices. */
export async function leave({ table }: WebPorts, owner: PageOwner): Promise<void> {
  await changePageAccess(table, owner, (access) => access && { ...access, epoch: access.epoch + 1 });
}

async function begun(ports: WebPorts, owner: PageOwner, epoch: number): Promise<OwnSession> {
  const access = { at: ports.now(), by: readerName(owner), what: 'read', where: 'me.open' } as const;
  await logAccess(ports.table, [owner.youth], access, ports.newId());
  return begunSession(ports, owner, epoch);
}

/** Counts a try; throws `Problem` where none is taken now. Answers the access as it stood at the try. */
async function counted(ports: WebPorts, owner: PageOwner): Promise<PageAccess> {
  const now = ports.now();
  const seen = { refused: true };
  const access = await changePageAccess(ports.table, owner, (before) => {
    seen.refused = !before || before.wrong >= MOST_TRIES || (before.lockedUntil ?? 0) > now;
    if (!before || seen.refused) return undefined;
    const wrong = before.wrong + 1;
    return { ...before, wrong, ...(wrong % TRIES === 0 && { lockedUntil: now + WAIT_MS }) };
  });
  if (access && !seen.refused) return access;
  if (!access || access.wrong >= MOST_TRIES) throw newCodeNeeded();
  ports.log({ event: 'ownPage.locked' });
  throw new Problem(429, 'page-locked', ENTRY.lockedTitle, lockedText(access.lockedUntil ?? now, now));
}

/** As it was before any wrong try. */
function uncounted({ lockedUntil: _, ...access }: PageAccess): PageAccess {
  return { ...access, wrong: 0 };
}

/** What others know, and what a code must therefore not be. */
function knownOf({ guardian }: PageOwner, youth: Youth): KnownOfYouth {
  const { born, firstName, lastName, mobile, guardians } = youth;
  const own = guardian === undefined ? [] : [guardians[guardian]];
  const phones = [mobile, ...own.map((one) => one?.mobile)];
  return {
    born,
    names: [firstName, lastName, ...own.map((one) => one?.name ?? '')].flatMap((name) =>
      name.split(/[\s-]+/),
    ),
    phones: phones.filter((phone) => phone !== undefined),
  };
}

const wrongCode = (path: string, message: string): Problem =>
  new Problem(401, 'wrong-code', ENTRY.wrongTitle, message, [{ path, message }]);

const newCodeNeeded = (): Problem => new Problem(409, 'new-code-needed', ENTRY.newCodeTitle, ENTRY.newCode);
