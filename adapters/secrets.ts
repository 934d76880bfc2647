/**
 * Secrets of the cloud: read by their ARN when a program starts, remembered while it lives.
 */
import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { hkdfSync } from 'node:crypto';

const KEY_BYTES = 32;

/** What the templates put into a secret that somebody must fill in; AWS adds to it and may space it anew. */
const UNSET = /^\{[^]*"unset"\s*:\s*true[^]*\}$/;

/** A secret is not there, or nobody has filled it in. The message names it and holds nothing of it. */
export class SecretMissingError extends Error {
  constructor(readonly secret: string) {
    super(`the secret ${secret} is not set`);
  }
}

/** The value of a secret. Rejects with {@link SecretMissingError}, and with AWS's own errors where it may not be read. */
export async function readSecret(client: SecretsManagerClient, secret: string): Promise<string> {
  try {
    const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: secret }));
    if (SecretString === '' || UNSET.test(SecretString)) throw new SecretMissingError(secret);
    return SecretString;
  } catch (error) {
    if ((error as Error).name === 'ResourceNotFoundException') throw new SecretMissingError(secret);
    throw error;
  }
}

/** 32 bytes for one purpose, always the same for the same secret. */
export function derivedSecret(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `roed-traad/${purpose}`, KEY_BYTES));
}
