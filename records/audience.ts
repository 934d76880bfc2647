/** Who of a family may hear from us (R52), by what records know of the youth. */
import { audience, type AudienceFacts } from '../rules/audience';
import { copenhagen, type Instant } from '../rules/clock';
import { type Youth } from './people';

/** What the decision rests on. */
export function audienceFacts({
  born,
  status,
  guardiansChosen = false,
  consented = false,
}: Youth): AudienceFacts {
  const situation = status === 'primarySchool' ? 'primarySchool' : status === 'none' ? 'offPlan' : 'other';
  return { born, situation, guardiansChosen, consented };
}

/** Who may be written to at a moment. */
export function mayHear(youth: Youth, now: Instant): { youth: boolean; guardians: boolean } {
  return audience(audienceFacts(youth), copenhagen(now).date);
}
