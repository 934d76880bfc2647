/** Everything the workflow bundle holds. */
export { absenceCase } from './absenceCase';
export { dispatch } from './dispatch';
export { journey } from './journey';
export { schoolFeed } from './schoolFeed';
