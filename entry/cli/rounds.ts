/**
 * Meetings about many youths on the command line.
 */
import { readFileSync } from 'node:fs';
import { type z } from 'zod';
import { type roundDetail, type roundList } from '../../contract/schemas/answers/rounds';
import { type Client, CliError } from './client';
import { dayOnly } from './texts';

type Print = (line: string) => void;
type Rounds = z.output<typeof roundList>;
type Round = z.output<typeof roundDetail>;

const STATES = { preparing: 'forberedes', open: 'åbent', held: 'holdt' } as const;

/** Prints the meetings one takes part in, the latest first. */
export async function showRounds(client: Client, print: Print): Promise<void> {
  const { rounds } = await client.get<Rounds>('/api/v1/rounds');
  if (rounds.length === 0) print('Ingen møder.');
  for (const { id, meetingOn, title, school, youths, state } of rounds) {
    const cells = [id, dayOnly(meetingOn), title, school ?? '', `${String(youths)} unge`, STATES[state]];
    print(cells.filter((cell) => cell !== '').join('  '));
  }
}

/** The most one request may answer for. */
const AT_ONCE = 100;

/**
 * Answers for the youths of a meeting, from a file with `[{ "youth": …, "answers": … }]`; prints how many are left.
 * Throws {@link CliError} when the file holds no such list.
 */
export async function answerRound(client: Client, id: string, file: string, print: Print): Promise<void> {
  const rows = rowsOf(file);
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const body = { rows: rows.slice(from, from + AT_ONCE) };
    const { missing } = await client.post<Round>(`/api/v1/rounds/${encodeURIComponent(id)}/answers`, body);
    const saved = Math.min(from + AT_ONCE, rows.length);
    print(`Gemt: ${String(saved)} af ${String(rows.length)}. ${String(missing)} unge mangler svar.`);
  }
}

function rowsOf(file: string): unknown[] {
  let rows: unknown;
  try {
    rows = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new CliError(`${file} kan ikke læses som JSON.`);
  }
  if (!Array.isArray(rows) || rows.length === 0)
    throw new CliError(`${file} skal have en liste af svar, som [{"youth": "y7k2m", "answers": {…}}].`);
  return rows;
}
