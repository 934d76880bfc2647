/**
 * A task that is opened again while its procedure is being stopped, because records do not answer just then: no task is
 * left open that nobody could carry out.
 */
import { readScenario } from '../../simulation/scenarios/format';
import { runScenario } from '../../simulation/scenarios/run';
import { type Around } from '../../simulation/municipality';
import { projectBundle } from '../support/bundle';

let bundle: string;
beforeAll(async () => {
  bundle = await projectBundle();
}, 120_000);

const STOPPED = readScenario(
  `
rule: R51
title: Genåbnet i samme øjeblik
start: 2026-10-01
youth: { born: 2010-10-05, risk: low, status: none }
people: { coordinator: tk-1, guidance: uu-1, network: net-1 }
steps:
  - { at: 2026-10-05 10:00, by: uu-1, complete: dropout.contact, with: { outcome: reached, channel: phone } }
  - { at: 2026-10-06 10:00, moves: 2026-10-06 }
  - { at: 2026-10-06 10:01, by: uu-1, reopen: dropout.contact }
until: 2026-10-07
`,
  'ending',
);

test('what is opened again while everything ends is withdrawn', async () => {
  let tries = 0;
  const around: Around = (activities) => ({
    ...activities,
    carryOut: (origin, effects) => {
      const isStopping = effects.some(({ do: what }) => what === 'withdrawTask');
      const isDown = origin.workflowId.startsWith('dropoutOutreach/') && isStopping && (tries += 1) <= 8;
      return isDown ? Promise.reject(new Error('down')) : activities.carryOut(origin, effects);
    },
  });
  const { journal } = await runScenario(STOPPED, bundle, { around });
  const outreach = journal.filter(({ kind }) => kind?.startsWith('dropout.'));
  expect(outreach.map(({ event, kind }) => `${event} ${String(kind)}`)).toEqual([
    'task.opened dropout.contact',
    'task.completed dropout.contact',
    'task.opened dropout.newActivity',
    'task.withdrawn dropout.newActivity',
    'task.reopened dropout.contact',
    'task.withdrawn dropout.contact',
  ]);
});
