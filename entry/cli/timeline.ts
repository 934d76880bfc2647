/**
 * A youth's journal on the command line.
 */
import { type z } from 'zod';
import { type timelineAnswer } from '../../contract/schemas/answers/youths';
import { type Client } from './client';
import { dayAndTime } from './texts';

/** Prints the journal, oldest first: when, what, by which rule, and the facts behind it. */
export async function showTimeline(
  client: Client,
  ref: string,
  print: (line: string) => void,
): Promise<void> {
  const path = `/api/v1/youths/${encodeURIComponent(ref)}/timeline`;
  const { entries } = await client.get<z.output<typeof timelineAnswer>>(path);
  if (entries.length === 0) print('Der er ikke sket noget endnu.');
  for (const { at, late, label, rule, kind, assignee, due, reason = {} } of entries) {
    const facts = Object.entries(reason).map(([name, value]) => `${name}=${String(value)}`);
    const cells = [
      dayAndTime(at),
      ...(late === undefined ? [] : [`(skete ${dayAndTime(late)})`]),
      rule,
      label,
      ...(kind === undefined ? [] : [kind]),
      ...(assignee === undefined ? [] : [assignee]),
      ...(due === undefined ? [] : [`frist ${dayAndTime(due)}`]),
      ...facts,
    ];
    print(cells.join('  '));
  }
}
