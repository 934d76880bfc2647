/** R51, R08 with the real workflows: a question that waits is closed with everything else when the journey stands still. */
import { readScenario } from '../../simulation/scenarios/format';
import { runScenario, StepFailed } from '../../simulation/scenarios/run';
import { projectBundle } from '../support/bundle';

let bundle: string;
beforeAll(async () => {
  bundle = await projectBundle();
}, 120_000);

/** Asked on 8 September until the 15th; the youth moves on the 10th, and answers then. */
const answering = (at: string): Promise<unknown> =>
  runScenario(
    readScenario(
      `
rule: R51
title: Flytter den unge, er spørgsmålet lukket
start: 2026-09-01
school: { id: FGU-NORD, kind: fgu }
youth: { born: 2009-03-14, risk: low }
people: { contactTeacher: kl-1, schoolLeader: sl-1, coordinator: tk-1, contactPerson: kp-1 }
steps:
  - { at: 2026-09-02 10:00, moves: 2026-09-10 }
  - { at: ${at}, pulse: 4 }
until: 2026-09-12
`,
      'inline',
    ),
    bundle,
  );

test('the day before the move it can be answered, that day it is gone', async () => {
  await expect(answering('2026-09-09 23:00')).resolves.toBeDefined();
  const gone = answering('2026-09-10 00:01');
  await expect(gone).rejects.toThrow(StepFailed);
  await expect(gone).rejects.toThrow('der er ikke et spørgsmål at svare på');
});
