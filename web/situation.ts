/**
 * What a person notes of a youth's situation, the same for pages and API (R32, R34, R50, R51, R53, L3): written once per
 * request, journalled, and told to the youth's journey, which acts on it at once.
 */
import { type YouthRef } from '../contract/messages/ids';
import { type Person } from '../contract/ports/identity';
import { currentTerms } from '../records/agreements';
import { arrangementsOf, isPlaced } from '../records/arrangements';
import { append, type JournalEntry } from '../records/journal';
import { type Youth } from '../records/people';
import {
  addItem,
  type ItemKind,
  moveBack,
  movedAwayOn,
  type NewItem,
  removeItem,
  type Situation,
  situationOf,
} from '../records/situation';
import { wishForTalk } from '../records/talkWishes';
import { ageOn } from '../rules/calendar';
import { copenhagen, type Instant } from '../rules/clock';
import { type Standing, standingOn } from '../rules/outreach';
import { type SharedField, sharedFields } from '../rules/sharing';
import { noteAccess } from './access';
import { type Action } from './authorization';
import { changeYouth, youthFor } from './changes';
import { type WebPorts } from './ports';
import { forbidden, invalidInput } from './problem';

/** Where a youth stands today, and what is noted. */
export interface SituationView {
  readonly youth: Youth;
  readonly situation: Situation;
  readonly standing: Standing['is'];
}

/** Who may note what: a move ends a journey here, so it is for those who give out roles (R51). */
const RIGHT: Readonly<Record<ItemKind, Action>> = {
  work: 'plan.change',
  pauses: 'plan.change',
  goals: 'plan.change',
  referrals: 'plan.change',
  notifications: 'notification.register',
  moves: 'person.change',
};
const RULE: Readonly<Record<ItemKind, string>> = {
  work: 'R32',
  pauses: 'R32',
  goals: 'R34',
  referrals: 'R50',
  notifications: 'L3',
  moves: 'R51',
};

/** The youth's situation. Throws `Problem`. */
export async function readSituation(ports: WebPorts, person: Person, ref: YouthRef): Promise<SituationView> {
  const youth = await youthFor(ports, person, ref, 'plan.read');
  const [situation, arrangements, { policy }] = await Promise.all([
    situationOf(ports.table, ref),
    arrangementsOf(ports.table, ref),
    currentTerms(ports.table, youth.school),
  ]);
  const facts = { ...situation, status: youth.status, placed: isPlaced(arrangements) };
  const { is } = standingOn(facts, copenhagen(ports.now()).date, policy.outreach.workHours);
  return { youth, situation, standing: is };
}

/** Notes something. Throws `Problem`. */
export async function noteItem<Kind extends ItemKind>(
  ports: WebPorts,
  person: Person,
  ref: YouthRef,
  kind: Kind,
  item: NewItem<Kind>,
  requestId: string,
): Promise<void> {
  await youthFor(ports, person, ref, RIGHT[kind]);
  await note(ports, person, ref, kind, item, requestId);
}

/** Notes something of a youth that this person is known to be allowed to note it of. */
export async function note<Kind extends ItemKind>(
  ports: WebPorts,
  person: Person,
  ref: YouthRef,
  kind: Kind,
  item: NewItem<Kind>,
  requestId: string,
): Promise<void> {
  await changeYouth(ports, person, ref, {
    where: `situation.${kind}`,
    requestId,
    async write(at) {
      await addItem(ports.table, ref, kind, item, requestId);
      await journal(ports, requestId, {
        ...entry(at, person, ref, RULE[kind]),
        reason: { noted: kind, ...factsOf(item) },
      });
    },
    tell: () => ports.engine.reviewJourney(ref, true),
  });
}

/** R50: staff propose; the leader of the proposer's role decides. Throws `Problem`. */
export async function refer(
  ports: WebPorts,
  person: Person,
  ref: YouthRef,
  to: NewItem<'referrals'>['to'],
  requestId: string,
): Promise<void> {
  if (person.role === 'school') throw forbidden();
  await noteItem(ports, person, ref, 'referrals', { to, by: person.id, role: person.role }, requestId);
}

