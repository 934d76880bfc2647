/**
 * Records histories of every workflow on the real server, for test/replay.test.ts: `npm run record-histories`. Run it
 * when a workflow is new or has changed behind `patched`, with a new version number; recorded ones stay.
 */
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readScenario } from '../../simulation/scenarios/format';
import { projectBundle } from '../support/bundle';
import { RealServer } from '../support/realServer';

/** Grows with every change behind `patched`. */
const VERSION = 3;

/** Scenarios, and the workflows whose histories are kept of each. */
const SCENARIOS: Readonly<Record<string, readonly string[]>> = {
  'r01-fem-i-traek': ['journey', 'absenceCase', 'dispatch'],
  'r04-hele-vejen': ['journey', 'absenceCase'],
  'r55-tavs-skole': ['schoolFeed'],
  'r02-hele-trappen': ['absenceCase'],
  'r04-frister-og-trin': ['absenceCase', 'dispatch'],
  'r05-tre-forsoeg': ['absenceCase'],
  'r06-maal-naaet': ['absenceCase'],
  'r10-mentor': ['absenceCase'],
  'r13-saerlig-indsats': ['progressionRound', 'yearWheel'],
  'r19-en-kollega-stopper': ['staffLeave'],
  'r21-ingen-loesning': ['networkConference'],
  'r26-16-aar-med-vejledning': ['prognosisRound'],
  'r15-moede-aftalt-og-holdt': ['journey', 'familyMeeting'],
  'l01-nej-tak-efter-18': ['dropoutOutreach'],
  'r07-flyttet-sag-faar-nye-graenser': ['journey', 'absenceCase'],
  'r32-en-plads-er-noget-at-gaa-til': ['journey', 'placement'],
  'r28-en-anden-kontaktperson': ['contactPersonHandover'],
  'r29-foer-18-aar': ['transitionConference'],
  'r39-fire-besoeg-foer-start': ['placement', 'capacity'],
  'r38-samtaler-hver-uge': ['programme'],
  'r08-lavt-svar': ['wellbeingPulse'],
  'r45-nej-tak-til-spoergsmaal': ['wellbeingPulse'],
  'l02-15-procent': ['journey'],
  'l01-kontakt-inden-fem-dage': ['dropoutOutreach'],
  'r32-pause-og-genoptaget': ['journey', 'dropoutOutreach'],
  'r31-tilflytter': ['newcomerContact'],
  'r50-lederen-godkender': ['referral'],
  'l03-et-doegn-ogsaa-i-weekenden': ['notification'],
  'r51-30-aar': ['journey', 'familyMeeting'],
  'opgave-genaabnet': ['absenceCase'],
  'samtale-aftalt-og-flyttet': ['absenceCase'],
};

test('record', async () => {
  const executable = process.env.TEMPORAL_TEST_SERVER;
  if (executable === undefined) throw new Error('TEMPORAL_TEST_SERVER must name the time-skipping test server');
  const bundle = await projectBundle();
  let recorded = 0;
  for (const [name, types] of Object.entries(SCENARIOS)) {
    // A round is never started twice, so each scenario has a server of its own.
    const server = await RealServer.start(executable);
    const file = path.join(__dirname, '../scenarios', `${name}.yaml`);
    const { histories } = await server.run(readScenario(readFileSync(file, 'utf8'), name), bundle);
    // Of several of a type the first.
    const wanted = new Set(types);
    for (const [id, history] of Object.entries(histories).sort(([a], [b]) => (a < b ? -1 : 1))) {
      const type = id.split('/')[0] ?? id;
      if (!wanted.delete(type)) continue;
      const json = JSON.stringify(JSON.parse(historyToJSON(history)));
      writeFileSync(path.join(__dirname, `${type}-${name}_${String(VERSION)}.json`), json);
      recorded += 1;
    }
    await server.stop();
  }
  expect(recorded).toBe(Object.values(SCENARIOS).flat().length);
}, 600_000);
