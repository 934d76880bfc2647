/**
 * A youth's (or guardian's) way to their own page: the link's token, the start code a member of staff hands out, the
 * code they chose themselves – both only as hashes – and how many wrong tries there have been (L8).
 */
import { type StaffRef, type YouthRef } from '../contract/messages/ids';
import { type Table } from '../contract/ports/table';
import { type Instant } from '../rules/clock';
import { type Youth } from './people';

/** Whose page it is: the youth's, or that of the youth's n-th guardian, from 0 (R52). */
export interface PageOwner {
  readonly youth: YouthRef;
  readonly guardian?: number;
}

/** A code as it is kept: what it was made with, and what came out, in base64url. */
export interface HashedCode {
  readonly salt: string;
  readonly hash: string;
}

export interface PageAccess {
  /** Grows by one with each change. */
  readonly version: number;
  /** Stands in the link; unguessable, and worth nothing without the code. */
  readonly token: string;
  /** The guardian it was handed out to: whoever takes their place among the guardians has a page of their own. */
  readonly guardianName?: string;
  /** Handed out by a member of staff, for once. */
  readonly start?: HashedCode & { readonly by: StaffRef; readonly at: Instant; readonly until: Instant };
  /** Chosen by the owner. */
  readonly code?: HashedCode & { readonly since: Instant };
  /** Wrong tries since the last right one. */
  readonly wrong: number;
  /** No try is looked at before this. */
  readonly lockedUntil?: Instant;
  /** Grows when everybody who is signed in is to be signed out. */
  readonly epoch: number;
  readonly lastUsed?: Instant;
}

/** `youth`, `guardian-0`: the last part of keys, and how the log of accesses names them. */
export const ownerName = ({ guardian }: PageOwner): string =>
  guardian === undefined ? 'youth' : `guardian-${String(guardian)}`;

const key = (owner: PageOwner): { pk: string; sk: string } => ({
  pk: `youth/${owner.youth}`,
  sk: `pageAccess/${ownerName(owner)}`,
});

const linkKey = (token: string): { pk: string; sk: string } => ({ pk: `ownPage/${token}`, sk: 'owner' });

/** R52: whether it was handed out to whom the owner is now; guardians change, and each is known by place and name. */
export function isStillOf(
  { guardianName }: Pick<PageAccess, 'guardianName'>,
  { guardian }: PageOwner,
  { guardians }: Pick<Youth, 'guardians'>,
): boolean {
  return guardian === undefined || (guardianName !== undefined && guardians[guardian]?.name === guardianName);
}

export async function getPageAccess(table: Table, owner: PageOwner): Promise<PageAccess | undefined> {
  return (await table.get(key(owner)))?.value as PageAccess | undefined;
}

/** Whose link it is; undefined for one that was never handed out or is closed. */
export async function ownerOfLink(table: Table, token: string): Promise<PageOwner | undefined> {
  const owner = (await table.get(linkKey(token)))?.value as PageOwner | undefined;
  if (!owner) return undefined;
  // A link that was replaced while its row was being taken away leads nowhere either.
  return (await getPageAccess(table, owner))?.token === token ? owner : undefined;
}

/**
 * Changes the access as it stands when it is written; `change` is asked again when somebody else was quicker, gets
 * undefined where there is none, and answers undefined to leave it alone. Answers the access as it now is.
 */
export async function changePageAccess(
  table: Table,
  owner: PageOwner,
  change: (access: PageAccess | undefined) => Omit<PageAccess, 'version'> | undefined,
): Promise<PageAccess | undefined> {
  const before = await getPageAccess(table, owner);
  const wanted = change(before);
  if (!wanted) return before;
  const access = { ...wanted, version: (before?.version ?? 0) + 1 };
  // The link first: one too many leads nowhere, one too few would lock somebody out.
  if (access.token !== before?.token) await table.put({ ...linkKey(access.token), value: owner });
  const row = { ...key(owner), version: access.version, value: access };
  const written = await table.put(row, before ? { field: 'version', equals: before.version } : 'absent');
  if (!written) return changePageAccess(table, owner, change);
  if (before && before.token !== access.token) await table.delete(linkKey(before.token));
  return access;
}
