/** The activities of all workflows, made from the ports they act on. */
import { type Activities } from '../contract/messages/effects';
import { absenceAgreement, silence, targetProgress } from './attendance';
import { carryOut } from './carryOut';
import { type Ports } from './context';
import { reviewJourney } from './review';
import { sendDue } from './dispatch';
import { dueRounds, openRound } from './rounds';
import { askYouths, tellYouths } from './roundYouths';

export type { Ports } from './context';

export function createActivities(ports: Ports): Activities {
  const { table, now, engine } = ports;
  return {
    carryOut: (origin, effects) => carryOut(ports, origin, effects),
    absenceAgreement: (school) => absenceAgreement(table, school),
    targetProgress: (school, since, days) => targetProgress(table, school, since, days, now()),
    silence: (school, since) => silence(table, school, since, now()),
    reviewJourney: (youth, situation) => reviewJourney(ports, youth, situation),
    sendDue: () => sendDue(ports),
    dueRounds: (since) => dueRounds(ports, since),
    openRound: (origin, kind, meetingOn) => openRound(ports, origin, kind, meetingOn),
    askYouths: (origin, n, meetingOn, youths) => askYouths(ports, origin, n, meetingOn, youths),
    tellYouths: (origin, kind, n, youths) => tellYouths(ports, origin, kind, n, youths),
    goneProcedures: (ids) => engine.gone(ids),
  };
}
