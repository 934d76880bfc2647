/**
 * Drift: what cannot go on by itself first, then what runs for one youth and who has looked at them.
 */
import { type WorkflowSummary } from '../../../contract/ports/engine';
import { type ListedYouth } from '../../../records/people';
import { undelivered, type Undelivered } from '../../../records/undelivered';
import { type Access, accessesOf } from '../../../records/words';
import { copenhagen } from '../../../rules/clock';
import { codeText } from '../../../texts/facts';
import { lookText, workflowState, workflowType } from '../../../texts/operations';
import { PAGE } from '../../../texts/pages';
import { clockText, dayText, momentText } from '../../../texts/times';
import { reach } from '../../authorization';
import { forbidden } from '../../problem';
import { findYouths, readYouth } from '../../youths';
import { logLook } from '../access';
import { BackLink, Badge, Empty, Icon } from '../parts/basics';
import { Input } from '../parts/fields';
import { Layout } from '../parts/layout';
import { type Markup } from '../parts/markup';
import { colleagues, fullName } from '../../people';
import { page, type Visit } from '../visit';

/** Youths a search shows, and accesses the log shows. */
const MOST_FOUND = 25;
const MOST_ACCESSES = 500;

export async function showOperations(visit: Visit): Promise<Response> {
  const { c, ports, person, now } = visit;
  if (reach(person.role, 'workflows.read') === 'none') throw forbidden();
  const wanted = c.req.query('navn')?.trim() ?? '';
  const failing = await ports.engine.workflows({ failing: true });
  const found = wanted === '' ? [] : await findYouths(ports, person, wanted);
  const shown = found.slice(0, MOST_FOUND);
  if (shown.length > 0)
    await logLook(
      visit,
      shown.map(({ ref }) => ref),
      'workflows',
      'search',
    );
  return page(
    c,
    <Layout title="Drift" at="/admin" reader={visit.reader}>
      <h1 class="h2">Drift</h1>
      <section class="rt-section" aria-labelledby="fejl">
        <h2 class="h4" id="fejl">
          Fejl <span class="rt-number">{failing.length}</span>
        </h2>
        <p class={failing.length === 0 ? 'rt-empty' : 'rt-hint'}>
          {failing.length === 0 ? PAGE.noFailures : PAGE.failuresHint}
        </p>
        {failing.length > 0 && <Workflows of={failing} visit={visit} now={now} />}
      </section>
      <LostMail
        of={await undelivered(ports.table)}
        nameOf={(await colleagues(ports.table)).nameOf}
        now={now}
      />
      <section class="rt-section" aria-labelledby="find">
        <h2 class="h4" id="find">
          Find en ung
        </h2>
        <p class="rt-hint">{PAGE.workflowsHint}</p>
        <form class="rt-filter" method="get" action="/admin" role="search" aria-label="Find en ung">
          <Input
            state={{ form: 'find', values: { navn: wanted }, problems: {} }}
            name="navn"
            label="Navn"
            type="search"
            width="m"
          />
          <button class="button button-secondary">Søg</button>
        </form>
        {wanted !== '' && <Results found={shown} more={found.length > MOST_FOUND} />}
      </section>
    </Layout>,
  );
}

