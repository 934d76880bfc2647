/**
 * Handing a school's message to a youth's journey: at once when it is taken in, later by the sweeper.
 */
import { EngineBusyError } from '../contract/ports/engine';
import { type Deliver } from '../records/absences';
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

/** A kind of failure: messages may hold ids and data. */
function codeOf(error: unknown): string {
  if (error instanceof EngineBusyError) return 'engineBusy';
  return error instanceof Error ? error.name : 'unknown';
}
