/**
 * Noting that a notification of concern has come or was sent (L3): by CPR number, for those who work with them; and from
 * the task at which somebody decided it (R02).
 */
import { type Hono } from 'hono';
import { type z } from 'zod';
import { notificationBody } from '../../contract/schemas/situation';
import { readCpr } from '../../rules/cpr';
import { copenhagen } from '../../rules/clock';
import { SITUATION } from '../../texts/situation';
import { mayNoteAny, noteNotification, youthOfTask } from '../notifications';
import { parsed } from '../parsed';
import { type WebPorts } from '../ports';
import { forbidden, invalidInput } from '../problem';
import { logLook } from './access';
import { type Forms, formPage, Outcome, PageForm, stateOf } from './formPage';
import { BackLink } from './parts/basics';
import { Input } from './parts/fields';
import { Layout } from './parts/layout';
import { type Markup } from './parts/markup';
import { type Sent, type Visit } from './visit';

/** Registers `/underretning` and `/opgaver/{id}/underretning`. */
export function notificationPages(app: Hono, ports: WebPorts): void {
  formPage(app, ports, '/underretning', {
    show: showAny,
    deeds: {
      async gem(visit, sent, requestId) {
        const cpr = readCpr((sent.cpr ?? '').trim());
        if (!cpr) throw invalidInput([{ path: 'cpr', message: 'skal være ti tal' }]);
        await noteNotification(ports, visit.person, { cpr }, momentOf(sent).receivedAt, requestId);
      },
    },
  });
  formPage(app, ports, '/opgaver/:id/underretning', {
    show: showDecided,
    deeds: {
      async gem(visit, sent, requestId) {
        const task = visit.c.req.param('id') ?? '';
        await noteNotification(ports, visit.person, { task }, momentOf(sent).receivedAt, requestId);
      },
    },
  });
}

function momentOf({ dag = '', receivedAt = '' }: Sent): z.output<typeof notificationBody> {
  return parsed(notificationBody, { receivedAt: `${dag}T${receivedAt.replace('.', ':')}` });
}

function showAny({ person, now, reader }: Visit, forms: Forms): Promise<Markup> {
  if (!mayNoteAny(person)) throw forbidden();
  return Promise.resolve(
    <Layout title={SITUATION.notificationTitle} at="/unge" reader={reader}>
      <BackLink href="/unge">Unge</BackLink>
      <Outcome {...forms} />
      <h1 class="h2 rt-title">{SITUATION.notificationTitle}</h1>
      <p class="rt-hint">{SITUATION.notificationHint}</p>
      <PageForm forms={forms} name="gem" button="Gem" primary>
        <Input state={stateOf(forms, 'gem')} name="cpr" label="Den unges cpr-nummer" type="text" width="s" />
        <When forms={forms} now={now} />
      </PageForm>
    </Layout>,
  );
}

async function showDecided(visit: Visit, forms: Forms): Promise<Markup> {
  const { ports, person, now, reader, c } = visit;
  const id = c.req.param('id') ?? '';
  await logLook(visit, [await youthOfTask(ports, person, id)], 'task');
  return (
    <Layout title={SITUATION.sentTitle} at="/opgaver" reader={reader}>
      <BackLink href={`/opgaver/${id}`}>Opgaven</BackLink>
      <Outcome {...forms} />
      <h1 class="h2 rt-title">{SITUATION.sentTitle}</h1>
      <p>{SITUATION.notSentByUs}</p>
      <p class="rt-hint">{SITUATION.sentHint}</p>
      <PageForm forms={forms} name="gem" button="Gem" primary>
        <When forms={forms} now={now} />
      </PageForm>
    </Layout>
  );
}

function When({ forms, now }: { readonly forms: Forms; readonly now: number }): Markup {
  const state = stateOf(forms, 'gem');
  const today = copenhagen(now).date;
  return (
    <>
      <Input state={state} name="dag" label="Dag" type="date" width="s" initial={today} max={today} />
      <Input state={state} name="receivedAt" label="Klokken" type="time" width="xs" />
    </>
  );
}
