/**
 * L11: every page, in a real browser, without a violation of WCAG 2.1 A and AA that axe can find, and without
 * scrolling sideways on a phone or at 200 %.
 */
import AxeBuilder from '@axe-core/playwright';
import { inBrowser, ServedTown, type Window } from './realBrowser';
import { saveTask } from '../../records/tasks';
import { at, makeTown, STAFF, task, TASKS, type Who } from './town';
import { pages } from '../../web/pages/index';
import { localSignIn } from '../../web/pages/signIn';

jest.setTimeout(180_000);

const NOAH = TASKS.late.id;
const LEFT = 'staffLeave.contactTeacher-09.1';
const MORNING = 'absenceCase.ynoah.1.30';
const DECIDED = 'absenceCase.ynoah.1.31';

/** Every page there is, by who sees the most of it. */
const PAGES: Readonly<Partial<Record<Who, readonly string[]>>> = {
  maja: [
    '/opgaver',
    `/opgaver/${TASKS.contact.id}`,
    `/opgaver/${TASKS.conversation.id}`,
    `/opgaver/${TASKS.done.id}`,
    `/opgaver/flere?form=afslut&opgave=${TASKS.contact.id}&opgave=${NOAH}&opgave=${TASKS.conversation.id}`,
    `/opgaver/flere?form=udskyd&opgave=${NOAH}`,
    `/opgaver/flere?form=giv-videre&opgave=${NOAH}`,
    '/opgaver/flere?form=afslut',
    '/skole',
    '/skole/meld?elev=E-yfreja',
    '/skole/fil',
    '/skole/haendelser',
    '/skole/kvitteringer',
    '/aftaler',
    '/aftaler/FGU-NORD',
    '/aftaler/FGU-NORD/udgaver',
    `/opgaver/${MORNING}/morgen`,
    `/opgaver/${DECIDED}`,
    `/opgaver/${DECIDED}/underretning`,
    '/kalender',
    '/findes-ikke',
  ],
  lone: [
    '/ugeliste',
    '/fravaer',
    `/fravaer/hos/${STAFF.tobias.id}`,
    `/stoppet/${LEFT}`,
    `/opgaver/${TASKS.decision.id}`,
    `/opgaver/${TASKS.silent.id}`,
  ],
  niels: [
    '/overblik',
    '/overblik/fordeling',
    '/overblik/tal',
    '/overblik/aar',
    '/unge',
    '/unge/yfreja',
    '/unge/yfreja/plan',
    '/unge/yfreja/trin',
    '/unge/yfreja/adgang',
    '/unge/yfreja/morgen',
    '/unge/yfreja/forloeb',
    '/steder',
    '/unge/yfreja/notater',
    '/unge/yfreja/voksne',
    '/unge/yfreja/moeder',
    '/unge/yfreja/situation',
    '/underretning',
    '/ugeliste',
    `/opgaver/${TASKS.assign.id}`,
    `/opgaver/${TASKS.conversation.id}/moede`,
    '/opgaver/familyMeeting.yfreja.1.1',
  ],
  omar: [
    '/aftaler/FGU-NORD/ny',
    '/aftaler/FGU-NORD/flyt',
    '/steder',
    '/admin',
    '/admin/unge/yfreja',
    '/udbakke',
    '/skole/kvitteringer',
  ],
};