/** Staff whose mail does not arrive: nobody tells them of their tasks until it does. */
function LostMail({
  of,
  nameOf,
  now,
}: {
  readonly of: readonly Undelivered[];
  readonly nameOf: (ref: string) => string;
  readonly now: number;
}): Markup {
  if (of.length === 0) return <></>;
  return (
    <section class="rt-section" aria-labelledby="mails">
      <h2 class="h4" id="mails">
        Mails, der ikke når frem <span class="rt-number">{of.length}</span>
      </h2>
      <p class="rt-hint">{PAGE.lostMailHint}</p>
      <ul class="rt-links">
        {of.map(({ staff, at, why }) => (
          <li>
            {nameOf(staff)}{' '}
            <span class="rt-quiet">
              {momentText(at, now)}: {codeText(why)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Results({
  found,
  more,
}: {
  readonly found: readonly ListedYouth[];
  readonly more: boolean;
}): Markup {
  if (found.length === 0) return <Empty>{PAGE.noYouths}</Empty>;
  return (
    <>
      <ul class="rt-links">
        {found.map((youth) => (
          <li>
            <a href={`/admin/unge/${youth.ref}`}>{fullName(youth)}</a>{' '}
            <span class="rt-quiet">{youth.school ?? ''}</span>
          </li>
        ))}
      </ul>
      {more && <p class="rt-hint">{PAGE.cutShort}</p>}
    </>
  );
}

export async function showYouthOperations(visit: Visit): Promise<Response> {
  const { c, ports, person, now } = visit;
  if (reach(person.role, 'workflows.read') === 'none') throw forbidden();
  const ref = c.req.param('ref') ?? '';
  const { youth } = await readYouth(ports, person, ref);
  const [workflows, accesses, { nameOf }] = await Promise.all([
    ports.engine.workflows({ youth: ref }),
    accessesOf(ports.table, ref, MOST_ACCESSES),
    colleagues(ports.table),
  ]);
  await logLook(visit, [ref], 'workflows');
  const failingFirst = [...workflows].sort(
    (a, b) => Number(b.failures.length > 0) - Number(a.failures.length > 0),
  );
  return page(
    c,
    <Layout title={`Drift: ${fullName(youth)}`} at="/admin" reader={visit.reader}>
      <BackLink href="/admin">Drift</BackLink>
      <h1 class="h2 rt-title">{fullName(youth)}</h1>
      <p>
        <a href={`/unge/${ref}`}>Se, hvad der er sket og hvorfor</a>
      </p>
      <section class="rt-section" aria-labelledby="forloeb">
        <h2 class="h4" id="forloeb">
          Det kører <span class="rt-number">{workflows.length}</span>
        </h2>
        {workflows.length === 0 ? (
          <Empty>{PAGE.noWorkflows}</Empty>
        ) : (
          <Workflows of={failingFirst} visit={visit} now={now} />
        )}
      </section>
      <section class="rt-section" aria-labelledby="adgang">
        <h2 class="h4" id="adgang">
          Hvem har set på den unge?
        </h2>
        {accesses.length === 0 ? (
          <Empty>{PAGE.noAccess}</Empty>
        ) : (
          <AccessLog of={groupedByDay(accesses)} nameOf={nameOf} now={now} />
        )}
      </section>
    </Layout>,
  );
}

function Workflows({
  of,
  visit,
  now,
}: {
  readonly of: readonly WorkflowSummary[];
  readonly visit: Visit;
  readonly now: number;
}): Markup {
  return (
    <table class="table table--compact table--borderless table-md-responsive-headers rt-table">
      <thead>
        <tr>
          <th scope="col">Hvad</th>
          <th scope="col">Tilstand</th>
          <th scope="col">Begyndt</th>
          <th scope="col">Fejl</th>
          <th scope="col">Motoren</th>
        </tr>
      </thead>
      <tbody>
        {of.map(({ workflowId, runId, type, status, startedAt, closedAt, historyLength, failures }) => {
          const address = visit.ports.engine.webAddress(workflowId, runId);
          return (
            <tr>
              <td data-title="Hvad">
                {workflowType(type)} <code class="rt-code">{workflowId}</code>
              </td>
              <td data-title="Tilstand">
                <Badge kind={failures.length > 0 ? 'error' : closedAt === undefined ? 'success' : 'info'}>
                  {failures.length > 0 ? 'Fejler' : workflowState(status)}
                </Badge>
              </td>
              <td data-title="Begyndt">{momentText(startedAt, now)}</td>
              <td data-title="Fejl" class={failures.length === 0 ? 'rt-none' : ''}>
                {failures.length === 0
                  ? '–'
                  : failures.map((failure) => <code class="rt-code">{failure}</code>)}
              </td>
              <td data-title="Motoren">
                {address === undefined ? (
                  `${String(historyLength)} hændelser`
                ) : (
                  <a class="icon-link" href={address} rel="noreferrer">
                    {historyLength} hændelser
                    <Icon name="open-in-new" />
                  </a>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The same look by the same person on one day, told once with its count: complete, and still readable. */
interface Looks {
  readonly by: string;
  readonly text: string;
  readonly day: string;
  readonly times: readonly number[];
}

function groupedByDay(accesses: readonly Access[]): Looks[] {
  const groups = new Map<string, Looks>();
  for (const { at, by, what, where } of accesses) {
    const text = lookText(what, where);
    const day = copenhagen(at).date;
    const key = `${day}/${by}/${text}`;
    groups.set(key, { by, text, day, times: [...(groups.get(key)?.times ?? []), at] });
  }
  return [...groups.values()];
}

function AccessLog({
  of,
  nameOf,
  now,
}: {
  readonly of: readonly Looks[];
  readonly nameOf: (ref: string) => string;
  readonly now: number;
}): Markup {
  const today = copenhagen(now).date;
  return (
    <ul class="rt-timeline">
      {of.map(({ by, text, day, times }) => (
        <li>
          <span class="rt-when">{dayText(day, today)}</span>
          <span class="rt-what">
            {nameOf(by)} {text} <span class="rt-quiet">{[...times].reverse().map(clockText).join(', ')}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
