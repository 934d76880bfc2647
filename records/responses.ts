/**
 * The response times of a youth's cases of absence (R23), from their rows and tasks.
 */
import { type YouthRef } from '../contract/messages/ids';
import { type Table } from '../contract/ports/table';
import { type Instant } from '../rules/clock';
import { type CaseMoments, type ResponseTime, responseTime } from '../rules/response';
import { currentTerms, type Terms } from './agreements';
import { type CaseRow, casesOf, type TaskRow, tasksOfYouth } from './tasks';

/** The response time of one case. */
export interface CaseResponse extends ResponseTime {
  readonly case: CaseRow;
}

/** What happened to a case; a case that was withdrawn never was. */
function momentsOf(
  { id, openedAt, closedAt, closing, reason }: CaseRow,
  tasks: readonly TaskRow[],
): CaseMoments | undefined {
  if (closing === 'withdrawn') return undefined;
  const contacts = tasks.flatMap(({ workflowId, outcome, closedAt: at }) =>
    workflowId === id && at !== undefined && (outcome?.outcome === 'reached' || outcome?.outcome === 'held')
      ? [at]
      : [],
  );
  return {
    receivedAt: typeof reason.receivedAt === 'number' ? reason.receivedAt : openedAt,
    firstTaskAt: openedAt,
    ...(contacts.length > 0 && { contactAt: Math.min(...contacts) }),
    ...(closedAt !== undefined && { closedAt }),
  };
}

/** The response times of these cases, the newest first. */
export function responsesTo(
  cases: readonly CaseRow[],
  tasks: readonly TaskRow[],
  terms: (school: string) => Terms,
  now: Instant,
): CaseResponse[] {
  return [...cases]
    .sort((a, b) => b.openedAt - a.openedAt)
    .flatMap((one) => {
      const moments = momentsOf(one, tasks);
      if (!moments) return [];
      const { policy, closed } = terms(one.school);
      const agreed = {
        days: policy.response.days,
        kind: 'school' as const,
        closed,
        closing: policy.deadlines.closing,
      };
      return [{ case: one, ...responseTime(moments, agreed, now) }];
    });
}

export async function responsesOf(table: Table, youth: YouthRef, now: Instant): Promise<CaseResponse[]> {
  const [cases, tasks] = await Promise.all([casesOf(table, youth), tasksOfYouth(table, youth)]);
  const schools = [...new Set(cases.map(({ school }) => school))];
  const terms = new Map(
    await Promise.all(schools.map(async (school) => [school, await currentTerms(table, school)] as const)),
  );
  return responsesTo(
    cases,
    tasks,
    (school) => {
      const own = terms.get(school);
      if (!own) throw new Error(`no terms of ${school}`);
      return own;
    },
    now,
  );
}
