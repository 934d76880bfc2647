/** A journey that received 10,000 registrations, one request each: what it costs, and that it still works. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultPolicy } from '../contract/schemas/policy';
import { ROOT } from '../entry/options';
import { type JournalEntry } from '../records/journal';
import { addDays, schoolDays } from '../rules/calendar';
import { instantOf } from '../rules/clock';
import { JournalTable } from '../simulation/journalTable';
import { VirtualMunicipality, writeSetup } from '../simulation/municipality';
import { virtualHost } from '../simulation/virtualHost';
import { decimal, printTable } from './table';

const RECORDS = 10_000;
const PER_DAY = 8;
const FROM = '2026-08-10';
const SCHOOL = 'FGU-1';
const YOUTH = { ref: 'y1', student: 'E1' };

export async function measureRecords(): Promise<void> {
  const entries: JournalEntry[] = [];
  const table = new JournalTable((entry) => entries.push(entry));
  const sent = (): Promise<void> => Promise.resolve();
  const setup = {
    table,
    policy: defaultPolicy(),
    notifier: { email: sent, sms: sent },
    municipality: { closed: [], calendar: 1 },
    schools: [{ id: SCHOOL, kind: 'fgu' as const, closed: [], calendar: 1 }],
    staff: [],
    youths: [
      {
        ...YOUTH,
        cpr: '',
        firstName: '',
        lastName: '',
        born: '2009-03-14',
        status: 'fgu' as const,
        school: SCHOOL,
        people: {},
        guardians: [],
      },
    ],
  };
  await writeSetup(setup);
  const bundle = readFileSync(join(ROOT, 'dist', 'workflow-bundle.js'), 'utf8');
  const { server, host } = virtualHost(bundle, instantOf(FROM, '00:00'), setup);
  const municipality = new VirtualMunicipality(table, host);
  const days = schoolDays(FROM, addDays(FROM, 3000), []);
  const lawful = days.slice(0, RECORDS / PER_DAY);
  const unlawful = days.slice(lawful.length, lawful.length + 5);

  const began = performance.now();
  await municipality.startJourney({ youth: YOUTH.ref });
  for (const date of lawful) {
    for (let n = 0; n < PER_DAY; n += 1) {
      const record = { ...recordOn(date, n), type: 'sickness' as const };
      server.at(instantOf(date, '08:00') + n * 3_600_000, () => municipality.register(SCHOOL, [record]));
    }
  }
  await server.runUntil(instantOf(unlawful[0] ?? FROM, '00:00'));
  const seconds = (performance.now() - began) / 1000;
  const { events = 0, bytes = 0, continued = 0, longest } = server.counts().get('journey') ?? {};
  const row = [
    decimal(seconds),
    String(events),
    decimal(bytes / 1024 / 1024),
    String(continued),
    String(longest?.events ?? 0),
  ];

  for (const date of unlawful) {
    const record = { ...recordOn(date, 0), type: 'unlawful' as const, minutes: 300 };
    server.at(instantOf(date, '15:30'), () => municipality.register(SCHOOL, [record]));
  }
  await server.runUntil(instantOf(addDays(unlawful.at(-1) ?? FROM, 1), '00:00'));
  const cases = entries.filter(({ event }) => event === 'case.opened').length;
  printTable(
    ['seconds', 'events', 'MiB of history', 'continued as new', 'longest run', 'cases after five more days'],
    [[...row, String(cases)]],
  );
}

function recordOn(
  date: string,
  n: number,
): { id: string; student: string; youth: string; date: string; minutes: number } {
  return { id: `R-${date}-${String(n)}`, student: YOUTH.student, youth: YOUTH.ref, date, minutes: 30 };
}
