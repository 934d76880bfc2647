/**
 * Placements and programmes in virtual time (R35, R38): what the edge does, and youths of whom nothing is known but that
 * they hold a place or wait for one.
 */
import { type PlacementInput, type Withdrawal } from '../contract/messages/arrangements';
import { capacityId, journeyId, type OfferRef, procedureId, type YouthRef } from '../contract/messages/ids';
import { latestAgreement } from '../records/agreements';
import {
  askForArrangement,
  arrangementsOf,
  type AskedArrangement,
  isUnderWay,
} from '../records/arrangements';
import { type Offer, placesHeld, putOffer, savePlacesHeld } from '../records/offers';
import { type Table } from '../contract/ports/table';
import { type Host } from './municipality';

export class VirtualArrangements {
  constructor(
    private readonly table: Table,
    private readonly host: Host,
  ) {}

  /** There is such an offer, or it has another number of places. */
  async setOffer(offer: Offer): Promise<void> {
    await putOffer(this.table, offer);
    await this.host.signalWithStart(
      'capacity',
      capacityId(offer.id),
      [{ offer: offer.id }],
      'placesChanged',
      [],
    );
  }

  /** Staff ask for a placement or a programme; asking again with the same id changes nothing. */
  async ask(youth: YouthRef, asked: AskedArrangement): Promise<void> {
    await askForArrangement(this.table, youth, asked);
    await this.host.signal(journeyId(youth), 'review', [{ atOnce: true }]);
  }

  /** Somebody ends the newest of a youth's arrangements of this sort. */
  async withdraw(
    youth: YouthRef,
    what: AskedArrangement['what'],
    by: string,
    why: Withdrawal,
    requestId: string,
  ): Promise<void> {
    const rows = await arrangementsOf(this.table, youth);
    const found = rows.find((row) => row.what === what && isUnderWay(row));
    if (!found?.state) throw new Error(`der er intet forløb af slagsen ${what} i gang`);
    await this.host.update(found.state.workflowId, 'withdrawArrangement', [{ by, why }], requestId);
  }

  /** Another youth gets in line. */
  async anotherAsks(youth: YouthRef, offer: OfferRef): Promise<void> {
    await this.startOther(youth, offer);
  }

  /** Others hold places already, from before the offer's workflow began. */
  async othersHold(youths: readonly YouthRef[], offer: OfferRef): Promise<void> {
    const held = youths.map((youth) => ({
      placement: procedureId('placement', youth, 1),
      youth,
      since: this.host.now(),
    }));
    await savePlacesHeld(this.table, offer, { ...(await placesHeld(this.table, offer)), held });
    const running = {
      followUps: { seq: 0, tasks: [], nextTask: 1 },
      stage: 'running' as const,
      visited: 0,
      returned: false,
    };
    for (const youth of youths) await this.startOther(youth, offer, running);
  }

  private async startOther(
    youth: YouthRef,
    offer: OfferRef,
    carried?: PlacementInput['carried'],
  ): Promise<void> {
    const workflowId = procedureId('placement', youth, 1);
    const input: PlacementInput = {
      origin: { workflowId, youth, agreement: await latestAgreement(this.table, undefined) },
      rule: 'R35',
      reason: { offer },
      arrangement: youth,
      offer,
      endsWithSchool: false,
      visits: 1,
      visitEveryDays: 1,
      weeks: 1,
      ...(carried && { carried }),
    };
    await this.host.start('placement', workflowId, [input]);
  }

  /** The other youth gives the place back. */
  async anotherLeaves(youth: YouthRef, by: string): Promise<void> {
    const workflowId = procedureId('placement', youth, 1);
    await this.host.update(workflowId, 'withdrawArrangement', [{ by, why: 'declined' }], `leave-${youth}`);
  }
}
