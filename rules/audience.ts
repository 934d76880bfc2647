/**
 * R52: whom a message about a youth may go to. Decided at the moment of sending, never earlier, so that an
 * eighteenth birthday between planning and sending changes the answer.
 */
import { ageOn, type IsoDate } from './calendar';

/** What the decision rests on. */
export interface AudienceFacts {
  readonly born: IsoDate;
  /** The youth's situation, as RULES names them. */
  readonly situation: 'primarySchool' | 'offPlan' | 'other';
  /** A person chose to involve the guardians of a youth under 18. */
  readonly guardiansChosen: boolean;
  /** The youth, 18 or over, agreed that guardians are involved. */
  readonly consented: boolean;
}

/** Who may be written to on this date. */
export function audience(facts: AudienceFacts, on: IsoDate): { youth: boolean; guardians: boolean } {
  const age = ageOn(facts.born, on);
  if (age >= 18) return { youth: true, guardians: facts.consented };
  if (facts.situation === 'primarySchool') return { youth: false, guardians: true };
  if (facts.situation === 'offPlan' && age >= 15) return { youth: true, guardians: true };
  return { youth: true, guardians: facts.guardiansChosen };
}
