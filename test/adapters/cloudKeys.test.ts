/**
 * Keys and secrets of the cloud, against moto.
 */
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { dataKeys } from '../../adapters/dataKeys';
import { kmsKeys } from '../../adapters/kmsKeys';
import { derivedSecret, readSecret, SecretMissingError } from '../../adapters/secrets';
import { MemoryTable } from '../../records/memoryTable';
import { type Moto, motoIsThere, startMoto } from './moto';

(motoIsThere ? describe : describe.skip)('over moto', () => {
  let moto: Moto;
  let kms: KMSClient;
  let secrets: SecretsManagerClient;
  let key = '';
  beforeAll(async () => {
    moto = await startMoto();
    kms = new KMSClient(moto.config);
    secrets = new SecretsManagerClient(moto.config);
    key = (await kms.send(new CreateKeyCommand({}))).KeyMetadata?.Arn ?? '';
  }, 60_000);
  afterAll(async () => {
    kms.destroy();
    secrets.destroy();
    await moto.stop();
  });

  test('a data key comes back as it was wrapped, under its own id only', async () => {
    const wrapper = kmsKeys(kms, key);
    const dataKey = Buffer.alloc(32, 7);
    const wrapped = await wrapper.wrap(dataKey, '2026-11');
    expect(Buffer.from(wrapped).includes(dataKey)).toBe(false);
    expect(Buffer.from(await wrapper.unwrap(wrapped, '2026-11'))).toEqual(dataKey);
    await expect(wrapper.unwrap(wrapped, '2026-12')).rejects.toThrow();
  });

  test('two programs share the data keys of one table', async () => {
    const table = new MemoryTable();
    const now = (): number => Date.UTC(2026, 10, 22);
    const made = await dataKeys(table, kmsKeys(kms, key), now).current();
    const found = await dataKeys(table, kmsKeys(kms, key), now).byId(made.id);
    expect(Buffer.from(found.key)).toEqual(Buffer.from(made.key));
  });

  test('a secret that is missing, or that nobody has filled in, is named', async () => {
    const make = (Name: string, SecretString: string): Promise<unknown> =>
      secrets.send(new CreateSecretCommand({ Name, SecretString }));
    await make('set', 'value');
    await make('unset', '{"random": "Xy", "unset": true}');
    expect(await readSecret(secrets, 'set')).toBe('value');
    await expect(readSecret(secrets, 'unset')).rejects.toBeInstanceOf(SecretMissingError);
    await expect(readSecret(secrets, 'gone')).rejects.toMatchObject({ secret: 'gone' });
  });
});

test('what is derived differs by purpose and by secret, and is always the same', () => {
  const derived = derivedSecret('s', 'cpr');
  expect(derived).toHaveLength(32);
  expect(derivedSecret('s', 'cpr')).toEqual(derived);
  expect(derivedSecret('s', 'sessions')).not.toEqual(derived);
  expect(derivedSecret('t', 'cpr')).not.toEqual(derived);
});
