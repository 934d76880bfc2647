/** L8: every SMS is one part of the GSM-7 alphabet, whoever it is to and from. */
import { inGsm7, smsParts } from '../../rules/sms';
import * as messages from '../../texts/messages';
import { at } from '../support/municipality';

const NOW = at('2026-09-01 12:00');
/** The longest day there is to say, and a first name longer than almost all. */
const SOON = at('2026-09-24 10:30');
const LATER = at('2026-12-24 12:30');
const [TO, FROM] = ['Alexandra-Josephine', 'Christoffer-Emil Holm'];
const LINK = 'https://roedtraad.kommune.dk/mig/k7mp3xq9abcdef';

/** Each message as it is longest; a new one without a sample fails. */
const LONGEST: Readonly<Record<string, readonly string[]>> = {
  meetingReminder: [
    messages.meetingReminder(TO, FROM, SOON, NOW),
    messages.meetingReminder(TO, FROM, SOON, NOW, LINK),
  ],
  meetingInvited: [
    messages.meetingInvited(TO, FROM, SOON, NOW),
    messages.meetingInvited(TO, FROM, SOON, NOW, LINK),
  ],
  meetingAgenda: [
    messages.meetingAgenda(TO, FROM, SOON, NOW),
    messages.meetingAgenda(TO, FROM, SOON, NOW, LINK),
  ],
  meetingsAhead: [messages.meetingsAhead(TO, FROM, [SOON, LATER, LATER + 1], NOW)],
  meetingMissed: [messages.meetingMissed(TO, FROM, SOON, NOW)],
  pulseAsked: [messages.pulseAsked(TO, FROM, SOON, NOW), messages.pulseAsked(TO, FROM, SOON, NOW, LINK)],
  wakeUp: [messages.wakeUp(TO, FROM)],
  roundAsked: [messages.roundAsked(TO, FROM, SOON, NOW)],
  roundTold: [messages.roundTold(TO, FROM)],
};
/** What is no SMS. */
const OTHERS = ['dateText', 'dayFrom', 'firstName', 'staffDigest'];

test('every message there is has a sample', () => {
  expect(Object.keys(messages).sort()).toEqual([...Object.keys(LONGEST), ...OTHERS].sort());
});

test.each(Object.entries(LONGEST))('%s is one SMS', (_, texts) => {
  for (const text of texts) expect([text, text.length, smsParts(text)]).toEqual([text, text.length, 1]);
});

test('æøå are of the alphabet; a typographic quote, a dash or another accent makes it 70 characters', () => {
  expect(smsParts('æøåÆØÅé'.repeat(22))).toBe(1);
  for (const sign of ['“', '’', '–', 'ë', 'č', '😀'])
    expect([sign, smsParts(`${sign}${'a'.repeat(70)}`)]).toEqual([sign, 2]);
});

test('a name loses only what the alphabet lacks', () => {
  expect(['Zoë', 'José', 'Łukasz', 'Åse-Mæt Ø', 'D’Arcy', 'Đặng', '李'].map(inGsm7)).toEqual([
    'Zoe',
    'José',
    'Lukasz',
    'Åse-Mæt Ø',
    "D'Arcy",
    'Dang',
    '?',
  ]);
});
