/** The pages of a youth's plan, notes and adults: their forms, and who sees none of them. */
import { timeline } from '../../records/journal';
import { getYouth, putYouth } from '../../records/people';
import { getPlan } from '../../records/plan';
import { accessesOf } from '../../records/words';
import { MEND } from '../../texts/forms';
import { following } from './opening';
import { STAFF } from './town';
import { visiting } from './visitor';

const YOUTH = '/unge/yfreja';

test.each(['/plan', '/notater', '/voksne', '/moeder'])(
  '%s is not for the school, nor for strangers (R43)',
  async (at) => {
    for (const who of ['maja', 'lone'] as const)
      expect([who, (await (await visiting(who)).visitor.get(YOUTH + at)).status]).toEqual([who, 403]);
    expect((await (await visiting('mette')).visitor.get(YOUTH + at)).status).toBe(404);
    const { town, visitor } = await visiting('anna');
    expect((await visitor.get(YOUTH)).html).toContain(`href="${YOUTH}${at}"`);
    expect((await visitor.get(YOUTH + at)).status).toBe(200);
    expect((await accessesOf(town.table, 'yfreja', 9)).filter(({ what }) => what === 'read')).toHaveLength(2);
  },
);

describe('the plan', () => {
  test('is written, and what it lacks is said', async () => {
    const { town, visitor } = await visiting('anna');
    expect((await visitor.get(`${YOUTH}/plan`)).html).toContain('et mål med dato');
    const html = await following(
      visitor,
      await visitor.post(`${YOUTH}/plan/skriv`, {
        purpose: 'Jeg vil være <b>kok</b>.',
        by: 'youth',
        order: 'true',
        preparation: 'false',
        need: '',
        youthVersion: '',
      }),
    );
    expect(html).toContain('Jeg vil være &lt;b&gt;kok&lt;/b&gt;.');
    expect(html).toContain('Det er gemt.');
    expect(await getPlan(town.table, 'yfreja')).toMatchObject({ order: true, preparation: false });
  });

  test('efforts: the fourth is refused with the names, and there is room when one ends (R25)', async () => {
    const { town, visitor } = await visiting('anna');
    const add = async (name: string, more: Record<string, string> = {}) => {
      await visitor.get(`${YOUTH}/plan`);
      return visitor.post(`${YOUTH}/plan/indsats`, {
        name,
        owner: 'coordinator',
        ends: '2027-01-29',
        ...more,
      });
    };
    for (const name of ['Mentor', 'Vækning', 'Lektier']) expect((await add(name)).status).toBe(303);
    const fourth = await add('Sport');
    expect([fourth.status, fourth.html.includes('Mentor, Vækning, Lektier')]).toEqual([409, true]);
    expect(fourth.html).toContain('Sport');
    expect((await add('Lov', { statutory: 'ja' })).status).toBe(303);
    const unfilled = (await add('x', { ends: '', owner: '' })).html;
    // What the schemas say to programs, codes and all, is said in a person's words.
    expect([unfilled.includes(MEND.empty), unfilled.includes(MEND.choice)]).toEqual([true, true]);
    expect(unfilled).not.toMatch(/Mangler\.|socialServices,/);
    await visitor.get(`${YOUTH}/plan`);
    await visitor.post(`${YOUTH}/plan/slut`, { id: 'e2', how: 'stopped' });
    expect((await add('Sport')).status).toBe(303);
    expect((await getPlan(town.table, 'yfreja')).efforts).toHaveLength(5);
  });

  test('a sub-goal is set and reached', async () => {
    const { town, visitor } = await visiting('anna');
    await visitor.get(`${YOUTH}/plan`);
    await visitor.post(`${YOUTH}/plan/delmaal`, { text: 'Stå op kl. 7', due: '2026-11-20' });
    await visitor.get(`${YOUTH}/plan`);
    const html = await following(visitor, await visitor.post(`${YOUTH}/plan/naaet`, { id: 'g1' }));
    expect(html).toContain('Nået');
    expect((await getPlan(town.table, 'yfreja')).subGoals).toMatchObject([{ reachedOn: '2026-10-21' }]);
    expect((await visitor.post(`${YOUTH}/plan/naaet`, { id: 'g9' })).status).toBe(404);
  });

  test('a hard text is refused with what weighs most, and kept to be mended (R46)', async () => {
    const { visitor } = await visiting('anna');
    await visitor.get(`${YOUTH}/plan`);
    const youthVersion = 'Udslusningsforløbet koordineres tværfagligt af kommunens uddannelsesvejledere.';
    const { status, html } = await visitor.post(`${YOUTH}/plan/skriv`, { youthVersion });
    expect([status, html.includes('Find andre ord for')]).toEqual([422, true]);
    expect(html.split(youthVersion).length).toBeGreaterThan(1);
  });

  test('the family’s plan and no thanks put it aside, and it can be taken up again (R17, R45)', async () => {
    const { visitor } = await visiting('anna');
    await visitor.get(`${YOUTH}/plan`);
    const aside = await following(
      visitor,
      await visitor.post(`${YOUTH}/plan/familieplan`, { active: 'true', reference: '' }),
    );
    expect(aside).toContain('Familiens plan gælder nu.');
    expect(aside).not.toContain('plan/indsats');
    expect((await visitor.post(`${YOUTH}/plan/skriv`, { order: 'true' })).status).toBe(409);
    await following(visitor, await visitor.post(`${YOUTH}/plan/familieplan`, { active: 'false' }));
    const no = await following(
      visitor,
      await visitor.post(`${YOUTH}/plan/nej-tak`, { declined: 'true', by: 'youth' }),
    );
    expect(no).toContain('Den unge har sagt nej tak til en plan.');
    const yes = await following(visitor, await visitor.post(`${YOUTH}/plan/nej-tak`, { declined: 'false' }));
    expect(yes).toContain('plan/indsats');
  });

  test('an administrator reads it and changes nothing', async () => {
    const { visitor } = await visiting('omar');
    expect((await visitor.get(`${YOUTH}/plan`)).html).not.toContain('<form method="post" action="/unge');
    expect((await visitor.post(`${YOUTH}/plan/skriv`, { order: 'true' })).status).toBe(403);
  });

  test('a form of somebody else’s session is refused', async () => {
    const { town, visitor } = await visiting('anna');
    await visitor.get(`${YOUTH}/plan`);
    expect((await visitor.post(`${YOUTH}/plan/skriv`, { order: 'true', token: 'x' })).status).toBe(403);
    expect((await getPlan(town.table, 'yfreja')).version).toBe(0);
  });
});

