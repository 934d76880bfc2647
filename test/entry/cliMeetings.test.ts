/**
 * Plan, risk and meetings on the command line, over the real API without a network between.
 */
import { type Client, ApiError, CliError } from '../../entry/cli/client';
import { agreementsOf, answerMeeting, bookMeeting, verdictsOf } from '../../entry/cli/meetings';
import { confirmRisk, planOf, type PlanOptions } from '../../entry/cli/plan';
import { completeTask } from '../../entry/cli/tasks';
import { instantOf } from '../../rules/clock';
import { call, placement, taskRow, withTasks, world, type World } from '../web/support';

let w: World;
let client: Client;
const MEETING = 'familyMeeting.y1.1.2';
const HANDOVER = 'contactPersonHandover.y1.1.2';

beforeEach(async () => {
  w = await world();
  const ask = async <T>(method: 'GET' | 'POST' | 'PUT', path: string, json?: object): Promise<T> => {
    const { status, body } = await call(w, method, path, { as: 'tk-1', ...(json && { json }) });
    if (status !== 200) throw new ApiError(status, body);
    return body as T;
  };
  client = {
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, body),
    put: (path, body) => ask('PUT', path, body),
  };
  const mine = placement({ role: 'coordinator', assignee: 'tk-1' });
  const at = instantOf('2026-12-10', '10:00');
  await withTasks(
    w,
    taskRow({
      n: 2,
      id: MEETING,
      workflowId: 'familyMeeting/y1/1',
      kind: 'family.meeting',
      placement: mine,
      meeting: at,
    }),
    taskRow({
      n: 2,
      id: HANDOVER,
      workflowId: 'contactPersonHandover/y1/1',
      kind: 'contact.handover',
      placement: mine,
    }),
  );
});

async function printed(run: (print: (line: string) => void) => Promise<void>): Promise<string[]> {
  const lines: string[] = [];
  await run((line) => lines.push(line));
  return lines;
}
const plan = (options: PlanOptions): Promise<string[]> =>
  printed((print) => planOf(client, 'y1', options, print));
const sent = (): unknown[][] => w.engine.calls('act').map(([, deed, args]) => [deed, args]);

test('a plan is shown and written, one thing at a time', async () => {
  expect(await plan({})).toEqual([
    'Der er ingen plan endnu.',
    'Mangler: order, purpose, preparation, subGoals',
  ]);
  await plan({ purpose: 'Jeg vil være kok.' });
  await plan({ effort: 'Mentor', owner: 'coordinator', ends: '29-01-2027' });
  expect(await plan({ subGoal: 'Stå op', due: '2027-01-15' })).toEqual([
    'Planen gælder.',
    'Formål: Jeg vil være kok.',
    'e1  i gang  Mentor  coordinator  til 29-01-2027',
    'g1  på vej  Stå op  15-01-2027',
    'Mangler: order, preparation',
  ]);
  await expect(plan({ purpose: 'a', effort: 'b' })).rejects.toThrow(CliError);
  await expect(plan({ effort: 'Mentor' })).rejects.toThrow(/ends mangler/);
});

test('a risk is confirmed', async () => {
  expect(await printed((print) => confirmRisk(client, 'y1', 'high', print))).toEqual([
    'Risiko bekræftet: high.',
  ]);
  await expect(printed((print) => confirmRisk(client, 'y1', 'høj', print))).rejects.toThrow(
    /low, medium, high/,
  );
});

test('a time for one task, and for several of a youth', async () => {
  const book = (tasks: string[], youth?: string): Promise<string[]> =>
    printed((print) =>
      bookMeeting(client, tasks, { at: '2026-12-11T10:00', ...(youth !== undefined && { youth }) }, print),
    );
  expect(await book([MEETING])).toEqual(['Aftalt: Familiemøde, 10-12-2026 10:00.']);
  expect(await book([MEETING, HANDOVER], 'y1')).toEqual([`${MEETING}  aftalt`, `${HANDOVER}  aftalt`]);
  expect(sent().map(([deed]) => deed)).toEqual(['bookTask', 'bookTask', 'bookTask']);
  await expect(book([MEETING, HANDOVER])).rejects.toThrow('--youth');
  await expect(book([MEETING, 'familyMeeting.y9.1.1'], 'y1')).rejects.toThrow('1 af 2');
});

test('the youth’s answer', async () => {
  const lines = await printed((print) =>
    answerMeeting(client, MEETING, { answer: 'anotherTime', to: '2026-12-11T11:00' }, print),
  );
  expect(lines).toEqual(['Noteret: Familiemøde. Tiden er 10-12-2026 10:00.']);
  expect(sent()).toEqual([
    ['answerTask', expect.objectContaining({ answer: 'anotherTime', to: instantOf('2026-12-11', '11:00') })],
  ]);
});

test('a meeting is closed with the next time, agreements and verdicts', async () => {
  const options = {
    outcome: 'held',
    next: '2027-01-21T10:00',
    agreement: ['municipality:guidance:2026-12-18', 'youth:2026-12-20'],
    earlier: ['familyMeeting.y1.1.1=broken'],
  };
  await printed((print) => completeTask(client, MEETING, options, print));
  expect(sent()).toEqual([
    [
      'completeTask',
      expect.objectContaining({
        outcome: {
          outcome: 'held',
          next: instantOf('2027-01-21', '10:00'),
          agreements: [
            { party: 'municipality', role: 'guidance', due: '2026-12-18' },
            { party: 'youth', due: '2026-12-20' },
          ],
          earlier: [{ agreement: 'familyMeeting.y1.1.1', kept: false }],
        },
      }),
    ],
  ]);
});

test('agreements and verdicts that cannot be read are told', () => {
  expect(() => agreementsOf(['youth'])).toThrow(CliError);
  expect(() => agreementsOf(['a:b:c:d'])).toThrow(CliError);
  expect(() => verdictsOf(['x=måske'])).toThrow(CliError);
});
