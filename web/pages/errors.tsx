/**
 * What a person sees when something is not as they asked: plain words, and a way on.
 */
import { PAGE } from '../../texts/pages';
import { Problem } from '../problem';
import { Alert } from './parts/basics';
import { Layout, type Reader } from './parts/layout';
import { type Markup } from './parts/markup';

const HEADINGS: Partial<Record<Problem['status'], readonly [string, string]>> = {
  403: [PAGE.forbiddenTitle, PAGE.forbidden],
  404: [PAGE.notFoundTitle, PAGE.notFound],
  500: [PAGE.failedTitle, PAGE.failed],
};

/** A problem as a page of its own. */
export function problemPage(problem: Problem, reader?: Reader): Markup {
  const ours = problem.code === 'form-too-old' || problem.code === 'engine-busy';
  const [title, text] = (ours ? undefined : HEADINGS[problem.status]) ?? [problem.title, problem.detail];
  return (
    <Layout title={title} reader={reader}>
      <h1 class="h2">{title}</h1>
      <p class="font-lead">{text}</p>
      <p>
        <a href="/">{reader ? 'Gå til mine opgaver' : 'Gå til forsiden'}</a>
      </p>
    </Layout>
  );
}

/** The session ran out while somebody was writing: what they wrote is shown, so that they can take it along. */
export function lostSessionPage(note: string, path: string): Markup {
  const task = /^\/(?:opgaver|moeder)\/[\w.-]+/.exec(path)?.[0] ?? '/';
  return (
    <Layout title={PAGE.lostTitle}>
      <h1 class="h2">{PAGE.lostTitle}</h1>
      <p class="font-lead">{PAGE.lost}</p>
      {note !== '' && (
        <Alert kind="info" heading={PAGE.lostNoteTitle}>
          <p class="alert-text rt-words">{note}</p>
        </Alert>
      )}
      <p>
        <a class="button button-primary" href={`/log-ind?til=${encodeURIComponent(task)}`}>
          Log ind igen
        </a>
      </p>
    </Layout>
  );
}

/** What the pages could not foresee. */
export const unforeseen = (): Problem => new Problem(500, 'failed', PAGE.failedTitle, PAGE.failed);

/** The first line of our own code in a stack: `web/pages/tasks/view.ts:61:20`. */
export function placeOf({ stack = '' }: Error): string {
  return /\(?((?:web|records|texts|rules|contract)\/[^()\s]+:\d+:\d+)\)?/.exec(stack)?.[1] ?? 'unknown';
}
