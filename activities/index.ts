/** The activities of all workflows, made from the ports they act on. */
import { type Activities } from '../contract/messages/effects';
import { absenceAgreement, silence, targetProgress } from './attendance';
import { carryOut } from './carryOut';
import { type Ports } from './context';
import { sendDue } from './dispatch';

export type { Ports } from './context';

export function createActivities(ports: Ports): Activities {
  const { table, now, engine } = ports;
  return {
    carryOut: (origin, effects) => carryOut(ports, origin, effects),
    absenceAgreement: (school) => absenceAgreement(table, school),
    targetProgress: (school, since, days) => targetProgress(table, school, since, days, now()),
    silence: (school, since) => silence(table, school, since, now()),
    sendDue: () => sendDue(ports),
    goneProcedures: (ids) => engine.gone(ids),
  };
}
