/**
 * Loading: once is enough, twice changes nothing, and the backlog comes to a person week by week (R54).
 */
import { type JourneyInput } from '../../contract/messages/procedures';
import { type Engine } from '../../contract/ports/engine';
import { type Row } from '../../contract/ports/table';
import { type Loaded, loadMunicipality } from '../../entry/loading/load';
import { readMunicipality } from '../../entry/loading/municipality';
import { currentTerms, latestAgreement } from '../../records/agreements';
import { timeline } from '../../records/journal';
import { MemoryTable } from '../../records/memoryTable';
import {
  assignPerson,
  allYouths,
  findStudent,
  getSchool,
  getStaff,
  getYouth,
  putYouth,
  type Youth,
} from '../../records/people';
import { at, local } from '../support/municipality';
import { CALENDAR, directory, type Directory, STAFF, YOUTHS } from './directory';

/** What was asked of the engine. */
class AskedEngine {
  readonly journeys = new Map<string, JourneyInput>();
  readonly changes: unknown[] = [];
  readonly reviews: string[] = [];
  failing = false;

  readonly port = {
    startJourney: (input: JourneyInput): Promise<void> => {
      if (this.failing) return Promise.reject(new Error('down'));
      if (!this.journeys.has(input.youth)) this.journeys.set(input.youth, input);
      return Promise.resolve();
    },
    personChanged: (youth: string, change: unknown): Promise<void> => {
      this.changes.push({ youth, ...(change as object) });
      return Promise.resolve();
    },
    reviewJourney: (youth: string): Promise<void> => {
      this.reviews.push(youth);
      return Promise.resolve();
    },
  } as unknown as Engine;
}

/** Counts what is written. */
class CountedTable extends MemoryTable {
  readonly written: string[] = [];

  override put(...args: Parameters<MemoryTable['put']>): Promise<boolean> {
    this.written.push(`${args[0].pk} ${args[0].sk}`);
    return super.put(...args);
  }

  override putMany(rows: readonly Row[]): Promise<void> {
    return super.putMany(rows);
  }
}

let dir: Directory;
let table: CountedTable;
let engine: AskedEngine;
let now = 0;
const told: string[] = [];

beforeEach(() => {
  dir = directory();
  dir.write({});
  table = new CountedTable();
  engine = new AskedEngine();
  now = at('2026-11-23 10:00');
  told.length = 0;
});
afterEach(() => {
  dir.remove();
});

function load(): Promise<Loaded> {
  table.written.length = 0;
  return loadMunicipality(
    { table, engine: engine.port, now: () => now, cprKey: Buffer.alloc(32, 7) },
    readMunicipality(dir.path),
    (detail) => told.push(detail),
  );
}

async function youthNamed(firstName: string): Promise<Youth> {
  const listed = (await allYouths(table)).find((youth) => youth.firstName === firstName);
  const youth = listed && (await getYouth(table, listed.ref));
  if (!youth) throw new Error(`no ${firstName}`);
  return youth;
}

const changed = (from: string, to: string): string[] => YOUTHS.map((row) => row.replace(from, to));

it('puts everything where it belongs and starts a journey per youth', async () => {
  const { added, changed: rows } = await load();
  expect([added, rows]).toEqual([3, 0]);
  const malthe = await youthNamed('Malthe');
  expect(malthe.ref).toMatch(/^y[a-z2-7]{10}$/);
  expect(await findStudent(table, 'FGU-NORD', 'E1')).toBe(malthe.ref);
  expect(await getStaff(table, 'kl-1')).toMatchObject({ name: 'Maja Østergaard' });
  expect(await getSchool(table, 'ENGEN')).toEqual({ id: 'ENGEN', kind: 'primary', closed: [], calendar: 1 });
  expect(await latestAgreement(table, undefined)).toBe(1);
  expect(await latestAgreement(table, 'FGU-NORD')).toBe(1);
  expect((await currentTerms(table, undefined)).closed.municipality).toEqual(CALENDAR.municipality.closed);
  expect(engine.journeys.get(malthe.ref)).toMatchObject({ agreement: 1 });
  expect((await youthNamed('Freja')).people.coordinator).toBeUndefined();
});

it('keeps nothing of a CPR number where it could be read back', async () => {
  await load();
  const keys = [
    ...table.written,
    ...(await table.list('cpr')).map(({ sk }) => sk),
    ...engine.journeys.keys(),
  ];
  expect(keys.join('\n')).not.toMatch(/7403104001|740310/);
});

it('changes nothing the second time', async () => {
  await load();
  const [before, journeys] = [await allYouths(table), new Map(engine.journeys)];
  now += 40 * 86_400_000;
  const again = await load();
  expect([again.added, again.changed]).toEqual([0, 0]);
  expect(table.written).toEqual([]);
  expect(await allYouths(table)).toEqual(before);
  expect(engine.journeys).toEqual(journeys);
  expect(engine.changes).toEqual([]);
});

it('takes over what has changed in the file, and leaves what people have changed', async () => {
  await load();
  const { ref } = await youthNamed('Freja');
  await assignPerson(table, ref, 'coordinator', 'tk-1');
  dir.write({ youths: changed('Eksempelvej 2', 'Ny Vej 7') });
  const { added, changed: rows } = await load();
  expect([added, rows]).toEqual([0, 1]);
  expect(await youthNamed('Freja')).toMatchObject({
    ref,
    address: 'Ny Vej 7',
    people: { coordinator: 'tk-1' },
  });
  expect(engine.changes).toEqual([]);
});

