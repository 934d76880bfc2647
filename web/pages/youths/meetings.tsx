/**
 * A youth's meetings and agreements: what is agreed, what was kept (R16), and which meetings could be one. For
 * municipal roles only (R43).
 */
import { type Hono } from 'hono';
import { type AgreementRow } from '../../../records/meetings';
import { meetingBody } from '../../../contract/schemas/meetings';
import { type Proposal } from '../../../rules/overlap';
import { copenhagen } from '../../../rules/clock';
import { KIND_LABELS } from '../../../texts/labels';
import { PARTY_LABELS, PLAN } from '../../../texts/plan';
import { dayText, momentText } from '../../../texts/times';
import { may } from '../../authorization';
import { parsed } from '../../parsed';
import { colleagues, fullName, roleName } from '../../people';
import { type WebPorts } from '../../ports';
import { Problem } from '../../problem';
import { bookTogether } from '../../together';
import { readMeetings, type UpcomingMeetings } from '../../upcoming';
import { readYouth } from '../../youths';
import { logLook } from '../access';
import { type Forms, formPage, Outcome, PageForm, stateOf, Tick } from '../formPage';
import { BackLink, Badge, Empty } from '../parts/basics';
import { Input } from '../parts/fields';
import { Layout } from '../parts/layout';
import { type Markup } from '../parts/markup';
import { type Sent, type Visit } from '../visit';

/** Registers `/unge/{ref}/moeder`. */
export function meetingPages(app: Hono, ports: WebPorts): void {
  formPage(app, ports, '/unge/:ref/moeder', {
    show: showMeetings,
    deeds: {
      async samlet({ c, person }, sent, requestId) {
        const wish = parsed(meetingBody, {
          at: `${sent.date ?? ''}T${sent.time ?? ''}`,
          tasks: ticked(sent),
        });
        const results = await bookTogether(ports, person, c.req.param('ref') ?? '', wish, requestId);
        const failed = results.flatMap(({ problem }) => problem ?? []);
        if (failed.length === 0) return;
        const done = String(results.length - failed.length);
        const why = [...new Set(failed.map(({ detail }) => detail))].join(' ');
        throw new Problem(409, 'not-all', `${done} af ${String(results.length)} fik tiden`, why);
      },
    },
  });
}

const TASK = 'opgave-';
const ticked = (sent: Sent): string[] =>
  Object.keys(sent)
    .filter((name) => name.startsWith(TASK) && sent[name] === 'ja')
    .map((name) => name.slice(TASK.length));

async function showMeetings(visit: Visit, forms: Forms): Promise<Markup> {
  const { c, ports, person, now, reader } = visit;
  const ref = c.req.param('ref') ?? '';
  const { upcoming, together, agreements } = await readMeetings(ports, person, ref);
  const { youth, tasks } = await readYouth(ports, person, ref);
  await logLook(visit, [ref], 'meetings');
  const { nameOf } = await colleagues(ports.table);
  const today = copenhagen(now).date;
  const mayBook = may(person, 'meeting.prepare', { youth, tasks });
  return (
    <Layout title={`Møder med ${fullName(youth)}`} at="/unge" reader={reader}>
      <BackLink href={`/unge/${ref}`}>{fullName(youth)}</BackLink>
      <Outcome {...forms} />
      <h1 class="h2 rt-title">Møder</h1>
      {upcoming.length === 0 && <Empty>{PLAN.noMeetings}</Empty>}
      <ul class="rt-messages">
        {upcoming.map(({ task, at, to }) => (
          <li>
            <span>
              {may(person, 'task.read', { task }) ? (
                <a href={`/opgaver/${task.id}`}>{KIND_LABELS[task.kind]}</a>
              ) : (
                KIND_LABELS[task.kind]
              )}
            </span>
            <span class="rt-quiet">
              {at === undefined ? `senest ${dayText(to, today)}` : momentText(at, now)} ·{' '}
              {nameOf(task.placement.assignee)}
            </span>
          </li>
        ))}
      </ul>
      {together.map((proposal) => (
        <AsOne proposal={proposal} upcoming={upcoming} forms={forms} today={today} mayBook={mayBook} />
      ))}
      <section class="rt-section" aria-labelledby="aftaler">
        <h2 class="h4" id="aftaler">
          Aftaler
        </h2>
        {agreements.length === 0 && <Empty>{PLAN.noAgreements}</Empty>}
        <ul class="rt-messages">
          {agreements.map((agreement) => (
            <li>
              <span>
                {PARTY_LABELS[agreement.party]}
                {agreement.role !== undefined && ` (${roleName(agreement.role)})`} <Kept {...agreement} />
              </span>
              <span class="rt-quiet">til {dayText(agreement.due, today)}</span>
            </li>
          ))}
        </ul>
      </section>
    </Layout>
  );
}

function Kept({ kept }: Pick<AgreementRow, 'kept'>): Markup {
  if (kept === undefined) return <Badge kind="info">Åben</Badge>;
  return kept ? <Badge kind="success">Holdt</Badge> : <Badge kind="error">Ikke holdt</Badge>;
}

function AsOne({
  proposal: { ids, at, from },
  upcoming,
  forms,
  today,
  mayBook,
}: {
  readonly proposal: Proposal;
  readonly upcoming: UpcomingMeetings['upcoming'];
  readonly forms: Forms;
  readonly today: string;
  readonly mayBook: boolean;
}): Markup {
  const state = stateOf(forms, 'samlet', ids.join(' '));
  const agreed = at === undefined ? { date: from, time: '10:00' } : copenhagen(at);
  const kindOf = (id: string): string => {
    const kind = upcoming.find((meeting) => meeting.id === id)?.task.kind;
    return kind === undefined ? id : KIND_LABELS[kind];
  };
  return (
    <section class="rt-card" aria-label="Hold dem som ét møde">
      <p>{PLAN.togetherHint}</p>
      {!mayBook && <p>{ids.map(kindOf).join(', ')}</p>}
      {mayBook && (
        <PageForm forms={forms} name="samlet" id={ids.join(' ')} button="Hold ét møde">
          <fieldset class="form-group" id={`${state.form}-tasks`}>
            <legend class="form-label">Møder</legend>
            {ids.map((id) => (
              <Tick checked state={state} name={`${TASK}${id}`} label={kindOf(id)} />
            ))}
          </fieldset>
          <p class="rt-hint">{PLAN.oneTime}</p>
          <div class="rt-row">
            <Input
              state={state}
              name="date"
              label="Dag"
              type="date"
              width="s"
              initial={agreed.date}
              min={today}
            />
            <Input state={state} name="time" label="Tid" type="time" initial={agreed.time} />
          </div>
        </PageForm>
      )}
    </section>
  );
}
