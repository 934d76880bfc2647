/**
 * Tasks on the command line.
 */
import { type z } from 'zod';
import { type taskDetail, type taskList } from '../../contract/schemas/answers/tasks';
import { type Client, CliError } from './client';
import { agreementsOf, verdictsOf } from './meetings';
import { dayAndTime } from './texts';

type Print = (line: string) => void;
type Tasks = z.output<typeof taskList>;
type Task = z.output<typeof taskDetail>;

/** Prints the open tasks, the most urgent first. */
export async function showTasks(client: Client, { due }: { due?: string }, print: Print): Promise<void> {
  const query = due === undefined ? '' : `?${new URLSearchParams({ due }).toString()}`;
  const { tasks } = await client.get<Tasks>(`/api/v1/tasks${query}`);
  if (tasks.length === 0) print('Ingen åbne opgaver.');
  for (const task of tasks) {
    const marks = [
      ...(task.overdue ? ['over tid'] : []),
      ...(task.relation === 'former' ? [`gået videre til ${task.assignee.name}`] : []),
      ...(task.relation === 'unit' ? ['fælles liste'] : []),
    ];
    const cells = [
      task.id,
      dayAndTime(task.due),
      task.title,
      task.youth?.name ?? task.school ?? '',
      ...marks,
    ];
    print(cells.join('  '));
  }
}

/** Completes a task and prints what it is now. */
export async function completeTask(
  client: Client,
  id: string,
  options: Readonly<Record<string, string | readonly string[]>>,
  print: Print,
): Promise<void> {
  const { maxUnlawfulDays, withinSchoolDays, agreement = [], earlier = [], ...fields } = options;
  const target = targetOf(maxUnlawfulDays, withinSchoolDays);
  const task = await client.post<Task>(`/api/v1/tasks/${encodeURIComponent(id)}/complete`, {
    ...fields,
    ...(target && { target }),
    ...(agreement.length > 0 && { agreements: agreementsOf([agreement].flat()) }),
    ...(earlier.length > 0 && { earlier: verdictsOf([earlier].flat()) }),
  });
  print(
    task.status === 'open'
      ? `Noteret: ${task.title}. Ny frist ${dayAndTime(task.due)}.`
      : `Afsluttet: ${task.title}.`,
  );
}

function targetOf(days: unknown, within: unknown): object | undefined {
  if (days === undefined && within === undefined) return undefined;
  if (days === undefined || within === undefined) {
    throw new CliError('Et mål har både --max-unlawful-days og --within-school-days.');
  }
  return { maxUnlawfulDays: Number(days), withinSchoolDays: Number(within) };
}
