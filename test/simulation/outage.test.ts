/** Deadlines that pass while the engine is down: each is carried out once afterwards, and the journal keeps both times. */
import { type JournalEntry } from '../../records/journal';
import { momentOf } from '../../simulation/scenarios/check';
import { readScenario } from '../../simulation/scenarios/format';
import { runScenario } from '../../simulation/scenarios/run';
import { projectBundle } from '../support/bundle';
import { at } from '../support/municipality';

const PEOPLE = 'contactTeacher: kl-1, schoolLeader: sl-1, coordinator: tk-1, guidance: uu-1, network: net-1';

/** Five days of absence; the first contact is due on Monday 9 November at 16:00, with a reminder at 08:00. */
const scenario = (steps: string): string => `
rule: R04
title: Motoren er nede
start: 2026-11-01
school: { id: FGU-NORD, kind: fgu }
youth: { born: 2009-03-14 }
people: { ${PEOPLE} }
steps:
  - { at: 2026-11-06 15:30, absent: [2026-11-02/2026-11-06] }
${steps}
until: 2026-11-16
`;

let bundle: string;
beforeAll(async () => {
  bundle = await projectBundle();
}, 120_000);

async function journalOf(from: string, to: string, steps = ''): Promise<readonly JournalEntry[]> {
  const outages = [{ from: at(from), to: at(to) }];
  const { journal } = await runScenario(readScenario(scenario(steps), 'nedbrud'), bundle, { outages });
  return journal;
}

/** Planned time, event, role, due time, and when it was carried out where that was later. */
function told(journal: readonly JournalEntry[], events: RegExp): string[] {
  return journal
    .filter(({ event, task }) => events.test(event) && /absenceCase/.test(task ?? ''))
    .map(({ at: planned, event, role, assignee, due, late, reason }) => {
      const why = reason?.why;
      return [
        momentOf(planned),
        event,
        role ?? assignee ?? '',
        ...(due === undefined ? [] : [`due ${momentOf(due)}`]),
        ...(late === undefined ? [] : [`late ${momentOf(late)}`]),
        ...(typeof why === 'string' ? [why] : []),
      ].join(' ');
    });
}

const OPENED = '2026-11-06 15:30 task.opened contactTeacher due 2026-11-09 16:00';

test('without an outage nothing is late', async () => {
  const journal = await journalOf('2026-11-10 01:00', '2026-11-10 02:00');
  expect(told(journal, /./).slice(0, 4)).toEqual([
    OPENED,
    '2026-11-09 08:00 task.reminded contactTeacher due 2026-11-09 16:00',
    '2026-11-09 08:10 message.sent kl-1',
    '2026-11-09 16:00 task.escalated schoolLeader due 2026-11-11 16:00 overdue',
  ]);
});

test('a reminder passes: it is given and sent once, late', async () => {
  const journal = await journalOf('2026-11-09 07:00', '2026-11-09 10:15');
  expect(told(journal, /./).slice(0, 4)).toEqual([
    OPENED,
    '2026-11-09 08:00 task.reminded contactTeacher due 2026-11-09 16:00 late 2026-11-09 10:15',
    '2026-11-09 08:10 message.sent kl-1 late 2026-11-09 10:15',
    '2026-11-09 16:00 task.escalated schoolLeader due 2026-11-11 16:00 overdue',
  ]);
});

test('reminder and due time pass: one rung up, the overtaken reminder neither given nor sent', async () => {
  const journal = await journalOf('2026-11-09 07:00', '2026-11-10 10:15');
  expect(told(journal, /./).slice(0, 4)).toEqual([
    OPENED,
    '2026-11-09 08:10 message.suppressed kl-1 late 2026-11-10 10:15 taskMoved',
    // Two working days from when somebody could have known.
    '2026-11-09 16:00 task.escalated schoolLeader due 2026-11-12 16:00 late 2026-11-10 10:15 overdue',
    '2026-11-11 08:06 message.sent sl-1',
  ]);
});

test('a few minutes late costs nobody a day', async () => {
  const journal = await journalOf('2026-11-09 15:50', '2026-11-09 16:20');
  expect(told(journal, /escalated/)[0]).toBe(
    '2026-11-09 16:00 task.escalated schoolLeader due 2026-11-11 16:00 late 2026-11-09 16:20 overdue',
  );
});

test('the due times of two rungs pass: one escalation and one message, not a burst', async () => {
  const journal = await journalOf('2026-11-06 15:40', '2026-11-13 10:15');
  expect(told(journal, /./)).toEqual([
    OPENED,
    '2026-11-09 08:10 message.suppressed kl-1 late 2026-11-13 10:15 taskMoved',
    '2026-11-09 16:00 task.escalated schoolLeader due 2026-11-17 16:00 late 2026-11-13 10:15 overdue',
    '2026-11-16 08:06 message.sent sl-1',
  ]);
});

const BOOKED = `
  - { at: 2026-11-09 10:00, by: kl-1, complete: absence.firstContact, with: { outcome: reached, channel: phone } }
  - { at: 2026-11-09 10:05, by: kl-1, book: absence.conversation1, to: 2026-11-12 10:00 }`;

test('a youth is reminded late of a meeting that is still to come, and not of one that is over', async () => {
  const reminded = await journalOf('2026-11-10 07:00', '2026-11-11 16:30', BOOKED);
  expect(toYouth(reminded)).toEqual(['2026-11-11 15:00 message.sent youth late 2026-11-11 16:30']);
  const over = await journalOf('2026-11-10 07:00', '2026-11-12 13:00', BOOKED);
  expect(toYouth(over)).toEqual(['2026-11-11 15:00 message.suppressed youth late 2026-11-12 13:00 over']);
});

function toYouth(journal: readonly JournalEntry[]): string[] {
  return told(
    journal.filter(({ role }) => role === 'youth'),
    /^message/,
  );
}
