/**
 * Meetings on the command line: a time for one task or for several at once, the youth's answer, and what a meeting
 * agreed on.
 */
import { type z } from 'zod';
import { type taskDetail } from '../../contract/schemas/answers/tasks';
import { type meetingAnswer } from '../../contract/schemas/meetings';
import { type Client, CliError } from './client';
import { dayAndTime } from './texts';

type Print = (line: string) => void;
type Task = z.output<typeof taskDetail>;

/** Books one time. Several tasks of a youth share it; throws {@link CliError} when some could not. */
export async function bookMeeting(
  client: Client,
  tasks: readonly string[],
  { at, youth }: { readonly at: string; readonly youth?: string },
  print: Print,
): Promise<void> {
  const [only = ''] = tasks;
  if (tasks.length === 1) {
    const { title, meeting = '', timing } = await client.post<Task>(`${pathOf(only)}/book`, { at });
    const outside =
      timing === 'sooner' ? ' Det er før tiden.' : timing === 'tooLate' ? ' Det er for sent.' : '';
    print(`Aftalt: ${title}${meeting === '' ? '' : `, ${dayAndTime(meeting)}`}.${outside}`);
    return;
  }
  if (youth === undefined) throw new CliError('Flere opgaver på én gang hører til én ung: angiv --youth.');
  const { results } = await client.post<z.output<typeof meetingAnswer>>(
    `/api/v1/youths/${encodeURIComponent(youth)}/meetings`,
    { at, tasks },
  );
  for (const { task, booked, detail } of results)
    print(`${task}  ${booked ? 'aftalt' : (detail ?? 'ikke aftalt')}`);
  const left = results.filter(({ booked }) => !booked).length;
  if (left > 0) throw new CliError(`${String(left)} af ${String(results.length)} fik ikke tiden.`);
}

/** Registers the youth's answer to a time that is agreed. */
export async function answerMeeting(
  client: Client,
  id: string,
  options: Readonly<Record<string, string>>,
  print: Print,
): Promise<void> {
  const { title, meeting } = await client.post<Task>(`${pathOf(id)}/answer`, options);
  print(
    `Noteret: ${title}. ${meeting === undefined ? 'Der er ingen tid aftalt.' : `Tiden er ${dayAndTime(meeting)}.`}`,
  );
}

const pathOf = (id: string): string => `/api/v1/tasks/${encodeURIComponent(id)}`;

/** `municipality:guidance:2026-12-01` and `youth:2026-12-01`, as what a meeting agreed on (R16). */
export function agreementsOf(texts: readonly string[]): object[] {
  return texts.map((text) => {
    const parts = text.split(':');
    const [party, role, due] = parts.length === 2 ? [parts[0], undefined, parts[1]] : parts;
    if (parts.length < 2 || parts.length > 3)
      throw new CliError(`En aftale er part:dato eller part:rolle:dato (der står "${text}").`);
    return { party, due, ...(role !== undefined && { role }) };
  });
}

/** `familyMeeting.y1.1.1=kept` and `…=broken`, as what became of earlier agreements. */
export function verdictsOf(texts: readonly string[]): object[] {
  return texts.map((text) => {
    const [, agreement, verdict] = /^(.+)=(kept|broken)$/.exec(text) ?? [];
    if (agreement === undefined)
      throw new CliError(`En tidligere aftale er id=kept eller id=broken (der står "${text}").`);
    return { agreement, kept: verdict === 'kept' };
  });
}
