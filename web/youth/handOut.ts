/**
 * What staff do about a youth's own page: hand out a start code, close the page, see whether it is in use. Whoever has
 * forgotten their code gets a new start code; the old code and every open sitting are then worth nothing.
 */
import { type YouthRef } from '../../contract/messages/ids';
import { type Person } from '../../contract/ports/identity';
import { type Youth } from '../../records/people';
import {
  changePageAccess,
  getPageAccess,
  isStillOf,
  ownerName,
  type PageAccess,
  type PageOwner,
} from '../../records/youthAccess';
import { type Instant } from '../../rules/clock';
import { ENTRY } from '../../texts/entry';
import { DECIDED_BY } from '../../texts/plan';
import { changeYouth, youthFor } from '../changes';
import { guardiansDecidedBy, mayHearFromUs } from '../people';
import { type WebPorts } from '../ports';
import { notFound, Problem } from '../problem';
import { hashed, newToken, plainStartCode, startCodeOf } from './codes';

/** A start code can be used for so long. */
const START_MS = 7 * 86_400_000;

/** How far somebody has come with their page. */
export interface HandedOut {
  readonly owner: PageOwner;
  readonly name: string;
  /** `waiting`: the start code has not been used. `expired`: nor will it be. */
  readonly state: 'none' | 'waiting' | 'expired' | 'open';
  /** Where the link leads, where there is a way in. */
  readonly path?: string;
  /** Until when the start code can be used. */
  readonly until?: Instant;
  readonly lastUsed?: Instant;
}

/** What a member of staff gives to the youth: shown once, kept as a hash. */
export interface StartCode {
  readonly path: string;
  readonly code: string;
  readonly until: Instant;
}

export const pathOf = (token: string): string => `/mig/${token}`;

/** The pages of a youth and of the guardians who may be involved now (R52). Throws `Problem`. */
export async function handedOut(ports: WebPorts, person: Person, ref: YouthRef): Promise<HandedOut[]> {
  const youth = await youthFor(ports, person, ref, 'page.handOut');
  const owners = ownersOf(youth, ports.now());
  return Promise.all(
    owners.map(async ({ owner, name }) => {
      const access = await getPageAccess(ports.table, owner);
      const own = access && isStillOf(access, owner, youth) ? access : undefined;
      return { owner, name, ...stateOf(own, ports.now()) };
    }),
  );
}

function stateOf(access: PageAccess | undefined, now: Instant): Omit<HandedOut, 'owner' | 'name'> {
  if (!access || (!access.start && !access.code)) return { state: 'none' };
  const { token, start, code, lastUsed } = access;
  const used = lastUsed !== undefined && { lastUsed };
  if (code) return { state: 'open', path: pathOf(token), ...used };
  const until = start?.until ?? 0;
  return until > now
    ? { state: 'waiting', path: pathOf(token), until, ...used }
    : { state: 'expired', until, ...used };
}

function ownersOf(youth: Youth, now: Instant): { readonly owner: PageOwner; readonly name: string }[] {
  const guardians = mayHearFromUs(youth, now).guardians ? youth.guardians : [];
  return [
    { owner: { youth: youth.ref }, name: youth.firstName },
    ...guardians.map(({ name }, guardian) => ({ owner: { youth: youth.ref, guardian }, name })),
  ];
}

/** Hands out a start code; the same request answers the same code. Throws `Problem`. */
export async function handOut(
  ports: WebPorts,
  person: Person,
  wanted: PageOwner,
  requestId: string,
): Promise<StartCode> {
  const { table, sessionSecret } = ports;
  const { owner, youth } = await ownedBy(ports, person, wanted);
  const guardianName = owner.guardian === undefined ? undefined : youth.guardians[owner.guardian]?.name;
  const code = startCodeOf(sessionSecret, `${requestId}/${owner.youth}/${ownerName(owner)}`);
  const kept = await hashed(plainStartCode(code));
  await changeYouth(ports, person, owner.youth, {
    where: 'page.handOut',
    requestId,
    async write(at) {
      await changePageAccess(table, owner, (access) => ({
        // Who had the page before, in another guardian's place, knows its link.
        token: access && isStillOf(access, owner, youth) ? access.token : newToken(),
        ...(guardianName !== undefined && { guardianName }),
        wrong: 0,
        epoch: (access?.epoch ?? 0) + 1,
        start: { ...kept, by: person.id, at, until: at + START_MS },
        ...(access?.lastUsed !== undefined && { lastUsed: access.lastUsed }),
      }));
    },
    tell: () => Promise.resolve(),
  });
  const access = await getPageAccess(table, owner);
  // Asked again after it was used, or after another was handed out.
  if (!access?.start) throw new Problem(409, 'start-code-used', ENTRY.usedTitle, ENTRY.used);
  return { path: pathOf(access.token), code, until: access.start.until };
}

/** Closes the page; the link leads nowhere from now on. Throws `Problem`. */
export async function closePage(
  ports: WebPorts,
  person: Person,
  wanted: PageOwner,
  requestId: string,
): Promise<void> {
  await youthFor(ports, person, wanted.youth, 'page.handOut');
  await changeYouth(ports, person, wanted.youth, {
    where: 'page.close',
    requestId,
    async write() {
      await changePageAccess(
        ports.table,
        wanted,
        (access) => access && { token: newToken(), wrong: 0, epoch: access.epoch + 1 },
      );
    },
    tell: () => Promise.resolve(),
  });
}

/** R52: a guardian has a page only while they may hear of the youth. */
async function ownedBy(
  ports: WebPorts,
  person: Person,
  wanted: PageOwner,
): Promise<{ readonly owner: PageOwner; readonly youth: Youth }> {
  const youth = await youthFor(ports, person, wanted.youth, 'page.handOut');
  if (wanted.guardian !== undefined && youth.guardians[wanted.guardian] === undefined)
    throw notFound('Værgen');
  const owners = ownersOf(youth, ports.now());
  const found = owners.find(({ owner }) => owner.guardian === wanted.guardian);
  if (found) return { owner: found.owner, youth };
  const why = DECIDED_BY[guardiansDecidedBy(youth, ports.now())];
  throw new Problem(409, 'decided-otherwise', 'Værgerne må ikke høre om den unge', why);
}
