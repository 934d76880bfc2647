/**
 * The port of the pages: an answer while everything starts, and decoded payloads for the engine's own pages only.
 */
import { type PayloadCodec } from '@temporalio/common';
import { freePort, isFree } from '../../entry/freePort';
import { codecAddress, listen, withCodec } from '../../entry/pages';

const ENGINE_PAGES = 'http://127.0.0.1:8233';
const upperCase: PayloadCodec = {
  encode: (payloads) => Promise.resolve(payloads),
  decode: (payloads) =>
    Promise.resolve(
      payloads.map(({ data }) => ({
        data: Buffer.from(
          Buffer.from(data ?? [])
            .toString()
            .toUpperCase(),
        ),
      })),
    ),
};
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const answer = withCodec(() => new Response('rest'), upperCase, ENGINE_PAGES);
const body = JSON.stringify({ payloads: [{ data: base64('ærø') }] });

async function ask(init: RequestInit, path = '/codec/decode'): Promise<Response> {
  return answer(new Request(`http://127.0.0.1:8080${path}`, { method: 'POST', body, ...init }), {});
}

it.each([[ENGINE_PAGES], ['http://localhost:8233'], [undefined]])('decodes for %s', async (origin) => {
  const response = await ask({ headers: origin === undefined ? {} : { Origin: origin } });
  expect(await response.json()).toEqual({ payloads: [{ metadata: {}, data: base64('ÆRØ') }] });
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe(origin ?? null);
});

it.each(['http://evil.example', 'http://127.0.0.1:8080', 'null'])(
  'turns the page of %s away',
  async (origin) => {
    expect((await ask({ headers: { Origin: origin } })).status).toBe(403);
  },
);

it('answers a browser that asks before it asks', async () => {
  const response = await answer(
    new Request('http://127.0.0.1:8080/codec/decode', {
      method: 'OPTIONS',
      headers: { Origin: ENGINE_PAGES },
    }),
    {},
  );
  expect(response.status).toBe(204);
  expect(response.headers.get('Access-Control-Allow-Headers')).toContain('x-namespace');
});

it('says no more than that it cannot decode', async () => {
  const response = await ask({ body: '{' });
  expect([response.status, await response.json()]).toEqual([400, { code: 'undecodable' }]);
});

it('leaves every other address to the pages', async () => {
  expect(await (await ask({}, '/codec')).text()).toBe('rest');
  expect(codecAddress('http://127.0.0.1:8080')).toBe('http://127.0.0.1:8080/codec');
});

it('has an answer before the pages are open, and none when they are closed', async () => {
  const port = await freePort();
  const pages = await listen(port);
  const address = `http://127.0.0.1:${String(port)}/`;
  expect((await fetch(address)).status).toBe(503);
  pages.open(() => new Response('open'));
  expect(await (await fetch(address)).text()).toBe('open');
  expect(await isFree(port)).toBe(false);
  await pages.close();
  expect(await isFree(port)).toBe(true);
});

it('does not take a port that somebody has', async () => {
  const port = await freePort();
  const pages = await listen(port);
  await expect(listen(port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await pages.close();
});
