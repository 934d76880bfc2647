/**
 * What staff have asked for a youth and nobody has begun: a placement (R35) or a programme (R38). They act on the
 * youth's wish, so nothing else has to be in order first.
 */
import { type JourneyStep } from '../contract/messages/reviews';
import { type Table } from '../contract/ports/table';
import { type Policy } from '../contract/schemas/policy';
import { type ArrangementRow, type AskedArrangement } from '../records/arrangements';
import { getOffer, type Offer } from '../records/offers';
import { type Look } from './look';

type Start = Omit<Extract<JourneyStep, { do: 'start' }>, 'do' | 'key'>;

export async function reviewArrangements(
  look: Look,
  table: Table,
  arrangements: readonly ArrangementRow[],
): Promise<void> {
  for (const asked of arrangements) {
    if (asked.state) continue;
    const offer = asked.what === 'placement' ? await getOffer(table, asked.offer) : undefined;
    look.take({ do: 'start', key: `arrangement/${asked.id}`, ...startOf(asked, offer, look.policy) });
  }
}

/** R36, R38, R39: what it keeps of the agreement it begins with. */
function startOf(asked: AskedArrangement, offer: Offer | undefined, { placement }: Policy): Start {
  const { id: arrangement } = asked;
  if (asked.what === 'programme') {
    const { kind: programme, everyDays, from, until } = asked;
    return {
      procedure: 'programme',
      rule: 'R38',
      reason: { everyDays },
      input: { arrangement, programme, everyDays, from, until },
    };
  }
  const { visits, visitEveryDays, weeks } = placement;
  const endsWithSchool = offer?.school !== undefined;
  return {
    procedure: 'placement',
    rule: 'R35',
    reason: { offer: asked.offer },
    input: { arrangement, offer: asked.offer, endsWithSchool, visits, visitEveryDays, weeks },
  };
}
