/**
 * What staff arrange for a youth with the youth's wish: a placement (R35, R36, R39) or a programme (R38) – the same for
 * pages and API. Municipal roles only (R43), and only who may change the youth's plan.
 */
import { type Withdrawal } from '../contract/messages/arrangements';
import { type YouthRef } from '../contract/messages/ids';
import { type Person } from '../contract/ports/identity';
import { type placementBody, type programmeBody } from '../contract/schemas/arrangements';
import { currentTerms } from '../records/agreements';
import { type ArrangementRow, arrangementsOf, askForArrangement, isUnderWay } from '../records/arrangements';
import { putNote } from '../records/notes';
import { allOffers, getOffer, placesHeld } from '../records/offers';
import { addDays, type IsoDate } from '../rules/calendar';
import { inLine } from '../rules/capacity';
import { copenhagen } from '../rules/clock';
import { PROGRAMME_LABELS, proofNote } from '../texts/arrangements';
import { dayText } from '../texts/times';
import { type z } from 'zod';
import { changeYouth, youthFor } from './changes';
import { explain } from './deeds';
import { type WebPorts } from './ports';
import { engineBusy, invalidInput, notFound, Problem } from './problem';

/** An arrangement with what it is called, and the place in line of who waits. */
export type SeenArrangement = ArrangementRow & { readonly name: string; readonly line?: number };

/** A youth's arrangements, the newest first. Throws `Problem`. */
export async function readArrangements(
  ports: WebPorts,
  person: Person,
  ref: YouthRef,
): Promise<SeenArrangement[]> {
  await youthFor(ports, person, ref, 'plan.read');
  return seenArrangements(ports, ref);
}

/** The arrangements of a youth the reader is known to be allowed to see. */
export async function seenArrangements({ table }: WebPorts, ref: YouthRef): Promise<SeenArrangement[]> {
  const [rows, offers] = await Promise.all([arrangementsOf(table, ref), allOffers(table)]);
  return Promise.all(
    rows.map(async (row): Promise<SeenArrangement> => {
      if (row.what === 'programme') return { ...row, name: PROGRAMME_LABELS[row.kind] };
      const name = offers.find(({ id }) => id === row.offer)?.name ?? row.offer;
      const line =
        row.state?.stage === 'waiting' ? inLine(await placesHeld(table, row.offer), ref) : undefined;
      return { ...row, name, ...(line !== undefined && { line }) };
    }),
  );
}

/** R35: asks for a place, as the youth wishes. Throws `Problem`. */
export async function askForPlacement(
  ports: WebPorts,
  person: Person,
  ref: YouthRef,
  { offer, wish }: z.output<typeof placementBody>,
  requestId: string,
): Promise<void> {
  await youthFor(ports, person, ref, 'plan.change');
  const { table } = ports;
  await changeYouth(ports, person, ref, {
    where: 'placement',
    requestId,
    async write(at) {
      if (!(await getOffer(table, offer)))
        throw invalidInput([{ path: 'offer', message: `"${offer}" er ikke et sted, der findes` }]);
      const asked = await arrangementsOf(table, ref);
      if (asked.some((row) => row.what === 'placement' && row.offer === offer && isUnderWay(row)))
        throw alreadyAsked();
      const id = arrangementId(requestId);
      await askForArrangement(table, ref, { id, by: person.id, at, wish, what: 'placement', offer });
    },
    tell: () => ports.engine.reviewJourney(ref, true),
  });
}

/** R38: begins talks or visits in a rhythm, as the youth wishes. Throws `Problem`. */
export async function askForProgramme(
  ports: WebPorts,
  person: Person,
  ref: YouthRef,
  body: z.output<typeof programmeBody>,
  requestId: string,
): Promise<void> {
  const youth = await youthFor(ports, person, ref, 'plan.change');
  const { table } = ports;
  await changeYouth(ports, person, ref, {
    where: 'programme',
    requestId,
    async write(at) {
      const { kind, from, wish } = body;
      const { policy } = await currentTerms(table, youth.school);
      const usual = policy.programmes[kind];
      const { everyDays = usual.everyDays, until = addDays(from, usual.weeks * 7) } = body;
      checkDays(from, until, copenhagen(at).date);
      const asked = await arrangementsOf(table, ref);
      if (asked.some((row) => row.what === 'programme' && row.kind === kind && isUnderWay(row)))
        throw alreadyAsked();
      const rhythm = { kind, everyDays, from, until };
      const id = arrangementId(requestId);
      await askForArrangement(table, ref, { id, by: person.id, at, wish, what: 'programme', ...rhythm });
    },
    tell: () => ports.engine.reviewJourney(ref, true),
  });
}

/** A year ahead is far enough for a rhythm; then the youth is asked again. */
const LONGEST_DAYS = 366;

function checkDays(from: IsoDate, until: IsoDate, today: IsoDate): void {
  if (from < today) throw invalidInput([{ path: 'from', message: 'skal være i dag eller senere' }]);
  if (until < from) throw invalidInput([{ path: 'until', message: 'skal være efter den første gang' }]);
  if (until > addDays(today, LONGEST_DAYS))
    throw invalidInput([{ path: 'until', message: 'kan højst ligge et år frem' }]);
}

/** R45: ends an arrangement; a place goes to the next in line. Throws `Problem`. */
export async function endArrangement(
  ports: WebPorts,
  person: Person,
  ref: YouthRef,
  id: string,
  why: Withdrawal,
  requestId: string,
): Promise<void> {
  await youthFor(ports, person, ref, 'plan.change');
  const { state } = await find(ports, ref, id);
  await changeYouth(ports, person, ref, {
    where: 'arrangement',
    requestId,
    write: () => Promise.resolve(),
    async tell() {
      if (!state) throw engineBusy(); // asked for a moment ago, and not yet begun
      try {
        await ports.engine.withdrawArrangement(state.workflowId, { by: person.id, why }, requestId);
      } catch (error) {
        throw await explain(ports, error, id);
      }
    },
  });
}

/** R36: notes the day the youth got the proof of what they can; the note is the youth's to read. Throws `Problem`. */
export async function noteProof(
  ports: WebPorts,
  person: Person,
  ref: YouthRef,
  id: string,
  on: IsoDate,
  requestId: string,
): Promise<void> {
  await youthFor(ports, person, ref, 'note.write');
  const { name, what } = await find(ports, ref, id);
  if (what !== 'placement') throw notFound('Pladsen');
  const today = copenhagen(ports.now()).date;
  if (on > today) throw invalidInput([{ path: 'on', message: 'kan ikke ligge efter i dag' }]);
  const text = proofNote(name, dayText(on, today));
  await changeYouth(ports, person, ref, {
    where: 'proof',
    requestId,
    write: (at) => putNote(ports.table, ref, { id: requestId, by: person.id, at, text, alsoFor: ['youth'] }),
    tell: () => Promise.resolve(),
  });
}

async function find(ports: WebPorts, ref: YouthRef, id: string): Promise<SeenArrangement> {
  const found = (await seenArrangements(ports, ref)).find((row) => row.id === id);
  if (!found) throw notFound('Forløbet');
  return found;
}

/** Opaque, and the same for a repeated request. */
const arrangementId = (requestId: string): string => `A-${requestId}`;

function alreadyAsked(): Problem {
  return new Problem(
    409,
    'already-asked',
    'Det er i gang',
    'Den unge har bedt om det én gang, og det er ikke slut endnu.',
  );
}
