/**
 * What recurs for everybody: the schools' progression rounds (R13), the municipality's prognosis rounds (R26) and the
 * network's conferences (R21). Sleeps on one timer until the next of them begins, and starts it.
 *
 * Nothing is started twice: each look covers the time since the last, and a round's id says school and quarter,
 * half-year or day.
 */
import { continueAsNew, sleep } from '@temporalio/workflow';
import { type YearWheelInput } from '../contract/messages/rounds';
import { activities, isFull } from './followUps';
import { startOnce } from './starting';

/** About a year of conferences; a run is not to outlive many versions of this code. */
const LOOKS_PER_RUN = 30;

export async function yearWheel({ since }: YearWheelInput): Promise<void> {
  let seen = since;
  for (let looks = 0; looks < LOOKS_PER_RUN && !isFull(); looks += 1) {
    const { rounds, until, lookAgainAt } = await activities.dueRounds(seen);
    for (const { kind, rule, input } of rounds) {
      await startOnce(kind, input.origin.workflowId, input, rule);
    }
    seen = until;
    await sleep(Math.max(1, lookAgainAt - Date.now()));
  }
  await continueAsNew<typeof yearWheel>({ since: seen });
}
