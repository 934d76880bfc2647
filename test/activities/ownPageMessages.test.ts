/**
 * What a message says of the way to one's own page (L8), and the letter that goes where no SMS can.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agendaLetter } from '../../activities/agendaLetter';
import { ownPageLink } from '../../activities/ownPageLink';
import { type Ports } from '../../activities/context';
import { localPost } from '../../adapters/localPost';
import { changeAgenda } from '../../records/agendas';
import { getYouth, type Youth } from '../../records/people';
import { type Notice } from '../../records/notices';
import { sentMessages } from '../../records/sentMessages';
import { changePageAccess } from '../../records/youthAccess';
import { lix } from '../../rules/readability';
import { smsParts } from '../../rules/sms';
import { meetingAgenda, meetingInvited, meetingReminder, pulseAsked } from '../../texts/messages';
import { MEETING_ID, ownTown } from '../pages/own';
import { at, NOW, type Town } from '../pages/town';

const LINK = 'https://roedtraad.kommune.dk/mig/k7mp3xq9abcdef';
let town: Town;
let ports: Ports;
let freja: Youth;
const folder = mkdtempSync(join(tmpdir(), 'roed-traad-post-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  town = await ownTown();
  const { table } = town;
  ports = {
    table,
    engine: town.engine,
    notifier: { email: () => Promise.resolve(), sms: () => Promise.resolve() },
    digitalPost: localPost(table, folder, () => NOW),
    now: () => NOW,
    pages: 'https://roedtraad.kommune.dk',
  };
  freja = (await getYouth(table, 'yfreja')) as Youth;
});

const notice: Notice = {
  id: `${MEETING_ID}/1.meeting.invited/sms/youth:yfreja`,
  kind: 'meeting.invited',
  recipient: { youth: 'yfreja' },
  task: MEETING_ID,
  youth: 'yfreja',
  rule: 'R15',
  planned: NOW,
  state: 'claimed',
  attempts: 1,
};

describe('the link', () => {
  const access = { token: 'k7mp3xq9abcdef', wrong: 0, epoch: 1 };
  const start = { salt: '', hash: '', by: 'kp-1', at: NOW, until: NOW + 1 };

  test('stands in messages once there is a way in, and not a moment longer', async () => {
    const recipient = { youth: 'yfreja' };
    expect(await ownPageLink(ports, recipient)).toBeUndefined();
    await changePageAccess(town.table, recipient, () => access);
    expect(await ownPageLink(ports, recipient)).toBeUndefined();
    await changePageAccess(town.table, recipient, () => ({ ...access, start }));
    expect(await ownPageLink(ports, recipient)).toBe(LINK);
    await changePageAccess(town.table, recipient, () => ({ ...access, start: { ...start, until: NOW } }));
    expect(await ownPageLink(ports, recipient)).toBeUndefined();
    await changePageAccess(town.table, recipient, () => ({
      ...access,
      code: { salt: '', hash: '', since: NOW },
    }));
    expect(await ownPageLink(ports, recipient)).toBe(LINK);
    expect(await ownPageLink(ports, { guardianOf: 'yfreja', n: 0 })).toBeUndefined();
  });

  test('keeps a message in one part, easy to read, and says nothing of what it is about (L8)', () => {
    const [soon, far] = [at('2026-12-09', '10:30'), NOW];
    for (const text of [
      meetingInvited('Christoffer', 'Christina Lund', soon, far, LINK),
      meetingReminder('Christoffer', 'Christina Lund', soon, far, LINK),
      meetingAgenda('Christoffer', 'Christina Lund', soon, far, LINK),
    ]) {
      expect([text, smsParts(text)]).toEqual([text, 1]);
      expect(text).toContain(`${LINK} Hilsen`);
    }
    for (const say of [meetingInvited, meetingReminder, meetingAgenda, pulseAsked])
      expect(lix(say('Freja', 'Anna Bach', soon, far, LINK))).toBeLessThanOrEqual(25);
    expect(smsParts(pulseAsked('Christoffer', 'Christina Lund', soon, far, LINK))).toBe(1);
  });
});

test('an SMS is counted in parts of its alphabet', () => {
  expect([smsParts(''), smsParts('æ'.repeat(160)), smsParts('æ'.repeat(161))]).toEqual([0, 1, 2]);
  expect([smsParts('a'.repeat(306)), smsParts('a'.repeat(307))]).toEqual([2, 3]);
  expect([smsParts('€'.repeat(80)), smsParts('€'.repeat(81))]).toEqual([1, 2]);
  expect([smsParts(`”${'a'.repeat(69)}`), smsParts(`”${'a'.repeat(70)}`)]).toEqual([1, 2]);
});

describe('Digital Post', () => {
  test('has the agenda as a document, written once however often it is sent', async () => {
    await changeAgenda(town.table, 'yfreja', 'familyMeeting/yfreja/1', (agenda) => ({
      ...agenda,
      place: '<Torvet>',
    }));
    const letter = await agendaLetter(ports, notice, freja);
    expect(letter).toMatchObject({ recipient: { youth: 'yfreja' }, title: 'Brev til dig om en tid' });
    expect(letter?.html).toContain('Vi ses torsdag den 5. november kl. 11.');
    expect(letter?.html).toContain('&lt;Torvet&gt;');
    expect(letter?.html).not.toContain(freja.cpr);
    if (!letter) return;
    await ports.digitalPost?.send(letter);
    await ports.digitalPost?.send(letter);
    const [file, ...others] = readdirSync(folder);
    expect(others).toEqual([]);
    expect(readFileSync(join(folder, file ?? ''), 'utf8')).toBe(letter.html);
    const letters = (await sentMessages(town.table, 9)).filter(({ channel }) => channel === 'post');
    expect(letters).toMatchObject([{ to: 'yfreja', subject: 'Brev til dig om en tid' }]);
  });

  test('to a guardian by their own name', async () => {
    const letter = await agendaLetter(ports, { ...notice, recipient: { guardianOf: 'yfreja', n: 0 } }, freja);
    expect(letter?.recipient).toEqual({ youth: 'yfreja', guardian: 0 });
    expect(letter?.html).toContain('Hej Karen.');
  });

  test('is for meetings only, and only where it is connected', async () => {
    expect(await agendaLetter(ports, { ...notice, kind: 'meeting.missed' }, freja)).toBeUndefined();
    const { digitalPost: _, ...without } = ports;
    expect(await agendaLetter(without, notice, freja)).toBeUndefined();
  });
});
