/**
 * A page with forms of its own: each is sent to an address below the page's, answers with a redirect to it, and, where
 * it could not be carried out, with the page and what was typed.
 */
import { type Hono } from 'hono';
import { type Child } from 'hono/jsx';
import { formProblem } from '../../texts/forms';
import { PLAN } from '../../texts/plan';
import { type WebPorts } from '../ports';
import { notFound, Problem } from '../problem';
import { Alert } from './parts/basics';
import { type FormState } from './parts/fields';
import { type Markup } from './parts/markup';
import { Problems } from './parts/problems';
import { digest } from './signing';
import { doing, page, reading, type Sent, type Visit } from './visit';

/** A form that could not be carried out. */
export interface Failed {
  readonly form: string;
  readonly title: string;
  readonly detail: string;
  readonly values: Sent;
  readonly problems: Readonly<Record<string, string>>;
}

/** What the forms of a page need to be drawn. */
export interface Forms {
  /** Where the page is; its forms are below. */
  readonly base: string;
  readonly token: string;
  readonly once: string;
  readonly failed: Failed | undefined;
  /** Whether something was just saved. */
  readonly saved: boolean;
}

interface FormPage {
  /** Draws the page; throws `Problem` where it is not the reader's to see. */
  readonly show: (visit: Visit, forms: Forms) => Promise<Markup>;
  /** What each form does, by its name in the address. Throws `Problem`. */
  readonly deeds: Readonly<Record<string, (visit: Visit, sent: Sent, requestId: string) => Promise<void>>>;
}

/** Registers a page and its forms. */
export function formPage(app: Hono, ports: WebPorts, path: string, { show, deeds }: FormPage): void {
  app.get(
    path,
    reading(ports, async (visit) => {
      const saved = visit.c.req.query('gemt') === '1';
      return page(visit.c, await show(visit, formsOf(visit, visit.c.req.path, { saved })));
    }),
  );
  app.post(
    `${path}/:form`,
    doing(ports, async (visit, sent) => {
      const { c, person } = visit;
      const form = c.req.param('form') ?? '';
      const deed = Object.hasOwn(deeds, form) ? deeds[form] : undefined;
      if (!deed) throw notFound('Siden');
      const base = c.req.path.slice(0, -(form.length + 1));
      const { token: _, ...content } = sent;
      try {
        await deed(visit, content, digest([person.id, c.req.path, JSON.stringify(content)]));
      } catch (error) {
        if (!(error instanceof Problem) || error.status === 403 || error.status === 404) throw error;
        const failed = failure(form, sent, error);
        return page(c, await show(visit, formsOf(visit, base, { failed })), error.status);
      }
      return c.redirect(`${base}?gemt=1`, 303);
    }),
  );
}

function formsOf(
  { reader, ports }: Visit,
  base: string,
  { failed, saved = false }: { readonly failed?: Failed; readonly saved?: boolean },
): Forms {
  return { base, token: reader.token, once: failed?.values.once ?? ports.newId(), failed, saved };
}

/** What is shown again of a form that could not be carried out. */
export function failure(form: string, values: Sent, { title, detail, fields }: Problem): Failed {
  return {
    form,
    title,
    detail: fields.length > 0 ? '' : detail,
    values,
    problems: Object.fromEntries(
      fields.map(({ path, message }) => {
        const name = path.split(/[.[]/)[0] ?? '';
        return [name, formProblem(message, values[name])];
      }),
    ),
  };
}

/** What was just saved or could not be, above everything else. */
export function Outcome({ failed, saved }: Forms): Markup {
  if (failed) return <Problems state={failed} title={failed.title} detail={failed.detail} />;
  return saved ? (
    <Alert kind="success">
      <p class="alert-text">{PLAN.saved}</p>
    </Alert>
  ) : (
    <></>
  );
}

/** What was typed in a form, where it is the one that failed; `key` tells several of the same kind apart. */
export function stateOf({ failed }: Forms, form: string, key = ''): FormState {
  const own = failed?.form === form && (key === '' || failed.values.id === key) ? failed : undefined;
  const name = key === '' ? form : `${form}-${key}`;
  return { form: name, values: own?.values ?? {}, problems: own?.problems ?? {} };
}

/** One form of a page. */
export function PageForm({
  forms: { base, token, once },
  name,
  id,
  button,
  primary = false,
  children,
}: {
  readonly forms: Forms;
  readonly name: string;
  /** What it is about, where the page has several of the kind. */
  readonly id?: string;
  readonly button: string;
  readonly primary?: boolean;
  readonly children?: Child;
}): Markup {
  return (
    <form method="post" action={`${base}/${name}`} class="rt-form" autocomplete="off">
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="once" value={once} />
      {id !== undefined && <input type="hidden" name="id" value={id} />}
      {children}
      <button class={`button ${primary ? 'button-primary' : 'button-secondary'}`}>{button}</button>
    </form>
  );
}

/** A box to tick; what it says is sent as `ja`. */
export function Tick({
  state,
  name,
  label,
  hint,
  checked = false,
  disabled = false,
}: {
  readonly state: FormState;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly checked?: boolean;
  readonly disabled?: boolean;
}): Markup {
  const id = `${state.form}-${name}`;
  const typed = Object.keys(state.values).length > 0;
  return (
    <div class="form-group-checkbox">
      <input
        type="checkbox"
        class="form-checkbox"
        id={id}
        name={name}
        value="ja"
        checked={typed ? state.values[name] === 'ja' : checked}
        disabled={disabled}
        {...(hint !== undefined && { 'aria-describedby': `${id}-hint` })}
      />
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <span class="form-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  );
}

/** The fields that were filled in, without those the form adds itself. */
export function filled(sent: Sent, ...names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = sent[name]?.trim() ?? '';
      return value === '' ? [] : [[name, value]];
    }),
  );
}
