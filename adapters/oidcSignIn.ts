/**
 * Sign-in of staff at the municipality's identity provider: OpenID Connect, authorization code with PKCE.
 */
import * as client from 'openid-client';
import { SignInRefusedError, type SignInProvider } from '../contract/ports/identity';

export interface OidcOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The claim of the ID token that holds the staff member's reference. */
  readonly claim: string;
}

/** What is kept in the browser, signed, between leaving for the provider and coming back. */
interface Kept {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export function oidcSignIn({ issuer, clientId, clientSecret, claim }: OidcOptions): SignInProvider {
  let found: Promise<client.Configuration> | undefined;
  const configuration = async (): Promise<client.Configuration> => {
    found ??= client.discovery(new URL(issuer), clientId, clientSecret, undefined, {
      // A provider on this very machine, for trying things; anywhere else it must be https.
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so only to make it stand out
      ...(new URL(issuer).hostname === '127.0.0.1' && { execute: [client.allowInsecureRequests] }),
    });
    try {
      return await found;
    } catch (error) {
      found = undefined;
      throw error;
    }
  };
  return {
    async begin(callback) {
      const kept: Kept = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      };
      const address = client.buildAuthorizationUrl(await configuration(), {
        redirect_uri: callback,
        scope: 'openid profile',
        state: kept.state,
        nonce: kept.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(kept.verifier),
        code_challenge_method: 'S256',
      });
      return { address: address.href, kept: JSON.stringify(kept) };
    },
    async finish(cameBackTo, text) {
      const { state, nonce, verifier } = JSON.parse(text) as Kept;
      const tokens = await granted(
        client.authorizationCodeGrant(await configuration(), new URL(cameBackTo), {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        }),
      );
      const reference = tokens.claims()?.[claim];
      if (typeof reference !== 'string') throw new SignInRefusedError('noReference');
      return reference;
    },
  };
}

/** The provider's no, or an answer that does not fit, as a refusal. Other failures are passed on. */
async function granted<T>(grant: Promise<T>): Promise<T> {
  try {
    return await grant;
  } catch (error) {
    if (error instanceof client.AuthorizationResponseError) throw new SignInRefusedError('refused');
    if (error instanceof client.ResponseBodyError) throw new SignInRefusedError('refused');
    if (error instanceof client.ClientError) throw new SignInRefusedError('unfitting');
    throw error;
  }
}
