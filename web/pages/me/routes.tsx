/**
 * The addresses of one's own page (L8): `/mig/<link>` is the door, `/mig` the page, `/mig/goer/<deed>` its forms. They
 * have sittings of their own, apart from staff's, and cookies that go to these addresses only.
 */
import { type Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { routePath } from 'hono/route';
import { getPageAccess } from '../../../records/youthAccess';
import { ENTRY } from '../../../texts/entry';
import { PAGE } from '../../../texts/pages';
import { type WebPorts } from '../../ports';
import { Problem } from '../../problem';
import { choose, entryBy, enter, leave } from '../../youth/entry';
import { pathOf } from '../../youth/handOut';
import { readOwnPage } from '../../youth/ownPage';
import {
  type OwnReader,
  type OwnSession,
  ownerOf,
  prolonged,
  readerName,
  readerOf,
  sealed,
  unsealed,
} from '../../youth/session';
import { placeOf } from '../errors';
import { type Failed, failure, type Forms } from '../formPage';
import { Alert } from '../parts/basics';
import { formToken, isFormToken } from '../session';
import { digest } from '../signing';
import { formTooOld, page, type Sent, sentForm } from '../visit';
import { DEEDS } from './deeds';
import { EntryPage } from './entry';
import { OwnWord } from './frame';
import { OwnPageView } from './page';

const SITTING = 'rt_mig';
const DOOR = 'rt_mig_ind';
/** Outlives the sitting, so that whoever comes back is led to the door and not to a wall. */
const SITTING_SECONDS = 30 * 86_400;
const DOOR_SECONDS = 3_600;
const LINK = '/mig/:link{[a-z2-9]{14}}';

/** The pages of youths and guardians. */
export function ownPages(ports: WebPorts): Hono {
  const app = new Hono();

  app.onError((error, c) => {
    if (error instanceof Problem) return problemWord(c, error);
    ports.log({
      level: 'error',
      event: 'page.failed',
      route: routePath(c, -1),
      error: error.name,
      at: placeOf(error),
    });
    return problemWord(c, new Problem(500, 'failed', ENTRY.failedTitle, ENTRY.failed));
  });

  app.get(LINK, (c) => showDoor(c, ports));
  app.post(LINK, async (c) => {
    const sent = await sentForm(c);
    if (!isFormToken(ports, doorOf(getCookie(c, DOOR) ?? ''), sent.token ?? '')) throw formTooOld();
    const link = c.req.param('link');
    const { code = '', startCode } = sent;
    try {
      const session = await (startCode === undefined
        ? enter(ports, link, code)
        : choose(ports, link, { startCode, code }));
      keep(c, ports, session);
    } catch (error) {
      if (!(error instanceof Problem) || error.status === 404) throw error;
      return showDoor(c, ports, failure('ind', sent, error), error.status);
    }
    return c.redirect('/mig?gjort=inside', 303);
  });

  app.get('/mig', async (c) => {
    const session = kept(c, ports);
    const reader = await readerOf(ports, session);
    if (!reader) return toDoor(c, ports, session);
    return showPage(c, ports, reader, undefined);
  });
  app.post('/mig/goer/:deed', (c) => doDeed(c, ports));
  return app;
}

// ------------------------------------------------------------------ the door

const doorOf = (id: string): { id: string; until: number } => ({ id: `door:${id}`, until: 0 });

async function showDoor(
  c: Context,
  ports: WebPorts,
  failed?: Failed,
  status: 200 | Problem['status'] = 200,
): Promise<Response> {
  const link = c.req.param('link') ?? '';
  const { step } = await entryBy(ports, link);
  const id = getCookie(c, DOOR) ?? ports.newId();
  putOwnCookie(c, DOOR, id, DOOR_SECONDS);
  const token = formToken(ports, doorOf(id));
  return page(c, <EntryPage step={step} action={pathOf(link)} token={token} failed={failed} />, status);
}

/** Back to one's own door, where we know it: a sitting that has run out still says whose it was. */
async function toDoor(c: Context, ports: WebPorts, session: OwnSession | undefined): Promise<Response> {
  const access = session && (await getPageAccess(ports.table, ownerOf(session)));
  if (access?.code && access.epoch === session?.epoch) return c.redirect(pathOf(access.token), 303);
  return page(
    c,
    <OwnWord title={ENTRY.outTitle}>
      <p class="font-lead">{ENTRY.out}</p>
      <p>{ENTRY.forgot}</p>
    </OwnWord>,
  );
}

// ------------------------------------------------------------------ the page

async function showPage(
  c: Context,
  ports: WebPorts,
  reader: OwnReader,
  failed: Failed | undefined,
  status: 200 | Problem['status'] = 200,
): Promise<Response> {
  keep(c, ports, prolonged(reader.session, ports.now()));
  const forms: Forms = {
    base: '/mig/goer',
    token: formToken(ports, reader.session),
    once: failed?.values.once ?? ports.newId(),
    failed,
    saved: false,
  };
  const shown = await readOwnPage(ports, reader);
  return page(
    c,
    <OwnPageView page={shown} forms={forms} now={ports.now()} done={c.req.query('gjort')} />,
    status,
  );
}

async function doDeed(c: Context, ports: WebPorts): Promise<Response> {
  const sent = await sentForm(c);
  const session = kept(c, ports);
  if (!session || !isFormToken(ports, session, sent.token ?? '')) throw formTooOld();
  const reader = await readerOf(ports, session);
  if (!reader) return lost(c, ports, session, sent);
  const name = c.req.param('deed') ?? '';
  if (name === 'ud') {
    await leave(ports, reader.owner);
    putOwnCookie(c, SITTING, '', 0);
    return c.redirect('/mig', 303);
  }
  const deed = DEEDS.get(name);
  if (!deed) throw new Problem(404, 'not-found', PAGE.notFoundTitle, PAGE.notFound);
  const { token: _, ...content } = sent;
  const requestId = digest([readerName(reader.owner), c.req.path, JSON.stringify(content)]);
  try {
    const done = await deed({ ports, reader, sent: content, requestId });
    return c.redirect(`/mig?gjort=${done}`, 303);
  } catch (error) {
    if (!(error instanceof Problem) || error.status === 403) throw error;
    return showPage(c, ports, reader, failure(name, sent, error), error.status);
  }
}

/** The sitting ran out while somebody was writing: what they wrote is shown, so that they can take it along. */
async function lost(c: Context, ports: WebPorts, session: OwnSession, sent: Sent): Promise<Response> {
  const words = [sent.text, sent.note, sent.place, sent.supportPerson].filter(
    (text) => text !== undefined && text !== '',
  );
  if (words.length === 0) return toDoor(c, ports, session);
  return page(
    c,
    <OwnWord title={ENTRY.outTitle}>
      <p class="font-lead">{ENTRY.lostWords}</p>
      <Alert kind="info">
        <p class="alert-text rt-words">{words.join('\n')}</p>
      </Alert>
      <p>
        <a class="button button-primary" href="/mig">
          Log ind
        </a>
      </p>
    </OwnWord>,
    401,
  );
}

function problemWord(c: Context, { status, code, title, detail }: Problem): Promise<Response> {
  const atDoor = status === 404 && c.req.param('link') !== undefined;
  const [heading, text] = atDoor ? [ENTRY.noLinkTitle, ENTRY.noLink] : [title, detail];
  return page(
    c,
    <OwnWord title={heading}>
      <p class="font-lead">{text}</p>
      {code !== 'not-found' && (
        <p>
          <a href="/mig">Gå til min side</a>
        </p>
      )}
    </OwnWord>,
    status,
  );
}

// ------------------------------------------------------------------ cookies

const kept = (c: Context, ports: WebPorts): OwnSession | undefined =>
  unsealed(ports, getCookie(c, SITTING) ?? '');

const keep = (c: Context, ports: WebPorts, session: OwnSession): void => {
  putOwnCookie(c, SITTING, sealed(ports, session), SITTING_SECONDS);
};

/** For these addresses only, and out of reach of scripts and of other sites' forms. */
function putOwnCookie(c: Context, name: string, value: string, maxAge: number): void {
  const secure = new URL(c.req.url).protocol === 'https:' || c.req.header('x-forwarded-proto') === 'https';
  setCookie(c, name, value, { httpOnly: true, sameSite: 'Lax', path: '/mig', maxAge, secure });
}
