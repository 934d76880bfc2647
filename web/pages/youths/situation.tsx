/**
 * A youth's situation beside school (R32, R34, R50, R51, R53, L3): what is noted, and the forms to note it. For municipal
 * roles only (R43).
 */
import { type Hono } from 'hono';
import {
  goalBody,
  moveBody,
  notificationBody,
  pauseBody,
  referralBody,
  returnBody,
  workBody,
} from '../../../contract/schemas/situation';
import { movedAwayOn, type Situation } from '../../../records/situation';
import { copenhagen, type Instant } from '../../../rules/clock';
import { PAUSE_LABELS, SITUATION, STANDING_TEXTS } from '../../../texts/situation';
import { dayText } from '../../../texts/times';
import { may } from '../../authorization';
import { noteNotification } from '../../notifications';
import { parsed } from '../../parsed';
import { fullName } from '../../people';
import { type WebPorts } from '../../ports';
import { noteItem, noteReturn, noteTalk, readSituation, refer, takeOut } from '../../situation';
import { readYouth } from '../../youths';
import { logLook } from '../access';
import { filled, type Forms, formPage, Outcome, PageForm } from '../formPage';
import { BackLink, Details } from '../parts/basics';
import { Layout } from '../parts/layout';
import { type Markup } from '../parts/markup';
import { type Visit } from '../visit';
import { MoveForms, OtherForms, PauseForm, WorkForm } from './situationForms';

const refOf = ({ c }: Visit): string => c.req.param('ref') ?? '';
const REMOVABLE = ['work', 'pauses', 'goals'] as const;

/** Registers `/unge/{ref}/situation`. */
export function situationPages(app: Hono, ports: WebPorts): void {
  formPage(app, ports, '/unge/:ref/situation', {
    show: showSituation,
    deeds: {
      async job(visit, sent, requestId) {
        const hours = sent.hoursPerWeek?.trim() ?? '';
        const item = parsed(workBody, {
          ...filled(sent, 'from', 'to'),
          hoursPerWeek: hours === '' ? undefined : Number(hours),
        });
        await noteItem(ports, visit.person, refOf(visit), 'work', item, requestId);
      },
      async pause(visit, sent, requestId) {
        const item = parsed(pauseBody, filled(sent, 'why', 'from', 'to'));
        await noteItem(ports, visit.person, refOf(visit), 'pauses', item, requestId);
      },
      async paalaeg(visit, sent, requestId) {
        const item = parsed(goalBody, filled(sent, 'from', 'to'));
        await noteItem(ports, visit.person, refOf(visit), 'goals', item, requestId);
      },
      async henvis(visit, sent, requestId) {
        const { to } = parsed(referralBody, filled(sent, 'to'));
        await refer(ports, visit.person, refOf(visit), to, requestId);
      },
      async underretning(visit, { dag = '', receivedAt = '' }, requestId) {
        const body = parsed(notificationBody, { receivedAt: `${dag}T${receivedAt.replace('.', ':')}` });
        await noteNotification(ports, visit.person, { youth: refOf(visit) }, body.receivedAt, requestId);
      },
      async flytter(visit, sent, requestId) {
        const code = sent.municipality?.trim() ?? '';
        const item = parsed(moveBody, {
          ...filled(sent, 'on'),
          municipality: code === '' ? undefined : Number(code),
          consented: sent.consented === 'ja',
        });
        await noteItem(ports, visit.person, refOf(visit), 'moves', item, requestId);
      },
      async tilbage(visit, sent, requestId) {
        const { on } = parsed(returnBody, filled(sent, 'on'));
        await noteReturn(ports, visit.person, refOf(visit), on, requestId);
      },
      async snak(visit, _, requestId) {
        await noteTalk(ports, visit.person, refOf(visit), requestId);
      },
      async fjern(visit, { id = '' }, requestId) {
        const [wanted, k] = id.split('/');
        const kind = REMOVABLE.find((known) => known === wanted) ?? 'work';
        await takeOut(ports, visit.person, refOf(visit), kind, Number(k), requestId);
      },
    },
  });
}

async function showSituation(visit: Visit, forms: Forms): Promise<Markup> {
  const { ports, person, now, reader } = visit;
  const ref = refOf(visit);
  const [{ youth, situation, standing }, { tasks }] = await Promise.all([
    readSituation(ports, person, ref),
    readYouth(ports, person, ref),
  ]);
  await logLook(visit, [ref], 'situation');
  const subject = { youth, tasks };
  const today = copenhagen(now).date;
  const mayNote = may(person, 'plan.change', subject);
  return (
    <Layout title={`Situation for ${fullName(youth)}`} at="/unge" reader={reader}>
      <BackLink href={`/unge/${ref}`}>{fullName(youth)}</BackLink>
      <Outcome {...forms} />
      <h1 class="h2 rt-title">Job, pauser og flytning</h1>
      <p>{STANDING_TEXTS[standing]}</p>
      <Noted situation={situation} forms={mayNote ? forms : undefined} now={now} />
      {mayNote && (
        <>
          <Details summary="Den unge vil tale med nogen" open={forms.failed?.form === 'snak'}>
            <p class="rt-hint">{SITUATION.talkHint}</p>
            <PageForm forms={forms} name="snak" button="Giv det videre" />
          </Details>
          <WorkForm forms={forms} />
          <PauseForm forms={forms} />
          <OtherForms forms={forms} today={today} />
        </>
      )}
      {may(person, 'person.change', subject) && (
        <MoveForms forms={forms} away={movedAwayOn(situation, today) !== undefined} />
      )}
    </Layout>
  );
}

/** What is noted, and what can be taken out again. */
function Noted({
  situation: { work, pauses, goals, moves },
  forms,
  now,
}: {
  readonly situation: Situation;
  readonly forms: Forms | undefined;
  readonly now: Instant;
}): Markup {
  const today = copenhagen(now).date;
  const span = (from: string, to?: string): string =>
    `${dayText(from, today)} – ${to === undefined ? 'nu' : dayText(to, today)}`;
  const lines = [
    ...work.map(({ k, hoursPerWeek, from, to }) => ({
      id: `work/${String(k)}`,
      text: `Job, ${String(hoursPerWeek)} timer om ugen: ${span(from, to)}`,
    })),
    ...pauses.map(({ k, why, from, to }) => ({
      id: `pauses/${String(k)}`,
      text: `${PAUSE_LABELS[why]}: ${span(from, to)}`,
    })),
    ...goals.map(({ k, from, to }) => ({
      id: `goals/${String(k)}`,
      text: `Uddannelsespålæg: ${span(from, to)}`,
    })),
  ];
  return (
    <section class="rt-card" aria-labelledby="noteret">
      <h2 class="h5" id="noteret">
        Skrevet ned
      </h2>
      {lines.length + moves.length === 0 && <p>Intet endnu.</p>}
      <ul class="nobullet-list">
        {moves.map(({ on, backOn, municipality }) => (
          <li>
            Flytter til kommune {municipality}: {dayText(on, today)}
            {backOn !== undefined && `, tilbage ${dayText(backOn, today)}`}
          </li>
        ))}
        {lines.map(({ id, text }) => (
          <li>
            {text}
            {forms && <PageForm forms={forms} name="fjern" id={id} button={`Fjern: ${text}`} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
