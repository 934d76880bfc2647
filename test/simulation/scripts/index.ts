/** What is lived on the virtual and on real servers alike, by name. */
import { type Scripts } from '../script';
import { ACTIVITIES } from './activities';
import { FAMILIES } from './families';
import { MESSAGES } from './messages';
import { RUNS } from './runs';
import { TIME } from './time';

export const SCRIPTS: Scripts = { ...TIME, ...ACTIVITIES, ...MESSAGES, ...RUNS, ...FAMILIES };