/** Answered to a browser, but no page. */
const NO_PAGES = [/^\/$/, /^\/(?:static|dkfds)\//, /\.(?:csv|ics)$/, /^\/kalender\/:file$/];
/** One's own page is looked at in ownBrowser.test.ts, the tables of meetings in roundsBrowser.test.ts. */
const ELSEWHERE = ['/mig', '/mig/:link', '/moeder', '/moeder/:id'];

test('no page is left out', async () => {
  const { ports } = await makeTown();
  const routes = pages(ports, localSignIn).routes.filter(({ method }) => method === 'GET');
  const known = [...Object.values(PAGES).flat(), '/log-ind'].map((path) => path.replace(/\?.*/, ''));
  const paths = [...new Set(routes.map(({ path }) => path.replaceAll(/\{[^/]*\}(?=\/|$)/g, '')))];
  const missing = paths.filter(
    (path) =>
      !ELSEWHERE.includes(path) &&
      !NO_PAGES.some((file) => file.test(path)) &&
      !known.some((one) => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`).test(one)),
  );
  expect(missing).toEqual([]);
  expect(paths.length).toBeGreaterThan(known.length / 2);
});

inBrowser('every page', () => {
  let served: ServedTown;
  beforeAll(async () => {
    served = await ServedTown.start();
    const meeting = { id: 'familyMeeting.yfreja.1.1', workflowId: 'familyMeeting/yfreja/1' };
    await saveTask(
      served.town.table,
      task('family.meeting', 'freja', 'niels', at('2026-10-26'), {
        ...meeting,
        meeting: at('2026-10-26', '10:00'),
      }),
    );
    await saveTask(
      served.town.table,
      task('retention.measure', 'noah', 'maja', at('2026-11-18'), {
        id: MORNING,
        reason: { remedy: 'wakeUpContact' },
      }),
    );
    await saveTask(
      served.town.table,
      task('absence.considerNotification', 'noah', 'maja', at('2026-11-18'), {
        id: DECIDED,
        status: 'completed',
        outcome: { outcome: 'done' },
      }),
    );
    const { youth: _, ...left } = task('staff.left', 'noah', 'lone', at('2026-10-23'), { id: LEFT });
    await saveTask(served.town.table, {
      ...left,
      workflowId: 'staffLeave/contactTeacher-09',
      reason: { staff: STAFF.ida.id, tasks: 1, youths: 1 },
    });
  });
  afterAll(() => served.stop());

  async function violations({ page }: Window): Promise<string[]> {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
    const found = await new AxeBuilder({ page }).withTags(tags).setLegacyMode(true).analyze();
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  }

  test.each(Object.entries(PAGES))('of %s is accessible on a desk, and fits a phone', async (who, paths) => {
    const window = await served.open(who as Who, { width: 1280 });
    for (const path of paths) {
      await window.page.setViewportSize({ width: 1280, height: 800 });
      await window.go(path);
      expect({ path, violations: await violations(window) }).toEqual({ path, violations: [] });
      // 320 px is also what 1280 px are at 400 %; 640 px at 200 %.
      for (const width of [640, 320]) {
        await window.page.setViewportSize({ width, height: 800 });
        expect({ path, width, over: await window.over() }).toEqual({ path, width, over: 0 });
      }
    }
  });

  test('the sign-in, and a form with errors on a phone', async () => {
    const window = await served.open('maja', { width: 390 });
    await window.go(`/opgaver/${TASKS.conversation.id}`);
    await window.page.getByText('Samtalen er holdt').click();
    await window.page.getByRole('button', { name: 'Gem', exact: true }).click();
    await window.page.getByRole('alert').waitFor();
    expect(await violations(window)).toEqual([]);
    await window.page.getByRole('button', { name: 'Log ud' }).click();
    await window.page.getByRole('heading', { name: 'Hvem er du?' }).waitFor();
    expect(await violations(window)).toEqual([]);
  });

  test('everything on the list can be reached and opened with the keyboard', async () => {
    const window = await served.open('maja', { width: 1280 });
    const { page } = window;
    const reached = new Set<string>();
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab');
      reached.add(
        await page.evaluate(
          'document.activeElement.getAttribute("href") || document.activeElement.name || ""',
        ),
      );
    }
    const links: string[] = await page.evaluate(
      "[...document.querySelectorAll('main a, header a')].map((link) => link.getAttribute('href'))",
    );
    expect(links.filter((href) => !reached.has(href))).toEqual([]);
    await page.locator('.rt-task-what a').first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Første kontakt om fravær' }).waitFor();
  });
});