test('a note says beforehand what cannot stay secret, and who may see it (R44)', async () => {
  const { visitor } = await visiting('anna');
  expect((await visitor.get(`${YOUTH}/notater`)).html).toContain('Er et barn i fare');
  expect(visitor.page.html).not.toMatch(/type="checkbox"[^>]*checked/);
  const html = await following(
    visitor,
    await visitor.post(`${YOUTH}/notater/skriv`, { text: 'Vi talte.', youth: 'ja' }),
  );
  expect(html).toContain('for kommunen, den unge');
  expect((await visitor.post(`${YOUTH}/notater/skriv`, { text: ' ', school: 'ja' })).status).toBe(422);
  expect((await (await visiting('omar')).visitor.get(`${YOUTH}/notater`)).status).toBe(403);
});

describe('the adults', () => {
  const people = `${YOUTH}/voksne`;

  test('network gives any role, a coordinator those they lead', async () => {
    const { town, visitor } = await visiting('niels');
    await visitor.get(people);
    const html = await following(
      visitor,
      await visitor.post(`${people}/rolle`, { id: 'coordinator', person: STAFF.mette.id }),
    );
    expect(html).toContain('Mette Holm');
    expect(html).toContain('1 skift');
    expect((await getYouth(town.table, 'yfreja'))?.people.coordinator).toBe(STAFF.mette.id);
    expect((await visitor.get(YOUTH)).html).toContain('1 skift');
    expect((await visitor.post(`${people}/rolle`, { id: 'coordinator', person: '' })).status).toBe(422);
    expect((await visitor.post(`${people}/rolle`, { id: 'king', person: 'x' })).status).toBe(404);
    const anna = (await visiting('anna')).visitor;
    await anna.get(people);
    expect(anna.page.html).not.toContain('name="id" value="coordinator"');
    expect(anna.page.html).toContain('name="id" value="contactPerson"');
    expect((await anna.post(`${people}/rolle`, { id: 'coordinator', person: STAFF.mette.id })).status).toBe(
      403,
    );
  });

  test('a risk is confirmed, and guardians are chosen for, under 18', async () => {
    const { town, visitor } = await visiting('anna');
    await visitor.get(people);
    await visitor.post(`${people}/risiko`, { risk: 'high' });
    await visitor.get(people);
    await visitor.post(`${people}/vaerger`, { yes: 'true' });
    expect(await getYouth(town.table, 'yfreja')).toMatchObject({ risk: 'high', guardiansChosen: true });
    const events = (await timeline(town.table, { youth: 'yfreja' })).map(({ event }) => event);
    expect(events).toEqual(expect.arrayContaining(['risk.confirmed', 'person.changed']));
    await visitor.get(people);
    expect((await visitor.post(`${people}/risiko`, { risk: '' })).status).toBe(422);
  });

  test('from 18 on it is the youth’s consent that is registered', async () => {
    const { town, visitor } = await visiting('anna');
    const freja = await getYouth(town.table, 'yfreja');
    if (!freja) throw new Error('no youth');
    await putYouth(town.table, { ...freja, born: '2008-10-21' });
    expect((await visitor.get(people)).html).toContain('Kun den unge selv kan sige ja.');
    await visitor.post(`${people}/vaerger`, { yes: 'true' });
    const { consented, guardiansChosen } = (await getYouth(town.table, 'yfreja')) ?? {};
    expect([consented, guardiansChosen]).toEqual([true, undefined]);
  });

  test('a wish for another contact person is passed on, never by the contact person (R28)', async () => {
    const { town, visitor } = await visiting('anna');
    const freja = await getYouth(town.table, 'yfreja');
    if (!freja) throw new Error('no youth');
    expect((await visitor.get(people)).html).not.toContain('voksne/oenske');
    await putYouth(town.table, { ...freja, people: { ...freja.people, contactPerson: STAFF.sara.id } });
    expect((await visitor.get(people)).html).toContain('voksne/oenske');
    const told = jest.spyOn(town.engine, 'wishForAnother');
    expect((await visitor.post(`${people}/oenske`, {})).status).toBe(303);
    expect(told).toHaveBeenCalledWith('yfreja');
    await visitor.signIn('sara');
    expect((await visitor.get(people)).html).not.toContain('voksne/oenske');
    expect((await visitor.post(`${people}/oenske`, {})).status).toBe(403);
  });
});
