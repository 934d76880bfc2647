/**
 * Who somebody is in the cloud: a token signed by the schools' issuer or by the municipality's. Who the token names
 * must also be in the records, so that whoever is gone there is gone here.
 */
import { createRemoteJWKSet, decodeJwt, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { type Identity, type Person } from '../contract/ports/identity';
import { type Table } from '../contract/ports/table';
import { personById } from './persons';

/** Tokens of one issuer. */
export interface Issuer {
  /** As the tokens name it: an https address. */
  readonly issuer: string;
  /** The audience tokens must be for. */
  readonly audience: string;
  /** The claim that holds the school's or staff member's reference. */
  readonly claim: string;
  /** Finds the key a token was signed with; left out, the issuer's published keys. */
  readonly keys?: JWTVerifyGetKey;
}

/** Signatures by a key pair only: a shared secret would let whoever checks tokens make them. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const CLOCKS_DIFFER_BY = '5s';

/** Tokens of schools' feeds and of staff. A token that is expired, for somebody else or badly signed is nobody's. */
export function jwtIdentity(
  table: Table,
  issuers: { readonly schools: Issuer; readonly staff: Issuer },
): Identity {
  const byIssuer = new Map(
    [
      { ...issuers.schools, prefix: 'school:' },
      { ...issuers.staff, prefix: '' },
    ].map(({ keys, ...rest }) => [rest.issuer, { ...rest, keys: keys ?? publishedKeys(rest.issuer) }]),
  );
  return {
    byId: (id) => personById(table, id),
    async byToken(token) {
      const issuer = byIssuer.get(issuerOf(token) ?? '');
      if (!issuer) return undefined;
      const reference = await verified(token, issuer);
      return typeof reference === 'string' ? personOf(table, issuer.prefix, reference) : undefined;
    },
  };
}

/** A staff issuer cannot speak for a school, nor a school's for a person. */
async function personOf(table: Table, prefix: string, reference: string): Promise<Person | undefined> {
  const person = await personById(table, `${prefix}${reference}`);
  return person && (person.role === 'school') === (prefix !== '') ? person : undefined;
}

/** Who signed it, as the token itself says: only good for choosing the keys to check it with. */
function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined; // no token at all
  }
}

/** The reference a token holds; undefined when it cannot be trusted. Rejects when the issuer's keys cannot be fetched. */
async function verified(
  token: string,
  { issuer, audience, claim, keys }: Issuer & { readonly keys: JWTVerifyGetKey },
): Promise<unknown> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: ALGORITHMS,
      requiredClaims: ['exp', claim],
      clockTolerance: CLOCKS_DIFFER_BY,
    });
    return payload[claim];
  } catch (error) {
    if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) throw error;
    return undefined;
  }
}

/** The issuer's published keys, found as OpenID Connect Discovery says; a failure is not remembered. */
function publishedKeys(issuer: string): JWTVerifyGetKey {
  let found: Promise<JWTVerifyGetKey> | undefined;
  const find = async (): Promise<JWTVerifyGetKey> => {
    const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    if (!response.ok) throw new Error(`the issuer answered ${String(response.status)}`);
    const { jwks_uri: address } = (await response.json()) as { jwks_uri: string };
    return createRemoteJWKSet(new URL(address));
  };
  return async (header, token) => {
    found ??= find();
    try {
      return await (
        await found
      )(header, token);
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) found = undefined;
      throw error;
    }
  };
}
