/**
 * What must run without anybody asking: on one machine while the program runs, in the cloud every few minutes.
 */
import { sweep } from '../records/absences';
import { latestAgreement } from '../records/agreements';
import { allSchools } from '../records/people';
import { sweepEvents } from '../records/schoolEvents';
import { copenhagen } from '../rules/clock';
import { deliveryTo, eventDeliveryTo } from '../web/delivery';
import { type WebPorts } from '../web/ports';

type StandingPorts = Pick<WebPorts, 'table' | 'engine' | 'now' | 'log'>;

/** What is younger is being delivered by whoever took it in. */
const OLDER_THAN_MS = 10_000;

/** Dispatch, what begins the rounds, and a feed per school; those that run already are left alone. */
export async function startWhatRunsByItself({ table, engine, now }: StandingPorts): Promise<void> {
  await engine.startDispatch();
  await engine.startYearWheel({ since: now() });
  const since = copenhagen(now()).date;
  for (const { id } of await allSchools(table)) {
    await engine.startSchoolFeed({ school: id, agreement: await latestAgreement(table, id), since });
  }
}

/** Delivers what was taken in and did not reach its journey. */
export async function deliverOwed(ports: StandingPorts): Promise<{ delivered: number; left: number }> {
  const before = ports.now() - OLDER_THAN_MS;
  const absence = await sweep(ports.table, before, deliveryTo(ports));
  const events = await sweepEvents(ports.table, before, eventDeliveryTo(ports));
  return { delivered: absence.delivered + events.delivered, left: absence.left + events.left };
}
