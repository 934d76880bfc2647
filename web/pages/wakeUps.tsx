/**
 * The contact in the morning that was agreed on with a youth (R41): what holds, a way to stop it, and a small form. It is
 * reached from the youth's page, and by whoever has the measure from that task (R10, R43).
 */
import { type Hono } from 'hono';
import { wakeUpBody } from '../../contract/schemas/wakeUps';
import { copenhagen } from '../../rules/clock';
import { WAKE_UP, WAKE_UP_LABELS, wakeUpText } from '../../texts/wakeUp';
import { parsed } from '../parsed';
import { fullName } from '../people';
import { type WebPorts } from '../ports';
import { agree, currentWakeUp, stop, type Through, wakeUpYouth } from '../wakeUps';
import { logLook } from './access';
import { filled, type Forms, formPage, Outcome, PageForm, stateOf } from './formPage';
import { BackLink } from './parts/basics';
import { Input } from './parts/fields';
import { Layout } from './parts/layout';
import { type Markup } from './parts/markup';
import { type Visit } from './visit';

/** Registers `/unge/{ref}/morgen` and `/opgaver/{id}/morgen`. */
export function wakeUpPages(app: Hono, ports: WebPorts): void {
  register(app, ports, '/unge', (youth) => ({ youth }));
  register(app, ports, '/opgaver', (task) => ({ task }));
}

function register(app: Hono, ports: WebPorts, at: string, through: (id: string) => Through): void {
  const throughOf = ({ c }: Visit): Through => through(c.req.param('id') ?? '');
  formPage(app, ports, `${at}/:id/morgen`, {
    show: (visit, forms) => show(visit, forms, at, throughOf(visit)),
    deeds: {
      async aftal(visit, sent, requestId) {
        const { time = '' } = sent;
        const wish = parsed(wakeUpBody, { ...filled(sent, 'until'), time: time.trim().replace('.', ':') });
        await agree(ports, visit.person, throughOf(visit), wish, requestId);
      },
      async stop(visit, _, requestId) {
        await stop(ports, visit.person, throughOf(visit), requestId);
      },
    },
  });
}

async function show(visit: Visit, forms: Forms, at: string, through: Through): Promise<Markup> {
  const { ports, person, now, reader, c } = visit;
  const youth = await wakeUpYouth(ports, person, through);
  const agreed = await currentWakeUp(ports, youth);
  await logLook(visit, [youth.ref], 'wakeUp');
  const today = copenhagen(now).date;
  const state = stateOf(forms, 'aftal');
  return (
    <Layout title={WAKE_UP_LABELS.title} at={at} reader={reader}>
      <BackLink href={`${at}/${c.req.param('id') ?? ''}`}>{fullName(youth)}</BackLink>
      <Outcome {...forms} />
      <h1 class="h2 rt-title">{WAKE_UP_LABELS.title}</h1>
      <p>{agreed ? wakeUpText(agreed.time, agreed.until, today) : WAKE_UP.nothing}</p>
      {agreed && <PageForm forms={forms} name="stop" button={WAKE_UP_LABELS.stop} />}
      <section class="rt-card" aria-labelledby="aftal">
        <h2 class="h5" id="aftal">
          {agreed ? 'Lav den om' : 'Aftal en besked'}
        </h2>
        <p class="rt-hint">{WAKE_UP.hint}</p>
        <PageForm forms={forms} name="aftal" button={WAKE_UP_LABELS.agree} primary>
          <Input state={state} name="time" label="Klokken" type="time" width="xs" initial={agreed?.time} />
          <Input
            state={state}
            name="until"
            label="Til og med"
            type="date"
            width="s"
            min={today}
            initial={agreed?.until}
          />
        </PageForm>
      </section>
    </Layout>
  );
}
