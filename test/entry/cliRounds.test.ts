/**
 * Meetings about many youths on the command line, over the real API without a network between.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiError, type Client, CliError } from '../../entry/cli/client';
import { answerRound, showRounds } from '../../entry/cli/rounds';
import { noteMeeting, openedOnce } from '../../records/rounds';
import { call, NORD, placement, taskRow, withTasks, world, type World } from '../web/support';

const ID = `progressionRound/${NORD}/2026-4`;
const NAME = `progressionRound.${NORD}.2026-4`;
const MEMBERS = Array.from({ length: 120 }, (_, index) => ({ youth: `y${String(index + 1)}` }));
const ANSWERS = { satisfactory: true, special: false, newOffer: false };

let w: World;
let client: Client;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rounds-'));
  w = await world();
  const ask = async <T>(method: 'GET' | 'POST' | 'PUT', path: string, json?: object): Promise<T> => {
    const { status, body } = await call(w, method, path, { as: 'uu-1', ...(json && { json }) });
    if (status !== 200) throw new ApiError(status, body);
    return body as T;
  };
  client = {
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, body),
    put: (path, body) => ask('PUT', path, body),
  };
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function open(): Promise<void> {
  await openedOnce(w.table, {
    id: ID,
    kind: 'progressionRound',
    school: NORD,
    agreement: 1,
    meetingOn: '2026-11-23',
    members: MEMBERS,
  });
  const task = taskRow({
    n: 2,
    id: `${NAME}.2`,
    workflowId: ID,
    kind: 'progress.meeting',
    placement: placement({ role: 'guidance', assignee: 'uu-1' }),
  });
  await withTasks(w, task);
  await noteMeeting(w.table, ID, task.id);
}

async function printed(run: (print: (line: string) => void) => Promise<void>): Promise<string[]> {
  const lines: string[] = [];
  await run((line) => lines.push(line));
  return lines;
}
const written = (text: string): string => {
  const file = join(folder, 'svar.json');
  writeFileSync(file, text);
  return file;
};
const answering = (text: string): Promise<string[]> =>
  printed((print) => answerRound(client, NAME, written(text), print));

test('the meetings one takes part in are listed', async () => {
  expect(await printed((print) => showRounds(client, print))).toEqual(['Ingen møder.']);
  await open();
  expect(await printed((print) => showRounds(client, print))).toEqual([
    `${NAME}  23-11-2026  Progressionsmøde  ${NORD}  120 unge  åbent`,
  ]);
});

test('a file’s answers go a hundred at a time', async () => {
  await open();
  const rows = MEMBERS.map(({ youth }) => ({ youth, answers: ANSWERS }));
  expect(await answering(JSON.stringify(rows))).toEqual([
    'Gemt: 100 af 120. 120 unge mangler svar.', // nobody writes them here: the engine only notes what it is asked
    'Gemt: 120 af 120. 120 unge mangler svar.',
  ]);
  const sizes = w.engine.calls('answerYouths').map(([, args]) => (args as { rows: unknown[] }).rows.length);
  expect(sizes).toEqual([100, 20]);
});

test('a wrong answer is told with its field, a file that is none with what it should be', async () => {
  await open();
  const wrong = JSON.stringify([{ youth: 'y1', answers: { satisfactory: true, special: true } }]);
  await expect(answering(wrong)).rejects.toThrow(/rows\[0\]\.answers\.newOffer/);
  for (const text of ['ja', '{}', '[]']) await expect(answering(text)).rejects.toThrow(CliError);
  expect(w.engine.calls('answerYouths')).toEqual([]);
});
