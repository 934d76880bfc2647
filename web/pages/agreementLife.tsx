/**
 * The life of an agreement (R07): its versions and what changed between them, a new version, and moving what is open.
 */
import { type Hono } from 'hono';
import { stringify } from 'yaml';
import { type WorkflowMove } from '../../records/agreementMoves';
import { currentTerms } from '../../records/agreements';
import { getYouths } from '../../records/people';
import {
  addedText,
  LIFE,
  moveSum,
  RESULT_TEXTS,
  reviewText,
  taskMoveText,
  versionText,
} from '../../texts/agreementLife';
import { KIND_LABELS } from '../../texts/labels';
import {
  addVersion,
  agreementNamed,
  deviations,
  dryRun,
  moveAll,
  type Moved,
  MUNICIPAL,
  readTyped,
  toBeReviewed,
  toldVersions,
} from '../agreementLife';
import { colleagues, fullName } from '../people';
import { type WebPorts } from '../ports';
import { type Forms, formPage, Outcome, PageForm, stateOf } from './formPage';
import { Alert, BackLink, Empty } from './parts/basics';
import { TextArea } from './parts/fields';
import { Layout } from './parts/layout';
import { type Markup } from './parts/markup';
import { doing, page, reading, type Visit } from './visit';

const nameOf = ({ c }: Visit): string => c.req.param('school') ?? '';
export const agreementTitle = (name: string): string =>
  name === MUNICIPAL ? 'Kommunens aftale' : `Aftale med ${name}`;

/** Registers the pages below `/aftaler/{school}`. */
export function agreementLifePages(app: Hono, ports: WebPorts): void {
  app.get('/aftaler/:school/udgaver', reading(ports, showVersions));
  app.get(
    '/aftaler/:school/flyt',
    reading(ports, (visit) => showMove(visit)),
  );
  app.post(
    '/aftaler/:school/flyt',
    doing(ports, async (visit, { once = '' }) => {
      const school = await agreementNamed(ports, visit.person, nameOf(visit), 'agreement.move');
      const { move, results } = await moveAll(ports, visit.person, school, `move/${once}`);
      return showMove(visit, { workflows: move.workflows, results });
    }),
  );
  formPage(app, ports, '/aftaler/:school/ny', {
    show: showNew,
    deeds: {
      async gem(visit, { policy = '' }) {
        const school = await agreementNamed(ports, visit.person, nameOf(visit), 'agreement.move');
        await addVersion(ports, visit.person, school, readTyped(policy));
      },
    },
  });
}

/** R07: over an agreement that is old. */
export async function ReviewBanner(visit: Visit, name: string): Promise<Markup> {
  const due = await toBeReviewed(visit.ports, name === MUNICIPAL ? undefined : name);
  if (due === undefined) return <></>;
  return (
    <Alert kind="warning">
      <p class="alert-text">{reviewText(due)}</p>
    </Alert>
  );
}

async function showVersions(visit: Visit): Promise<Response> {
  const { c, ports, person, reader } = visit;
  const name = nameOf(visit);
  const school = await agreementNamed(ports, person, name, 'agreement.read');
  const [versions, people] = await Promise.all([toldVersions(ports, school), colleagues(ports.table)]);
  return page(
    c,
    <Layout title={`${agreementTitle(name)}: udgaver`} at="/aftaler" reader={reader}>
      <BackLink href={`/aftaler/${encodeURIComponent(name)}`}>{agreementTitle(name)}</BackLink>
      <h1 class="h2 rt-title">{LIFE.versions}</h1>
      <p class="rt-hint">{versions.length === 0 ? LIFE.own : LIFE.versionsHint}</p>
      {versions.map(({ version, policy, added, changes }) => (
        <section class="rt-section" aria-labelledby={`udgave-${String(version)}`}>
          <h2 class="h4" id={`udgave-${String(version)}`}>
            Udgave {String(version)}
            {policy.name !== undefined && `: ${policy.name}`}
          </h2>
          <p class="rt-quiet">{addedText(added?.at, added?.by && people.nameOf(added.by))}</p>
          {changes === undefined && <p>{LIFE.first}</p>}
          {changes?.length === 0 && <p>{LIFE.same}</p>}
          {changes !== undefined && changes.length > 0 && <Changes changes={changes} />}
        </section>
      ))}
    </Layout>,
  );
}

type Difference = NonNullable<Awaited<ReturnType<typeof toldVersions>>[number]['changes']>[number];

