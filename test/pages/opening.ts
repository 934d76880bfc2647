/**
 * A task page somebody stands on.
 */
import { type TaskRow } from '../../records/tasks';
import { type Town, type Who } from './town';
import { type Page, visiting, type Visitor } from './visitor';

export async function opening(
  who: Who,
  row: TaskRow,
): Promise<{ town: Town; visitor: Visitor; path: string }> {
  const { town, visitor } = await visiting(who);
  const path = `/opgaver/${row.id}`;
  expect((await visitor.get(path)).status).toBe(200);
  return { town, visitor, path };
}

/** The words on the page that follows. */
export async function following(visitor: Visitor, answer: Page): Promise<string> {
  expect(answer.status).toBe(303);
  return (await visitor.get(answer.to ?? '')).html;
}
