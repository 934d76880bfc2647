/**
 * How things stand with the young people, in five numbers for the dashboard and its alarms.
 */
import { type Engine } from '../../contract/ports/engine';
import { type Table } from '../../contract/ports/table';
import { type DomainMetric } from '../../contract/schemas/cloud';
import { queued } from '../../records/notices';
import { allStaff, unitsOf } from '../../records/people';
import { inbox, type TaskRow } from '../../records/tasks';
import { type Instant } from '../../rules/clock';

/** A message that is this late is waiting for something that does not come. */
const UNSENT_AFTER_MS = 15 * 60_000;
const MS_PER_HOUR = 3_600_000;

export interface NumberPorts {
  readonly table: Table;
  readonly engine: Pick<Engine, 'workflows'>;
  readonly now: () => Instant;
}

export async function domainNumbers({
  table,
  engine,
  now,
}: NumberPorts): Promise<Record<DomainMetric, number>> {
  const at = now();
  const [tasks, late, failing] = await Promise.all([
    openTasks(table),
    queued(table, at - UNSENT_AFTER_MS),
    engine.workflows({ failing: true }),
  ]);
  const waits = tasks
    .filter(({ kind }) => kind === 'absence.firstContact')
    .map(({ openedAt }) => at - openedAt);
  return {
    OverdueTasks: tasks.filter(({ placement }) => placement.due < at).length,
    UnsentMessages: late.length,
    StuckWorkflows: failing.length,
    SilentSchools: tasks.filter(({ kind }) => kind === 'school.silent').length,
    LongestWaitHours: Math.max(0, ...waits) / MS_PER_HOUR,
  };
}

/** Every open task stands on one list: its holder's, a person or a unit. */
async function openTasks(table: Table): Promise<TaskRow[]> {
  const staff = await allStaff(table);
  const lists = new Set(staff.flatMap((person) => [person.id, ...unitsOf(person)]));
  const tasks: TaskRow[] = [];
  // One after the other: this runs beside people who wait for pages.
  for (const list of lists) tasks.push(...(await inbox(table, list)));
  return tasks;
}
