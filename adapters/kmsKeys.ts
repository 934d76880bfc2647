/**
 * Data keys wrapped by KMS: the key that wraps them never leaves it, and each use is in the account's trail.
 */
import { DecryptCommand, EncryptCommand, type KMSClient } from '@aws-sdk/client-kms';
import { type KeyWrapper } from './dataKeys';

/**
 * The id is bound to the wrapped key as encryption context. Rejects with KMS's own errors: `AccessDeniedException`,
 * `InvalidCiphertextException` for what was wrapped under another key or id.
 * @param key ARN of a symmetric key
 */
export function kmsKeys(client: KMSClient, key: string): KeyWrapper {
  const bound = (id: string): { KeyId: string; EncryptionContext: Record<string, string> } => ({
    KeyId: key,
    EncryptionContext: { dataKey: id },
  });
  return {
    async wrap(dataKey, id) {
      const { CiphertextBlob } = await client.send(new EncryptCommand({ Plaintext: dataKey, ...bound(id) }));
      return given(CiphertextBlob);
    },
    async unwrap(wrapped, id) {
      const { Plaintext } = await client.send(new DecryptCommand({ CiphertextBlob: wrapped, ...bound(id) }));
      return given(Plaintext);
    },
  };
}

/** The SDK types every answer as if it could be left out. */
function given(bytes: Uint8Array | undefined): Uint8Array {
  if (!bytes) throw new Error('KMS answered nothing');
  return bytes;
}
