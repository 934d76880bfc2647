/**
 * Somebody on the page of a meeting about many youths.
 */
import { answersOf } from '../../records/rounds';
import { holdRound, pathOf } from './roundTown';
import { type Town, type Who } from './town';
import { visiting, type Visitor } from './visitor';

export const ID = 'progressionRound/FGU-NORD/2026-4';
export const PATH = pathOf('progressionRound');
export const YOUTHS = ['yfreja', 'ynoah', 'yviktor'];
export const GOOD = { satisfactory: 'ja', special: 'nej', newOffer: 'nej' };
export const SAID = { satisfactory: true, special: false, newOffer: false };

/** Fields of a row as the form sends them, with the mark of the page that was last read. */
export function row(
  visitor: Visitor,
  youth: string,
  fields: Readonly<Record<string, string>>,
): Record<string, string> {
  const mark = new RegExp(`name="${youth}\\.var" value="([^"]*)"`).exec(visitor.page.html)?.[1] ?? '';
  return Object.fromEntries(
    Object.entries({ ...fields, var: mark }).map(([field, text]) => [`${youth}.${field}`, text]),
  );
}

/** Somebody on the page of the school's meeting. */
export async function meeting(
  who: Who = 'per',
  youths: readonly string[] = YOUTHS,
): Promise<{ town: Town; visitor: Visitor }> {
  const { town, visitor } = await visiting(who);
  await holdRound(town, 'progressionRound', 'per', youths);
  await visitor.get(PATH);
  return { town, visitor };
}

export const savedIn = async ({ table }: Town): Promise<Record<string, unknown>> =>
  Object.fromEntries([...(await answersOf(table, ID))].map(([youth, { answers }]) => [youth, answers]));

/** The part of the page that is one youth's. */
export const rowOf = ({ page }: Visitor, youth: string): string =>
  new RegExp(`<tr id="r-${youth}".*?</tr>`, 's').exec(page.html)?.[0] ?? '';
