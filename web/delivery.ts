/**
 * Handing a school's message to a youth's journey: at once when it is taken in, later by the sweeper.
 */
import { EngineBusyError } from '../contract/ports/engine';
import { type Deliver } from '../records/absences';
import { type DeliverEvent } from '../records/schoolEvents';
import { latestAgreement } from '../records/agreements';
import { type WebPorts } from './ports';

/** Delivers to the engine. A failure is logged by its kind and passed on: the message stays owed. */
export function deliveryTo({ table, engine, log }: Pick<WebPorts, 'table' | 'engine' | 'log'>): Deliver {
  return async (youth, report) => {
    try {
      const agreement = await latestAgreement(table, undefined);
      await engine.reportAbsence({ youth, agreement }, report);
    } catch (error) {
      log({ event: 'absence.undelivered', school: report.school, code: codeOf(error) });
      throw error;
    }
  };
}

/** Tells a journey of a school's event (R33). A failure is logged and passed on: the event stays owed. */
export function eventDeliveryTo({ engine, log }: Pick<WebPorts, 'engine' | 'log'>): DeliverEvent {
  return async (youth, event, at) => {
    try {
      await engine.reportSchoolEvent(youth, { event, at, atOnce: true });
    } catch (error) {
      log({ event: 'schoolEvent.undelivered', code: codeOf(error) });
      throw error;
    }
  };
}

/** A kind of failure: messages may hold ids and data. */
function codeOf(error: unknown): string {
  if (error instanceof EngineBusyError) return 'engineBusy';
  return error instanceof Error ? error.name : 'unknown';
}
