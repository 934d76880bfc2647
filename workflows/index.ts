/** Everything the workflow bundle holds. */
export { absenceCase } from './absenceCase';
export { contactPersonHandover } from './contactPersonHandover';
export { dispatch } from './dispatch';
export { familyMeeting } from './familyMeeting';
export { journey } from './journey';
export { networkConference } from './networkConference';
export { prognosisRound } from './prognosisRound';
export { progressionRound } from './progressionRound';
export { schoolFeed } from './schoolFeed';
export { transitionConference } from './transitionConference';
export { yearWheel } from './yearWheel';
