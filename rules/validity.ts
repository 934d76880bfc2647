/**
 * Rules that are in force for a time only (L6): the law changes on a date, and the rule with it.
 */
import { type IsoDate } from './calendar';

/** First and last day a rule is in force, both included; left out: from ever, or for good. */
export interface Validity {
  readonly from?: IsoDate | undefined;
  readonly until?: IsoDate | undefined;
}

/** Whether a rule with these dates is in force on a Danish date; one without dates always is. */
export function inForce({ from, until }: Validity = {}, date: IsoDate): boolean {
  return (from === undefined || date >= from) && (until === undefined || date <= until);
}
