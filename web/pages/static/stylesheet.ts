/**
 * Our own stylesheet: what the design system has no component for – the menu, the dense task list, two columns, the
 * timeline. Colours and sizes are the design system's; its root font size makes 1rem ten pixels.
 */
import { CONTENT } from './content';
import { FORMS } from './forms';
import { FRAME } from './frame';
import { ME_STYLE } from './me';
import { NUMBERS } from './numbers';
import { ROUND_STYLE } from './rounds';
import { TASK_LIST } from './taskList';

export const STYLESHEET = [FRAME, TASK_LIST, CONTENT, NUMBERS, FORMS, ROUND_STYLE, ME_STYLE].join('\n');
