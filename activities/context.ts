/**
 * What carrying out an effect needs to know: the agreement, the calendar, who holds which role, and whose it is.
 */
import { type Engine } from '../contract/ports/engine';
import { type DigitalPost } from '../contract/ports/digitalPost';
import { type Notifier } from '../contract/ports/notifier';
import { type Table } from '../contract/ports/table';
import { type Origin } from '../contract/messages/effects';
import { type Terms, termsOf } from '../records/agreements';
import { getYouth, type Holders, holders, type Youth } from '../records/people';
import { type Instant } from '../rules/clock';

/** The outside world as activities see it. */
export interface Ports {
  readonly table: Table;
  readonly notifier: Notifier;
  /** Where the municipality has Digital Post connected. */
  readonly digitalPost?: DigitalPost;
  readonly engine: Pick<Engine, 'wakeDispatch' | 'gone' | 'messageFailed' | 'wishForPlace'>;
  /** The present moment, in milliseconds since 1970. */
  readonly now: () => Instant;
  /** Address of the pages, for messages to staff: `https://roedtraad.kommune.example`. */
  readonly pages: string;
}

export interface Context {
  readonly table: Table;
  readonly origin: Origin;
  readonly terms: Terms;
  readonly youth: Youth | undefined;
  readonly holders: Holders;
}

export async function contextOf(table: Table, origin: Origin): Promise<Context> {
  const [terms, youth] = await Promise.all([
    termsOf(table, origin.school, origin.agreement),
    origin.youth === undefined ? undefined : getYouth(table, origin.youth),
  ]);
  return {
    table,
    origin,
    terms,
    youth,
    holders: await holders(table, youth, origin.school ?? youth?.school),
  };
}
