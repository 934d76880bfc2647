import { type JSX } from 'hono/jsx/jsx-runtime';

/** What a component answers. */
export type Markup = JSX.Element;