function Changes({ changes }: { readonly changes: readonly Difference[] }): Markup {
  return (
    <table class="table table--compact table--borderless table-md-responsive-headers rt-table">
      <thead>
        <tr>
          <th scope="col">Regel</th>
          <th scope="col">Hvad</th>
          <th scope="col">Før</th>
          <th scope="col">Nu</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ rule, words, before, after }) => (
          <tr>
            <td data-title="Regel">{rule}</td>
            <td data-title="Hvad">{words}</td>
            <td data-title="Før">{before}</td>
            <td data-title="Nu">{after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface Done {
  readonly workflows: readonly WorkflowMove[];
  readonly results: readonly Moved[];
}

/** The dry run; after the move what came of each workflow, and what is left. */
async function showMove(visit: Visit, done?: Done): Promise<Response> {
  const { c, ports, person, reader } = visit;
  const name = nameOf(visit);
  const school = await agreementNamed(ports, person, name, 'agreement.move');
  const { to, workflows } = await dryRun(ports, person, school);
  const youths = await getYouths(
    ports.table,
    [...workflows, ...(done?.workflows ?? [])].flatMap(({ youth }) => youth ?? []),
  );
  const whose = ({ youth }: WorkflowMove): string => {
    const known = youth === undefined ? undefined : youths.get(youth);
    return known ? fullName(known) : agreementTitle(name);
  };
  const moving = workflows.flatMap(({ tasks }) => tasks.filter(({ moves }) => moves));
  return page(
    c,
    <Layout title={`${agreementTitle(name)}: flyt`} at="/aftaler" reader={reader}>
      <BackLink href={`/aftaler/${encodeURIComponent(name)}`}>{agreementTitle(name)}</BackLink>
      <h1 class="h2 rt-title">{LIFE.move}</h1>
      {done && <Results done={done} whose={whose} />}
      {workflows.length === 0 ? (
        <Empty>{LIFE.nothingToMove}</Empty>
      ) : (
        <>
          <p class="rt-hint">{LIFE.moveHint}</p>
          <p>
            Til {versionText(to)}. {moveSum(workflows.length, moving.length)}
          </p>
          {workflows.map((workflow) => (
            <WorkflowCard workflow={workflow} whose={whose(workflow)} />
          ))}
          <form method="post" action={`/aftaler/${encodeURIComponent(name)}/flyt`} class="rt-form">
            <input type="hidden" name="token" value={reader.token} />
            <input type="hidden" name="once" value={ports.newId()} />
            <button class="button button-primary">{LIFE.doMove}</button>
          </form>
        </>
      )}
    </Layout>,
  );
}

function WorkflowCard({
  workflow,
  whose,
}: {
  readonly workflow: WorkflowMove;
  readonly whose: string;
}): Markup {
  const { from, tasks, caseTerms } = workflow;
  const moving = tasks.filter(({ moves }) => moves);
  return (
    <section class="rt-card">
      <h2 class="h5">{whose}</h2>
      <p class="rt-quiet">
        Følger {versionText(from)} · {tasks.map(({ task }) => KIND_LABELS[task.kind]).join(', ')}
      </p>
      <ul>
        {moving.length === 0 && <li>{LIFE.noChange}</li>}
        {moving.map(({ task, after }) => (
          <li>
            {taskMoveText({
              kind: task.kind,
              before: task.placement,
              after: after.placement,
              why: after.due,
            })}
          </li>
        ))}
        {caseTerms && <li>{LIFE.caseTerms}</li>}
      </ul>
    </section>
  );
}

function Results({
  done: { workflows, results },
  whose,
}: {
  readonly done: Done;
  readonly whose: (workflow: WorkflowMove) => string;
}): Markup {
  const all = results.every(({ result }) => result === 'moved' || result === 'ended');
  return (
    <Alert kind={all ? 'success' : 'warning'}>
      <ul>
        {workflows.map((workflow) => {
          const result =
            results.find(({ workflowId }) => workflowId === workflow.workflowId)?.result ?? 'failed';
          return (
            <li>
              {whose(workflow)}: {RESULT_TEXTS[result]}
            </li>
          );
        })}
      </ul>
    </Alert>
  );
}

async function showNew(visit: Visit, forms: Forms): Promise<Markup> {
  const { ports, person, reader } = visit;
  const name = nameOf(visit);
  const school = await agreementNamed(ports, person, name, 'agreement.move');
  const { policy } = await currentTerms(ports.table, school);
  const present = deviations(policy);
  return (
    <Layout title={`${agreementTitle(name)}: ny udgave`} at="/aftaler" reader={reader}>
      <BackLink href={`/aftaler/${encodeURIComponent(name)}`}>{agreementTitle(name)}</BackLink>
      <Outcome {...forms} />
      <h1 class="h2 rt-title">{LIFE.add}</h1>
      <p class="rt-hint">{LIFE.addHint}</p>
      <PageForm forms={forms} name="gem" button={LIFE.doAdd} primary>
        <TextArea
          state={stateOf(forms, 'gem')}
          name="policy"
          label={LIFE.addLabel}
          rows={16}
          initial={present === undefined ? '' : stringify(present)}
        />
      </PageForm>
    </Layout>
  );
}