/** Takes out what was a mistake. Throws `Problem`. */
export async function takeOut(
  ports: WebPorts,
  person: Person,
  ref: YouthRef,
  kind: 'work' | 'pauses' | 'goals',
  k: number,
  requestId: string,
): Promise<void> {
  await youthFor(ports, person, ref, RIGHT[kind]);
  await changeYouth(ports, person, ref, {
    where: `situation.${kind}`,
    requestId,
    async write(at) {
      await removeItem(ports.table, ref, kind, k);
      await journal(ports, requestId, {
        ...entry(at, person, ref, RULE[kind]),
        event: 'signal.withdrawn',
        reason: { noted: kind },
      });
    },
    tell: () => ports.engine.reviewJourney(ref, true),
  });
}

/** R51: the youth lives here again. Throws `Problem`. */
export async function noteReturn(
  ports: WebPorts,
  person: Person,
  ref: YouthRef,
  on: string,
  requestId: string,
): Promise<void> {
  await youthFor(ports, person, ref, 'person.change');
  await changeYouth(ports, person, ref, {
    where: 'situation.moves',
    requestId,
    async write(at) {
      if (!(await moveBack(ports.table, ref, on))) {
        throw invalidInput([{ path: 'on', message: 'skal være efter den dag, den unge flyttede' }]);
      }
      await journal(ports, requestId, { ...entry(at, person, ref, 'R51'), reason: { noted: 'return', on } });
    },
    tell: () => ports.engine.reviewJourney(ref, true),
  });
}

/** R53: the youth has told somebody that they would like to talk. Throws `Problem`. */
export async function noteTalk(
  ports: WebPorts,
  person: Person,
  ref: YouthRef,
  requestId: string,
): Promise<void> {
  await youthFor(ports, person, ref, 'plan.change');
  await changeYouth(ports, person, ref, {
    where: 'talks',
    requestId,
    async write(at) {
      await wishForTalk(ports.table, ref, at);
      await journal(ports, requestId, { ...entry(at, person, ref, 'R53'), reason: { noted: 'talk' } });
    },
    tell: () => ports.engine.reviewJourney(ref, true),
  });
}

/** R51, L4: what may be handed on to the municipality the youth moves to, and of whom. Logged. Throws `Problem`. */
export async function readHandover(
  ports: WebPorts,
  person: Person,
  ref: YouthRef,
): Promise<{
  readonly youth: Youth;
  readonly situation: Situation;
  readonly fields: readonly SharedField[];
}> {
  const youth = await youthFor(ports, person, ref, 'person.change');
  const [situation, { policy }] = await Promise.all([
    situationOf(ports.table, ref),
    currentTerms(ports.table, youth.school),
  ]);
  const today = copenhagen(ports.now()).date;
  const move = movedAwayOn(situation, today) ?? situation.moves.at(-1);
  const facts = { age: ageOn(youth.born, today), consented: move?.consented ?? false };
  await noteAccess(ports, person, [ref], 'read', 'handover');
  return { youth, situation, fields: move ? sharedFields(facts, policy.sharing) : [] };
}

function entry(
  at: Instant,
  person: Person,
  youth: YouthRef,
  rule: string,
): Pick<JournalEntry, 'at' | 'event' | 'rule' | 'youth' | 'by'> {
  return { at, event: 'signal.received', rule, youth, by: person.id };
}

/** An item's dates, enums and numbers; the journal holds nothing else. */
function factsOf(item: object): Readonly<Record<string, string | number | boolean>> {
  return Object.fromEntries(
    Object.entries(item).filter(
      (pair): pair is [string, string | number | boolean] =>
        pair[0] !== 'by' && ['string', 'number', 'boolean'].includes(typeof pair[1]),
    ),
  );
}

function journal({ table }: WebPorts, requestId: string, written: JournalEntry): Promise<void> {
  return append(table, [{ writer: 'edge', key: requestId, entry: written }]);
}
