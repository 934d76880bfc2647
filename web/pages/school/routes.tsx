/**
 * Addresses of the school's own pages.
 */
import { Hono } from 'hono';
import { isDate } from '../../../rules/calendar';
import { type WebPorts } from '../../ports';
import { notFound } from '../../problem';
import { confirmSchoolDay } from '../../schoolDeeds';
import { say } from '../said';
import { doing, reading, type Sent, type Visit } from '../visit';
import { ownSchool } from './common';
import { sendEvent, showEvents } from './events';
import { previewFile, showFile } from './file';
import { sendFile } from './fileParts';
import { showReceipts } from './receipts';
import { sendRegister, sendWithdraw, showRegister } from './register';
import { showStart } from './start';

export function schoolPages(ports: WebPorts): Hono {
  const app = new Hono();
  app.get('/skole', reading(ports, showStart));
  app.get('/skole/meld', reading(ports, showRegister));
  app.post('/skole/meld', doing(ports, sendRegister));
  app.post('/skole/tag-tilbage', doing(ports, sendWithdraw));
  app.post('/skole/bekraeft', doing(ports, confirm));
  app.get('/skole/fil', reading(ports, showFile));
  app.post('/skole/fil', doing(ports, previewFile));
  app.post('/skole/fil/send', doing(ports, sendFile));
  app.get(
    '/skole/haendelser',
    reading(ports, (visit) => showEvents(visit)),
  );
  app.post('/skole/haendelser', doing(ports, sendEvent));
  app.get('/skole/kvitteringer', reading(ports, showReceipts));
  return app;
}

/** A day that cannot be confirmed has no button; whoever asks all the same is told so on a page of its own. */
async function confirm(visit: Visit, { dag = '' }: Sent): Promise<Response> {
  const school = await ownSchool(visit);
  if (!isDate(dag)) throw notFound('Dagen');
  await confirmSchoolDay(visit.ports, school, dag);
  say(visit, 'dayConfirmed');
  return visit.c.redirect(`/skole?dag=${dag}`, 303);
}
