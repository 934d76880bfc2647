/**
 * Addresses of what is done to several tasks at once. Each task is done by itself, with an id of its own, so that
 * sending the form again does nothing twice and one that cannot be done never stops the others.
 */
import { type Context } from 'hono';
import { getTasks, type TaskRow } from '../../../records/tasks';
import { ROLE_LABELS } from '../../../texts/labels';
import { TASKS_PAGE } from '../../../texts/pagesTasks';
import { may } from '../../authorization';
import { type Colleagues, colleagues, fullName, youthsOf } from '../../people';
import { type WebPorts } from '../../ports';
import { notFound, Problem } from '../../problem';
import { inQueues } from '../../queues';
import { logLook } from '../access';
import { type Choice, type FormState } from '../parts/fields';
import { Layout } from '../parts/layout';
import { doing, page, reading, type Sent, type Visit } from '../visit';
import { carryOut } from './carryOut';
import { filterAddress, MANY_FORMS, type ManyForm, readFilter } from './lists';
import { type Chosen, ManyDone, ManyPage, type Outcome } from './many';
import { readForm } from './read';
import { receiversOf } from './view';

/** So many are done at once; more are done in several goes. */
const MOST = 50;

/** Registers the addresses; before those of a single task, whose id they would look like. */
export const showMany = (ports: WebPorts): ((c: Context) => Promise<Response>) =>
  reading(ports, (visit) => {
    const { c } = visit;
    return show(
      visit,
      formOf(c.req.query('form')),
      c.req.queries('opgave') ?? [],
      c.req.query('liste') ?? '',
    );
  });

export const sendMany = (ports: WebPorts): ((c: Context) => Promise<Response>) =>
  doing(ports, (visit, sent) => send(visit, formOf(visit.c.req.param('form')), sent));

function formOf(name: string | undefined): ManyForm {
  if (name === undefined || !Object.hasOwn(MANY_FORMS, name)) throw notFound('Siden');
  return name as ManyForm;
}

interface Read {
  readonly chosen: readonly Chosen[];
  readonly receivers: readonly Choice[];
}

/** The tasks of these that the reader may see and that are open; closed ones are told of by the list itself. */
async function readChosen({ ports, person }: Visit, ids: readonly string[]): Promise<Read> {
  if (new Set(ids).size > MOST) {
    throw new Problem(422, 'invalid-input', 'Det er for mange', TASKS_PAGE.tooManyPicked);
  }
  const found = await getTasks(ports.table, [...new Set(ids)]);
  const tasks = found.filter((task) => may(person, 'task.read', { task }));
  const [youths, people] = await Promise.all([youthsOf(ports.table, tasks), colleagues(ports.table)]);
  const chosen = tasks.map((task): Chosen => {
    const youth = youths.get(task.youth ?? '');
    return { task, who: youth ? fullName(youth) : (task.school ?? '') };
  });
  return { chosen, receivers: receiversOfAll(tasks, youths, people) };
}

/** Who may get every one of them. */
function receiversOfAll(
  tasks: readonly TaskRow[],
  youths: Awaited<ReturnType<typeof youthsOf>>,
  people: Colleagues,
): Choice[] {
  const [first, ...others] = tasks.map((task) => receiversOf(task, youths.get(task.youth ?? ''), people));
  if (!first) return [];
  const everywhere = first.filter(({ value }) =>
    others.every((choices) => choices.some((choice) => choice.value === value)),
  );
  if (others.length === 0) return everywhere;
  // Some are one youth's own and not another's: without groups, the role stands beside each name.
  return everywhere.map(({ value, label }) => {
    const role = people.byId.get(value)?.role;
    return {
      value,
      label: role === undefined || label.includes(', ') ? label : `${label}, ${ROLE_LABELS[role]}`,
    };
  });
}

async function show(
  visit: Visit,
  form: ManyForm,
  ids: readonly string[],
  list: string,
  failed?: Pick<FormState, 'values' | 'problems'> & { readonly once: string },
): Promise<Response> {
  const { c, ports, now, reader } = visit;
  const { chosen, receivers } = await readChosen(visit, ids);
  await logLook(
    visit,
    chosen.flatMap(({ task }) => task.youth ?? []),
    'tasks',
  );
  const { values = {}, problems = {}, once = ports.newId() } = failed ?? {};
  return page(
    c,
    <Layout title={MANY_FORMS[form]} at="/opgaver" reader={reader}>
      <ManyPage
        form={form}
        chosen={chosen.filter(({ task }) => task.status === 'open')}
        receivers={receivers}
        state={{ form, values, problems }}
        now={now}
        token={reader.token}
        once={once}
        list={safeList(list)}
      />
    </Layout>,
    failed ? 422 : 200,
  );
}

const safeList = (text: string): string =>
  filterAddress(readFilter(Object.fromEntries(new URLSearchParams(text)))).slice(1);

async function send(visit: Visit, form: ManyForm, sent: Sent): Promise<Response> {
  const { c, person, now, reader } = visit;
  const { opgaver = '', liste: list = '' } = sent;
  const ids = opgaver.split(' ').filter((id) => id !== '');
  const { chosen, receivers } = await readChosen(visit, ids);
  const mayGet = receivers.map(({ value }) => value);
  const read = chosen.map((one) => ({
    ...one,
    read: readForm(form, sent, { task: one.task, now, reader: person.id, mayGet, mayBeAssigned: [] }),
  }));
  const wrong = read.flatMap((one) => ('problems' in one.read ? [one.read.problems] : []))[0];
  if (wrong || chosen.length === 0) {
    return show(visit, form, ids, list, { values: sent, problems: wrong ?? {}, once: sent.once ?? '' });
  }
  const outcomes = await inQueues(
    read,
    ({ task }) => task.workflowId,
    async ({ task, who, read: wanted }): Promise<Outcome> => ({
      task,
      who,
      problem: 'intent' in wanted ? await problemOf(carryOut(visit, task.id, wanted.intent, sent)) : '',
    }),
  );
  return page(
    c,
    <Layout title={MANY_FORMS[form]} at="/opgaver" reader={reader}>
      <ManyDone form={form} outcomes={outcomes} list={safeList(list)} />
    </Layout>,
  );
}

/** Why it could not be done, for the reader; undefined when it was. */
async function problemOf(done: Promise<void>): Promise<string | undefined> {
  try {
    await done;
    return undefined;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.status === 404) return TASKS_PAGE.notFound;
    return error.status === 403 ? TASKS_PAGE.notAllowed : error.detail;
  }
}
