/**
 * Addresses of meetings about many youths: the list, one meeting, and its form. Saving answers with a redirect; where
 * rows are left that are not saved, with the page and what was typed in them.
 */
import { type Hono } from 'hono';
import { taskId } from '../../../contract/messages/ids';
import { termsOf } from '../../../records/agreements';
import { wordsOf } from '../../../records/words';
import { copenhagen } from '../../../rules/clock';
import { ROLE_LABELS } from '../../../texts/labels';
import { savedText } from '../../../texts/pagesRounds';
import { ROUND_LABELS } from '../../../texts/rounds';
import { colleagues } from '../../people';
import { type WebPorts } from '../../ports';
import { forbidden, Problem } from '../../problem';
import { roundInDetail } from '../../roundView';
import { mayAnswer, nameInRound, readRound, type SeenRound } from '../../rounds';
import { logLook } from '../access';
import { type Choice } from '../parts/fields';
import { Layout } from '../parts/layout';
import { doing, page, reading, type Sent, type Visit } from '../visit';
import { type FieldContext } from './cells';
import { showRounds } from './list';
import { Missing, RoundPage } from './page';
import { Row, rowId } from './row';
import { closeMeeting, type Saved, saveRows } from './save';

/** Registers `/moeder` and what is below. */
export function roundPages(app: Hono, ports: WebPorts): void {
  app.get('/moeder', reading(ports, showRounds));
  app.get(
    '/moeder/:id',
    reading(ports, async (visit) => {
      const rows = Number(visit.c.req.query('gemt') ?? 0);
      return showRound(visit, await readRound(ports, visit.person, nameOf(visit)), {
        ...(rows > 0 && { saved: savedText(rows) }),
      });
    }),
  );
  app.post('/moeder/:id', doing(ports, save));
}

/** R13: the school's status is the first thing a progression round asks for. */
const SCHOOL_STATUS = 1;

const nameOf = ({ c }: Visit): string => c.req.param('id') ?? '';

/** What became of a form, as far as the page tells of it. */
interface Told {
  readonly saved?: string;
  readonly outcome?: Saved;
  readonly failure?: Problem | undefined;
}

async function save(visit: Visit, sent: Sent): Promise<Response> {
  const { c, ports, person } = visit;
  const seen = await readRound(ports, person, nameOf(visit));
  if (!mayAnswer(person, seen)) throw forbidden();
  const { gem = 'alle' } = sent;
  const only = gem === 'alle' || gem === 'holdt' ? undefined : gem;
  const outcome = await saveRows(visit, seen, sent, only);
  if (only !== undefined && sent.kun === 'raekke' && !outcome.failure) {
    return showRow(visit, seen, only, outcome);
  }
  const failure =
    outcome.failure ?? (gem === 'holdt' ? await close(visit, seen, outcome, sent.once) : undefined);
  if (failure || outcome.left.size > 0) {
    const saved = outcome.rows > 0 ? { saved: savedText(outcome.rows) } : {};
    return showRound(visit, seen, { ...saved, outcome, failure });
  }
  const query = gem === 'holdt' ? '' : `?gemt=${String(outcome.rows)}`;
  return c.redirect(`${c.req.path}${query}${only === undefined ? '' : `#${rowId(only)}`}`, 303);
}

/** Closes the meeting when nothing is left to mend; answers what was in the way. */
async function close(
  visit: Visit,
  seen: SeenRound,
  { left }: Saved,
  once: string | undefined,
): Promise<Problem | undefined> {
  if (left.size > 0) return undefined;
  try {
    await closeMeeting(visit, seen, once);
    return undefined;
  } catch (error) {
    if (!(error instanceof Problem) || error.status === 403 || error.status === 404) throw error;
    return error;
  }
}

async function showRound(visit: Visit, seen: SeenRound, told: Told): Promise<Response> {
  const { c, ports, person, now, reader } = visit;
  const { outcome, failure, saved } = told;
  const { round } = seen;
  const [detail, context, words] = await Promise.all([
    roundInDetail(ports, person, seen),
    contextOf(visit, seen),
    round.kind === 'progressionRound' ? wordsOf(ports.table, taskId(round.id, SCHOOL_STATUS)) : [],
  ]);
  await logLook(
    visit,
    round.members.map(({ youth }) => youth),
    'round',
  );
  const wrong = [...(outcome?.left.values() ?? [])].some(({ problems }) => Object.keys(problems).length > 0);
  return page(
    c,
    <Layout title={ROUND_LABELS[round.kind]} at="/moeder" reader={reader}>
      <RoundPage
        {...context}
        detail={detail}
        now={now}
        token={reader.token}
        once={ports.newId()}
        since={sinceOf(seen)}
        words={words}
        left={outcome?.left ?? new Map()}
        saved={saved}
        failed={failure && { title: failure.title, detail: failure.detail }}
      />
    </Layout>,
    failure?.status ?? (wrong ? 422 : 200),
  );
}

/** One row and how many are missing, for the script that saves a row where it stands. */
async function showRow(visit: Visit, seen: SeenRound, id: string, { left }: Saved): Promise<Response> {
  const { c, ports, person, now } = visit;
  const [detail, context] = await Promise.all([roundInDetail(ports, person, seen), contextOf(visit, seen)]);
  const line = detail.rows.find(({ youth }) => youth.id === id);
  if (!line) throw forbidden();
  await logLook(visit, youthsCalled(seen, id), 'round');
  c.header('Cache-Control', 'no-store');
  c.header('X-Row', id);
  const markup = (
    <>
      <Missing missing={detail.missing} />
      <table>
        <Row
          {...context}
          kind={detail.kind}
          line={line}
          now={now}
          mayAnswer
          since={sinceOf(seen).get(id)}
          left={left.get(id)}
        />
      </table>
    </>
  );
  return c.html((await markup).toString());
}

const youthsCalled = ({ round }: SeenRound, id: string): string[] =>
  round.members.map(({ youth }) => youth).filter((youth) => nameInRound(round, youth) === id);

async function contextOf({ ports, now }: Visit, { round }: SeenRound): Promise<FieldContext> {
  const [{ all }, { policy }] = await Promise.all([
    colleagues(ports.table),
    termsOf(ports.table, round.school, round.agreement),
  ]);
  const takers = all
    .filter(({ role }) => role === 'coordinator' || role === 'network')
    .map(({ id, name, role }): Choice => ({ value: id, label: `${name}, ${ROLE_LABELS[role]}` }));
  return { today: copenhagen(now).date, criteria: policy.progression.extensionCriteria, takers };
}

/** R21: a youth may be on the agenda for several reasons; the first counts. */
function sinceOf({ round }: SeenRound): ReadonlyMap<string, number> {
  const since = new Map<string, number>();
  for (const item of round.agenda ?? []) {
    const id = nameInRound(round, item.youth);
    since.set(id, Math.min(since.get(id) ?? item.since, item.since));
  }
  return since;
}
