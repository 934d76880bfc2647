/**
 * Where a youth's journey stands: its stage and what is measured on it (R22), how the youth is (R08), and how soon
 * somebody answered (R23). The same for page and API; for whoever may see the youth.
 */
import { type YouthRef } from '../contract/messages/ids';
import { type Person } from '../contract/ports/identity';
import { currentTerms } from '../records/agreements';
import { lastContact, overviewOf } from '../records/overview';
import { type Youth } from '../records/people';
import { openPulse, type Pulse, pulsesOf } from '../records/pulses';
import { type CaseResponse, responsesOf } from '../records/responses';
import { type StageMeasures, stageMeasures, type StageRow, stagesOf } from '../records/stage';
import { type TaskRow } from '../records/tasks';
import { daysBetween } from '../rules/calendar';
import { copenhagen } from '../rules/clock';
import { type WebPorts } from './ports';
import { readYouth } from './youths';

export interface Standing {
  readonly youth: Youth;
  readonly tasks: readonly TaskRow[];
  readonly stage: StageRow | undefined;
  readonly measures: StageMeasures;
  /** The newest first. */
  readonly pulses: readonly Pulse[];
  readonly waiting: Pulse | undefined;
  readonly responses: readonly CaseResponse[];
  /** R23: within so many working days somebody is to be in touch. */
  readonly agreedDays: number;
  readonly daysSinceContact: number | undefined;
}

/** Throws `Problem` 403 or 404. Reading is not logged here: the page and the route do. */
export async function readStanding(ports: WebPorts, person: Person, ref: YouthRef): Promise<Standing> {
  const { table } = ports;
  const now = ports.now();
  const { youth, tasks } = await readYouth(ports, person, ref);
  const [{ policy }, stages, measures, pulses, waiting, responses, overview] = await Promise.all([
    currentTerms(table, youth.school),
    stagesOf(table, [ref]),
    stageMeasures(table, ref),
    pulsesOf(table, ref),
    openPulse(table, ref, now),
    responsesOf(table, ref, now),
    overviewOf(table, [ref]),
  ]);
  const row = overview.get(ref);
  const contact = row && lastContact(row);
  return {
    youth,
    tasks,
    stage: stages.get(ref),
    measures,
    pulses,
    waiting,
    responses,
    agreedDays: policy.response.days,
    daysSinceContact:
      contact === undefined ? undefined : daysBetween(copenhagen(contact).date, copenhagen(now).date),
  };
}
