/**
 * Records on one machine: kept in a directory, for whoever opened them and nobody else on the machine.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLocalRecords } from '../../adapters/localRecords';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'roed-traad-records-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

it('keeps rows from one opening to the next', async () => {
  const path = join(folder, 'records');
  const first = await openLocalRecords(path);
  await first.table.put({ pk: 'a', sk: 'b', value: { text: 'Ærø' } });
  await first.close();
  const second = await openLocalRecords(path);
  expect(await second.table.get({ pk: 'a', sk: 'b' })).toEqual({ pk: 'a', sk: 'b', value: { text: 'Ærø' } });
  await second.close();
});

it('answers nobody who only knows the port', async () => {
  const listen = jest.spyOn(Server.prototype, 'listen');
  const records = await openLocalRecords();
  const [server] = listen.mock.contexts as Server[];
  const { port } = server?.address() as AddressInfo;
  listen.mockRestore();
  const address = `http://127.0.0.1:${String(port)}/`;
  const query = {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.0',
      'X-Amz-Target': 'DynamoDB_20120810.ListTables',
      Authorization: 'AWS4-HMAC-SHA256 Credential=guess/20270101/local/dynamodb/aws4_request',
    },
    body: '{}',
  };
  expect((await fetch(address)).status).toBe(403);
  expect((await fetch(address, query)).status).toBe(403);
  expect(
    (await fetch(address, { method: 'OPTIONS', headers: { Origin: 'http://evil.example' } })).status,
  ).toBe(403);
  await records.close();
});
