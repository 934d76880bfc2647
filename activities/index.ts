/** The activities of all workflows, made from the ports they act on. */
import { type Activities } from '../contract/messages/activities';
import { absenceAgreement, silence, targetProgress } from './attendance';
import { carryOut } from './carryOut';
import { type Ports } from './context';
import { askPulse } from './pulses';
import { beginning } from './beginning';
import { reviewJourney } from './review';
import { placesOf, savePlaces, wishForPlace } from './places';
import { sendDue } from './dispatch';
import { staffLeft } from './leaving';
import { dueRounds, openRound } from './rounds';
import { askYouths, tellYouths } from './roundYouths';

export type { Ports } from './context';

export function createActivities(ports: Ports): Activities {
  const { table, now, engine } = ports;
  return {
    carryOut: (origin, effects) => carryOut(ports, origin, effects),
    absenceAgreement: (school, version) => absenceAgreement(table, school, version),
    targetProgress: (school, since, days) => targetProgress(table, school, since, days, now()),
    silence: (school, since) => silence(table, school, since, now()),
    beginning: (youth) => beginning(ports, youth),
    reviewJourney: (youth, situation) => reviewJourney(ports, youth, situation),
    askPulse: (origin, k) => askPulse(ports, origin, k),
    sendDue: () => sendDue(ports),
    dueRounds: (since) => dueRounds(ports, since),
    openRound: (origin, kind, meetingOn) => openRound(ports, origin, kind, meetingOn),
    askYouths: (origin, n, meetingOn, youths) => askYouths(ports, origin, n, meetingOn, youths),
    tellYouths: (origin, kind, n, youths) => tellYouths(ports, origin, kind, n, youths),
    staffLeft: (staff) => staffLeft(ports, staff),
    wishForPlace: (offer, wish) => wishForPlace(ports, offer, wish),
    placesOf: (offer) => placesOf(ports, offer),
    savePlaces: (offer, places) => savePlaces(ports, offer, places),
    goneProcedures: (ids) => engine.gone(ids),
  };
}
