/**
 * Addresses of tasks: the list, a task, and one address per form. A form answers with a redirect, so that going back
 * or reloading never does anything twice; one that could not be carried out answers with the page and what was typed.
 */
import { Hono } from 'hono';
import { getTask } from '../../../records/tasks';
import { KIND_LABELS } from '../../../texts/labels';
import { PAGE } from '../../../texts/pages';
import { takenText } from '../../../texts/pagesTasks';
import { readTask } from '../../deeds';
import { type WebPorts } from '../../ports';
import { notFound, Problem } from '../../problem';
import { logLook } from '../access';
import { Layout } from '../parts/layout';
import { say } from '../said';
import { doing, page, reading, type Sent, type Visit } from '../visit';
import { carryOut } from './carryOut';
import { showInbox } from './inbox';
import { filterAddress, readFilter } from './lists';
import { sendMany, showMany } from './manyRoutes';
import { type Failed, TaskPage } from './page';
import { type Form, FORMS, readForm } from './read';
import { filledLines } from './schoolStatus';
import { type TaskView, taskView } from './view';

export function taskPages(ports: WebPorts): Hono {
  const app = new Hono();
  app.get('/opgaver', reading(ports, showInbox));
  app.get('/opgaver/flere', showMany(ports));
  app.post('/opgaver/flere/:form', sendMany(ports));
  app.get(
    '/opgaver/:id',
    reading(ports, async (visit) => {
      const task = await readTask(ports, visit.person, visit.c.req.param('id') ?? '');
      return showTask(visit, await taskView(visit, task), visit.c.req.query('liste') ?? '');
    }),
  );
  app.post(
    '/opgaver/:id/:form',
    doing(ports, (visit, sent) => {
      const form = FORMS.find((known) => known === visit.c.req.param('form'));
      if (!form) throw notFound('Siden');
      return send(visit, visit.c.req.param('id') ?? '', form, sent);
    }),
  );
  return app;
}

/** A list's filter from an address or a form, with nothing in it but filters. */
function listOf(text: string): string {
  return filterAddress(readFilter(Object.fromEntries(new URLSearchParams(text)))).slice(1);
}

async function showTask(
  visit: Visit,
  view: TaskView,
  list: string,
  failure?: { readonly failed: Failed; readonly status: Problem['status']; readonly once: string },
): Promise<Response> {
  const { c, ports, now, reader } = visit;
  if (view.task.youth !== undefined) await logLook(visit, [view.task.youth], 'task');
  return page(
    c,
    <Layout title={KIND_LABELS[view.task.kind]} at="/opgaver" reader={reader}>
      <TaskPage
        view={view}
        now={now}
        token={reader.token}
        once={failure?.once ?? ports.newId()}
        list={listOf(list)}
        failed={failure?.failed}
      />
    </Layout>,
    failure?.status,
  );
}

async function send(visit: Visit, id: string, form: Form, sent: Sent): Promise<Response> {
  const { c, ports, person, now } = visit;
  const task = await readTask(ports, person, id);
  const view = await taskView(visit, task);
  const read = readForm(form, sent, {
    task,
    now,
    reader: person.id,
    mayGet: view.receivers.map(({ value }) => value),
    mayBeAssigned: view.assignable.map(({ value }) => value),
  });
  const list = sent.liste ?? '';
  const failed = async (
    status: Problem['status'],
    failure: Omit<Failed, 'form' | 'values'>,
  ): Promise<Response> =>
    showTask(visit, await fresh(visit, view), list, {
      failed: { form, values: sent, ...failure },
      status,
      once: sent.once ?? ports.newId(),
    });
  if ('problems' in read) {
    return failed(422, { title: PAGE.mend, detail: '', problems: read.problems });
  }
  try {
    await carryOut(visit, id, read.intent, { ...sent, note: filledLines(sent.note ?? '', task) });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (form === 'tag' && error.status === 403) return taken(visit, id, list);
    if (error.status === 403 || error.status === 404) throw error;
    return failed(error.status, {
      title: error.title,
      detail: error.fields.length > 0 ? '' : error.detail,
      problems: Object.fromEntries(error.fields.map(({ path, message }) => [fieldOf(form, path), message])),
    });
  }
  say(visit, read.intent.done, id);
  const stays = sent.fra !== 'liste' && !LEAVING.includes(form);
  return c.redirect(
    stays
      ? `/opgaver/${id}${query(list)}`
      : `/opgaver${filterAddress(readFilter(Object.fromEntries(new URLSearchParams(list))))}`,
    303,
  );
}

/** Forms after which the task is off the reader's list, and they are back on it. */
const LEAVING: readonly Form[] = ['afslut', 'giv-videre'];

/** Somebody else took it from the unit's list just before. */
async function taken(visit: Visit, id: string, list: string): Promise<Response> {
  const view = await taskView(visit, await readTask(visit.ports, visit.person, id));
  const { placement } = view.task;
  return showTask(visit, view, list, {
    failed: {
      form: 'tag',
      title: takenText(view.people.nameOf(placement.assignee)),
      detail: '',
      values: {},
      problems: {},
    },
    status: 409,
    once: visit.ports.newId(),
  });
}

const query = (list: string): string =>
  listOf(list) === '' ? '' : `?liste=${encodeURIComponent(listOf(list))}`;

/** The task as it is now: somebody else may have changed it while this form was open. */
async function fresh(visit: Visit, view: TaskView): Promise<TaskView> {
  const now = await getTask(visit.ports.table, view.task.id);
  return now && now.seq !== view.task.seq ? taskView(visit, now) : view;
}

/** The field a problem of the deed belongs to: a due time is typed in two fields. */
function fieldOf(form: Form, path: string): string {
  return form === 'udskyd' && path === 'to' ? 'date' : path.replace('target.', '');
}
