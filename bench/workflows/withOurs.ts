/** The same workflow in a bundle that holds ours beside it: what they cost it is what they import. */
export { bare } from './bare';
export * from '../../workflows';
