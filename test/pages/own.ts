/**
 * Freja and her own page: Sara is her contact person, a meeting is booked, and somebody gives her a start code.
 */
import { saveAgreement, settleAgreement } from '../../records/meetings';
import { putNote } from '../../records/notes';
import { putYouth } from '../../records/people';
import { changePlan } from '../../records/plan';
import { saveTask } from '../../records/tasks';
import { changePageAccess } from '../../records/youthAccess';
import { pages } from '../../web/pages/index';
import { localSignIn } from '../../web/pages/signIn';
import { newToken } from '../../web/youth/codes';
import { begunSession, sealed } from '../../web/youth/session';
import { at, makeTown, NOW, STAFF, task, type Town, youth } from './town';
import { Visitor } from './visitor';

export const MEETING_AT = at('2026-11-05', '11:00');
export const MEETING_ID = 'familyMeeting.yfreja.1.2';
export const CODE = 'grøn kanin 7';

const FREJA = youth('yfreja', 'Freja');

/** The town, with something on Freja's page. */
export async function ownTown(): Promise<Town> {
  const town = await makeTown();
  await fillOwnPage(town);
  return town;
}

export async function fillOwnPage({ table }: Town): Promise<void> {
  await putYouth(table, { ...FREJA, people: { ...FREJA.people, contactPerson: STAFF.sara.id } });
  await saveTask(
    table,
    task('family.meeting', 'freja', 'anna', MEETING_AT, {
      id: MEETING_ID,
      workflowId: 'familyMeeting/yfreja/1',
      n: 2,
      meeting: MEETING_AT,
      window: { from: at('2026-11-02'), to: at('2026-11-20') },
    }),
  );
  await changePlan(table, 'yfreja', (plan) => ({
    ...plan,
    purpose: { text: 'Jeg vil være kok.', by: 'youth' },
    youthVersion: 'Du vil være kok.\nVi hjælper dig op om morgenen.',
    subGoals: [
      { id: 'g1', text: 'Stå op kl. 7', due: '2026-12-01', request: 'a' },
      { id: 'g2', text: 'Besøge et køkken', due: '2026-10-01', reachedOn: '2026-09-30', request: 'b' },
    ],
  }));
  const made = { youth: 'yfreja', madeAt: NOW } as const;
  await saveAgreement(table, { ...made, id: 'a.1', party: 'municipality', due: '2026-10-01' });
  await settleAgreement(table, 'yfreja', 'a.1', true, NOW);
  await saveAgreement(table, { ...made, id: 'a.2', party: 'municipality', due: '2026-11-01' });
  const note = { by: STAFF.sara.id, at: NOW };
  await putNote(table, 'yfreja', { ...note, id: 'n1', text: 'Vi talte om dit køkken.', alsoFor: ['youth'] });
  await putNote(table, 'yfreja', { ...note, id: 'n2', text: 'Kun for os.', alsoFor: ['guardians'] });
}

/** Somebody of the staff gives a start code; answers the link's path and the code. */
export async function givenCode(town: Town, owner = 'youth'): Promise<{ path: string; startCode: string }> {
  const staff = await new Visitor(pages(town.ports, localSignIn)).signIn('anna');
  await staff.get('/unge/yfreja/adgang');
  const { html } = await staff.post('/unge/yfreja/adgang/startkode', { id: owner });
  const [, path = ''] = new RegExp(`id="${owner}"[\\s\\S]*?(/mig/[a-z2-9]{14})`).exec(html) ?? [];
  return { path, startCode: startCodeIn(html) };
}

/** The start code a staff page shows. */
export const startCodeIn = (html: string): string =>
  /alert-heading">([a-z2-9]{4}-[a-z2-9]{4})</.exec(html)?.[1] ?? '';

/** A phone, before anybody is in. */
export const phone = (town: Town): Visitor => new Visitor(pages(town.ports, localSignIn));

/** Freja's phone with a sitting under way, without the door: the door takes its time by intent. */
export async function seated(town: Town): Promise<{ visitor: Visitor; path: string }> {
  const owner = { youth: 'yfreja' };
  const token = newToken();
  const since = town.ports.now();
  await changePageAccess(town.table, owner, () => ({
    token,
    wrong: 0,
    epoch: 1,
    code: { salt: '', hash: '', since },
  }));
  const visitor = phone(town);
  visitor.cookies.set('rt_mig', sealed(town.ports, begunSession(town.ports, owner, 1)));
  return { visitor, path: `/mig/${token}` };
}

/** Freja (or a guardian), inside with a code of her own. */
export async function inside(town: Town, owner = 'youth'): Promise<{ visitor: Visitor; path: string }> {
  const { path, startCode } = await givenCode(town, owner);
  const visitor = phone(town);
  await visitor.get(path);
  const { to } = await visitor.post(path, { startCode, code: CODE });
  await visitor.get(to ?? '');
  return { visitor, path };
}
