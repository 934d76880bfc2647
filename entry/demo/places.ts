/**
 * The demo's one offer (R35): a workshop with two places. One youth has been offered a place, one has said yes and is to
 * see it, one waits; each asked for in the youth's own words, as staff would by the youth's page.
 */
import { arrangementsOf, askForArrangement } from '../../records/arrangements';
import { putOffer } from '../../records/offers';
import { tasksOfYouth } from '../../records/tasks';
import { copenhagen } from '../../rules/clock';
import { type LoadPorts } from '../loading/load';
import { type KnownYouth } from '../loading/youthStore';

const WORKSHOP = { id: 'VAERKSTED', name: 'Havnens værksted', places: 2 };

/** Who asks, by first name, in this order. */
const WISHES: readonly (readonly [firstName: string, wish: string])[] = [
  ['Lukas', 'Jeg vil gerne lave noget med hænderne.'],
  ['Gustav', 'Jeg vil prøve at stå op til noget fast.'],
  ['Maryam', 'Jeg vil se, om det er noget for mig.'],
];
const MANY_LOOKS = 100;
const LOOK_EVERY_MS = 200;

export async function playPlaces(
  { table, engine, now }: LoadPorts,
  youths: readonly KnownYouth[],
): Promise<void> {
  await putOffer(table, WORKSHOP);
  await engine.placesChanged(WORKSHOP.id);
  for (const [firstName, wish] of WISHES) {
    const found = youths.find(({ youth }) => youth.firstName === firstName);
    const by = found?.youth.people.coordinator;
    if (!found || by === undefined)
      throw new Error(`the demo has nobody called ${firstName} with a coordinator`);
    const id = `A-demo-${firstName.toLowerCase()}`;
    const asked = { id, by, at: now(), wish, what: 'placement' as const, offer: WORKSHOP.id };
    await askForArrangement(table, found.ref, asked);
    await engine.reviewJourney(found.ref, true);
    await begun(async () =>
      (await arrangementsOf(table, found.ref)).some(({ state }) => state !== undefined),
    );
    if (firstName === WISHES[0]?.[0]) await sayYes({ table, engine, now }, found.ref);
  }
}

/** The first has taken the place; a demo that is taken up again finds that done. */
async function sayYes({ table, engine, now }: Pick<LoadPorts, 'table' | 'engine' | 'now'>, youth: string) {
  const offer = async () => (await tasksOfYouth(table, youth)).find(({ kind }) => kind === 'placement.offer');
  await begun(async () => (await offer()) !== undefined);
  const task = await offer();
  if (task?.status !== 'open') return;
  const { workflowId, n, placement } = task;
  const deed = {
    n,
    by: placement.assignee,
    on: copenhagen(now()).date,
    outcome: { outcome: 'done' as const },
  };
  await engine.act(workflowId, 'completeTask', deed, `demo-place-${task.id}`);
}

/** One after the other: the line is theirs to see. */
async function begun(look: () => Promise<boolean>): Promise<void> {
  for (let n = 0; n < MANY_LOOKS; n += 1) {
    if (await look()) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw new Error('the demo waited in vain for a place');
}
