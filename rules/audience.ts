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

/** Who decides whether guardians are told: the law, a person's choice, or the youth, who is of age. */
export type GuardianDecision = 'law' | 'choice' | 'consent';

export function guardianDecision(
  { born, situation }: Pick<AudienceFacts, 'born' | 'situation'>,
  on: IsoDate,
): GuardianDecision {
  const age = ageOn(born, on);
  if (age >= 18) return 'consent';
  return situation === 'primarySchool' || (situation === 'offPlan' && age >= 15) ? 'law' : 'choice';
}

/** Who may be written to on this date. */
export function audience(facts: AudienceFacts, on: IsoDate): { youth: boolean; guardians: boolean } {
  switch (guardianDecision(facts, on)) {
    case 'consent':
      return { youth: true, guardians: facts.consented };
    case 'law':
      return { youth: facts.situation !== 'primarySchool', guardians: true };
    case 'choice':
      return { youth: true, guardians: facts.guardiansChosen };
  }
}
