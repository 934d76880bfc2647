/**
 * R07: what still follows another version of an agreement than the newest, and what moving it would change. Reads only.
 */
import { type SchoolRef, type YouthRef } from '../contract/messages/ids';
import { type Table } from '../contract/ports/table';
import { type Instant } from '../rules/clock';
import { latestAgreement, type Terms, termsOf } from './agreements';
import { isMoved, type MovedTask, movedTask } from './movedTask';
import { wholeOverview } from './overview';
import { getYouth, holders, studentsOf } from './people';
import { type CaseRow, casesOf, getTasks, type TaskRow } from './tasks';

/** An open task under another version, and where it would stand by the newest. */
export interface TaskMove {
  readonly task: TaskRow;
  readonly after: MovedTask;
  /** Whether due date, role or person become another. */
  readonly moves: boolean;
}

/** Open tasks and cases of one workflow. */
export interface WorkflowMove {
  readonly workflowId: string;
  /** The version it follows. */
  readonly from: number;
  readonly youth?: YouthRef;
  readonly tasks: readonly TaskMove[];
  /** Whether it is a case of absence for which thresholds, target or owners of measures become others. */
  readonly caseTerms: boolean;
}

export interface AgreementMove {
  /** The newest version, 0 where there is none. */
  readonly to: number;
  readonly workflows: readonly WorkflowMove[];
}

/** What moving everything open of a school – or of the municipality – to the newest version would change. */
export async function whatMoves(
  table: Table,
  school: SchoolRef | undefined,
  now: Instant,
): Promise<AgreementMove> {
  const to = await latestAgreement(table, school);
  if (to === 0) return { to, workflows: [] };
  const [tasks, cases] = await Promise.all([openTasks(table, school, to), openCases(table, school, to)]);
  const terms = await termsOf(table, school, to);
  const ids = new Set(
    [...tasks, ...cases.map(({ id }) => ({ workflowId: id }))].map((one) => one.workflowId),
  );
  const workflows: WorkflowMove[] = [];
  for (const workflowId of [...ids].sort()) {
    const own = tasks.filter((task) => task.workflowId === workflowId);
    const open = cases.find(({ id }) => id === workflowId);
    const moves: TaskMove[] = [];
    for (const task of own) {
      const youth = task.youth === undefined ? undefined : await getYouth(table, task.youth);
      const people = await holders(table, youth, task.school ?? youth?.school);
      const after = movedTask(task, { terms, holders: people }, now);
      moves.push({ task, after, moves: isMoved(task, after) });
    }
    const youth = own[0]?.youth ?? open?.youth;
    const from = own[0]?.agreement ?? open?.agreement ?? 0;
    workflows.push({
      workflowId,
      from,
      tasks: moves,
      caseTerms: open !== undefined && caseTermsOf(await termsOf(table, school, from)) !== caseTermsOf(terms),
      ...(youth !== undefined && { youth }),
    });
  }
  return { to, workflows };
}

/** What a case of absence takes from the agreement, as one text. */
const caseTermsOf = ({ policy: { absence, measures } }: Terms): string => JSON.stringify([absence, measures]);

async function openTasks(table: Table, school: SchoolRef | undefined, to: number): Promise<TaskRow[]> {
  const ids = (await wholeOverview(table)).flatMap(({ tasks }) =>
    Object.entries(tasks).flatMap(([id, { status }]) => (status === 'open' ? [id] : [])),
  );
  const rows = await getTasks(table, ids);
  return rows.filter((row) => row.status === 'open' && row.school === school && row.agreement !== to);
}

/** Cases of those who are at the school; whoever has left it has none open (R06). */
async function openCases(table: Table, school: SchoolRef | undefined, to: number): Promise<CaseRow[]> {
  if (school === undefined) return [];
  const cases: CaseRow[] = [];
  for (const { ref } of await studentsOf(table, school)) cases.push(...(await casesOf(table, ref)));
  return cases.filter((one) => one.closedAt === undefined && one.school === school && one.agreement !== to);
}
