/** The promise that every youth always has a responsible person and a next date: kept, and found broken. */
import { defaultPolicy } from '../../contract/schemas/policy';
import { type JournalEntry } from '../../records/journal';
import { instantOf } from '../../rules/clock';
import { Followed } from '../../simulation/followed';
import { makeUp } from '../../simulation/population';
import { runShard } from '../../simulation/shard';
import { TYPICAL } from '../../simulation/staff';
import { projectBundle } from '../support/bundle';
import { YOUTH } from '../support/municipality';

const START = instantOf('2026-10-01', '00:00');
const at = (date: string, time = '10:00'): number => instantOf(date, time);
const entry = (more: Partial<JournalEntry>): JournalEntry => ({
  at: START,
  event: 'task.opened',
  rule: 'R15',
  youth: YOUTH.ref,
  task: 'familyMeeting.y1.1.1',
  kind: 'family.book',
  ...more,
});

const watch = (people = YOUTH.people, releaseAt?: number): Followed =>
  new Followed(
    [{ youth: { ...YOUTH, people }, absences: [], ...(releaseAt !== undefined && { releaseAt }) }],
    START,
    defaultPolicy(),
  );

test('an open task is a next date', () => {
  const followed = watch();
  followed.add(entry({}), START);
  followed.advance(at('2030-01-01'));
  expect(followed.lapses).toEqual([]);
});

test('a task that closes with nothing after it leaves a gap from that instant on', () => {
  const followed = watch();
  followed.add(entry({}), START);
  followed.add(entry({ event: 'task.completed' }), at('2026-10-05'));
  followed.advance(at('2026-10-06'));
  expect(followed.lapses).toEqual([{ youth: 'y1', from: at('2026-10-05'), missing: 'nextDate' }]);
});

test('what follows within the same instant leaves none', () => {
  const followed = watch();
  followed.add(entry({}), START);
  followed.add(entry({ event: 'task.completed' }), at('2026-10-05'));
  followed.add(entry({ task: 'familyMeeting.y1.1.2', kind: 'family.meeting' }), at('2026-10-05'));
  followed.advance(at('2026-10-06'));
  expect(followed.lapses).toEqual([]);
});

test('R19: without a coordinator, somebody must have been asked to find one', () => {
  const followed = watch({});
  followed.add(entry({ task: 'absenceCase.y1.1.1', kind: 'absence.firstContact' }), START);
  followed.advance(at('2026-10-02'));
  expect(followed.lapses.map(({ missing }) => missing)).toEqual(['responsible']);
});

test('R45: no thanks is a reason for three months, and not a day longer', () => {
  const followed = watch();
  followed.add(entry({}), START);
  followed.add(entry({ event: 'task.completed', reason: { outcome: 'declined' } }), at('2026-10-05'));
  followed.advance(at('2027-01-05', '00:00'));
  expect(followed.lapses).toEqual([]);
  followed.advance(at('2027-01-05', '00:01'));
  expect(followed.lapses).toEqual([{ youth: 'y1', from: at('2027-01-05', '00:00'), missing: 'nextDate' }]);
});

test('R54: the backlog is a reason until it has come to the youth', () => {
  const followed = watch(YOUTH.people, at('2026-10-12', '08:00'));
  followed.advance(at('2026-10-13'));
  expect(followed.lapses).toEqual([{ youth: 'y1', from: at('2026-10-12', '08:00'), missing: 'nextDate' }]);
});

describe('a municipality lived through', () => {
  const [from, to] = ['2026-08-10', '2027-08-09'];
  const options = { from, to, policy: defaultPolicy(), seed: 3, journal: false };

  test.each([
    ['staff as is typical', TYPICAL],
    ['staff who do nothing at all', undefined],
  ])(
    '%s: nobody is without a responsible person and a next date',
    async (_, staff) => {
      const bundle = await projectBundle();
      const { lapses, tally } = await runShard(
        makeUp(30, 3, from, to),
        { ...options, staff },
        bundle,
        () => undefined,
      );
      expect(lapses).toEqual([]);
      expect(tally.entries).toBeGreaterThan(1_000);
    },
    120_000,
  );
});
