/** The workflows the simulation is tested with. */
export * from './activities';
export * from './families';
export * from './messages';
export * from './misuse';
export * from './records';
export * from './time';
