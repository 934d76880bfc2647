/**
 * What a journey must know when it begins: whether anything may begin for its youth at all (R51), and what an earlier
 * life of it left behind, that an operator terminated. Its tasks have no workflow any more, and their numbers are taken;
 * its procedures go on and will tell the new one.
 */
import { type Beginning, type LeftBehind } from '../contract/messages/reviews';
import { journeyId, type YouthRef } from '../contract/messages/ids';
import { PROCEDURES } from '../contract/messages/vocabulary';
import { type Table } from '../contract/ports/table';
import { currentTerms } from '../records/agreements';
import { getYouth } from '../records/people';
import { situationOf } from '../records/situation';
import { casesOf, tasksOfYouth } from '../records/tasks';
import { copenhagen } from '../rules/clock';
import { type Ports } from './context';
import { standstill } from './eligibilityReview';

export async function beginning({ table, now }: Ports, ref: YouthRef): Promise<Beginning> {
  const [left, youth] = await Promise.all([leftBehind(table, ref), getYouth(table, ref)]);
  if (!youth) return { ...(left && { left }) };
  const { policy } = await currentTerms(table, youth.school);
  const still = standstill(youth, copenhagen(now()).date, policy, await situationOf(table, ref));
  return { ...(left && { left }), ...(still && { still }) };
}

/** Undefined for the first life of a journey, as almost all are. */
async function leftBehind(table: Table, youth: YouthRef): Promise<LeftBehind | undefined> {
  const [tasks, cases] = await Promise.all([tasksOfYouth(table, youth), casesOf(table, youth)]);
  const own = tasks.filter(({ workflowId }) => workflowId === journeyId(youth));
  const open = tasks.filter(({ status }) => status === 'open');
  const running = PROCEDURES.flatMap((what) =>
    [...new Set(open.map(({ workflowId }) => workflowId))]
      .filter((workflowId) => workflowId.startsWith(`${what}/`))
      .sort()
      .map((workflowId) => ({ what, workflowId })),
  );
  const openCase = cases.find(({ closedAt }) => closedAt === undefined);
  if (own.length === 0 && running.length === 0 && !openCase) return undefined;
  const days = openCase?.reason.days;
  return {
    lastTask: Math.max(0, ...own.map(({ n }) => n)),
    running,
    ...(openCase && {
      openCase: { workflowId: openCase.id, days: Array.isArray(days) ? days.map(String) : [] },
    }),
  };
}