it('ends an exit a school told of (R33) where the file knows of something new, and not before', async () => {
  await load();
  const youth = await youthNamed('Bjørk');
  await putYouth(table, { ...youth, status: 'none', exited: '2026-11-23' });
  dir.write({ youths: changed('Ali;;31 00 00 03', 'Ali;Ny Vej 1;31 00 00 03') });
  await load();
  expect(await youthNamed('Bjørk')).toMatchObject({ status: 'none', exited: '2026-11-23' });
  dir.write({ youths: changed(';Grundskole;;;9;', ';Uddannelse;;;;') });
  await load();
  const back = await youthNamed('Bjørk');
  expect(back.status).toBe('education');
  expect(back).not.toHaveProperty('exited');
});

it('takes a value away where the file no longer has it', async () => {
  await load();
  dir.write({ youths: changed('ung1@post.example', '') });
  await load();
  expect(await youthNamed('Malthe')).not.toHaveProperty('email');
});

it('tells the journey of a new coordinator', async () => {
  await load();
  const { ref } = await youthNamed('Freja');
  dir.write({ youths: changed('05-07-2026;;;uu-1', '05-07-2026;tk-1;;uu-1') });
  await load();
  expect((await youthNamed('Freja')).people.coordinator).toBe('tk-1');
  expect(engine.changes).toEqual([{ youth: ref, role: 'coordinator', person: 'tk-1' }]);
  expect(engine.reviews).toEqual([]);
  expect(await timeline(table, { youth: ref })).toMatchObject([
    { event: 'person.changed', role: 'coordinator', assignee: 'tk-1', reason: { from: 'nobody' } },
  ]);
});

it('lets a journey look again when status, grade or risk have changed, and counts the grade from that day', async () => {
  await load();
  const { ref, gradeOn } = await youthNamed('Bjørk');
  expect(gradeOn).toBe('2026-11-23');
  now += 30 * 86_400_000;
  dir.write({ youths: changed('Ali;;31 00 00 03', 'Ali;Ny Vej 1;31 00 00 03') });
  await load();
  expect(engine.reviews).toEqual([]);
  expect((await youthNamed('Bjørk')).gradeOn).toBe('2026-11-23');
  dir.write({ youths: changed(';Grundskole;;;9;', ';Grundskole;;;10;') });
  await load();
  expect(engine.reviews).toEqual([ref]);
  expect(await youthNamed('Bjørk')).toMatchObject({ grade: 10, gradeOn: '2026-12-23' });
});

it('counts a calendar on when it changes', async () => {
  await load();
  dir.write({
    calendar: {
      ...CALENDAR,
      schools: { ...CALENDAR.schools, ENGEN: { kind: 'primary', closed: ['2026-12-01'] } },
    },
  });
  await load();
  expect(await getSchool(table, 'ENGEN')).toMatchObject({ closed: ['2026-12-01'], calendar: 2 });
  expect(await getSchool(table, 'FGU-NORD')).toMatchObject({ calendar: 1 });
});

it('is taken up again where it was cut short', async () => {
  engine.failing = true;
  await expect(load()).rejects.toThrow('down');
  engine.failing = false;
  await load();
  expect(engine.journeys.size).toBe(3);
  expect(await allYouths(table)).toHaveLength(3);
});

describe('the backlog (R54)', () => {
  const born = (age: number, n: number): string =>
    `${String(61 + n)}01${String(2026 - age).slice(2)}40${String(n).padStart(2, '0')}`;
  const youth = (n: number, age: number, coordinator = ''): string =>
    `${born(age, n)};Ung${String(n)};Test;;;;ingen;;;;;${coordinator};;;;;`;
  const releases = (): string[] =>
    [...engine.journeys.values()].map(({ releaseAt }) => local(releaseAt ?? 0)).sort();

  it('comes to the network five a week, at eight in the morning, 15–17 off plan first', async () => {
    dir.write({ youths: Array.from({ length: 12 }, (_, n) => youth(n, n < 10 ? 20 : 16)) });
    const { youths } = await load();
    expect(releases()).toEqual([
      ...Array.from({ length: 5 }, () => '2026-11-23 08:00'),
      ...Array.from({ length: 5 }, () => '2026-11-30 08:00'),
      ...Array.from({ length: 2 }, () => '2026-12-07 08:00'),
    ]);
    const statutory = youths.filter(({ youth: { firstName } }) => ['Ung10', 'Ung11'].includes(firstName));
    expect(statutory.map(({ releaseAt }) => local(releaseAt ?? 0))).toEqual([
      '2026-11-23 08:00',
      '2026-11-23 08:00',
    ]);
  });

  it('comes to each coordinator by themselves', async () => {
    const staff = [...STAFF, 'tk-2;Ny Person;coordinator;;;'];
    const youths = Array.from({ length: 12 }, (_, n) => youth(n, 20, n % 2 === 0 ? 'tk-1' : 'tk-2'));
    dir.write({ staff, youths });
    await load();
    expect(releases().filter((release) => release === '2026-11-23 08:00')).toHaveLength(10);
  });

  it('begins on a working day and keeps to them', async () => {
    now = at('2026-12-24 09:00'); // closed by the calendar; then Christmas and a weekend
    dir.write({ youths: Array.from({ length: 6 }, (_, n) => youth(n, 20)) });
    await load();
    expect(new Set(releases())).toEqual(new Set(['2026-12-28 08:00', '2027-01-04 08:00']));
  });

  it('tells how far it has come', async () => {
    dir.write({ youths: Array.from({ length: 30 }, (_, n) => youth(n, 20)) });
    await load();
    expect(told).toEqual(['gemmer skoler, medarbejdere og unge', '25 af 30 forløb']);
  });
});
