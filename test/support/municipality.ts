/**
 * A tiny municipality for tests: one FGU school, one youth, one person per role. All synthetic.
 */
import { defaultPolicy, policyWith } from '../../contract/schemas/policy';
import { MemoryTable } from '../../records/memoryTable';
import { addAgreement } from '../../records/agreements';
import { putMunicipality, putSchool, putStaff, putYouth, type Staff, type Youth } from '../../records/people';
import { type Table } from '../../contract/ports/table';
import { type Origin } from '../../contract/messages/effects';
import { copenhagen, instantOf } from '../../rules/clock';

export const SCHOOL = 'FGU-NORD';

export const STAFF: readonly Staff[] = [
  { id: 'kl-1', name: 'Maja Holm', role: 'contactTeacher', school: SCHOOL, email: 'kl-1@kommune.example' },
  { id: 'sl-1', name: 'Åse Lund', role: 'schoolLeader', school: SCHOOL, email: 'sl-1@kommune.example' },
  { id: 'tk-1', name: 'Mette Dahl', role: 'coordinator', email: 'tk-1@kommune.example' },
  { id: 'uu-1', name: 'Noah Møller', role: 'guidance', email: 'uu-1@kommune.example' },
  { id: 'net-1', name: 'Ida Ali', role: 'network', email: 'net-1@kommune.example' },
  { id: 'net-2', name: 'Søren Bach', role: 'network', email: 'net-2@kommune.example' },
  { id: 'adm-1', name: 'Liam Åkjær', role: 'admin', email: 'adm-1@kommune.example' },
];

export const YOUTH: Youth = {
  ref: 'y1',
  cpr: '7403094001',
  firstName: 'Malthe',
  lastName: 'Jensen',
  born: '2009-03-14',
  status: 'fgu',
  school: SCHOOL,
  student: 'E1',
  mobile: '+4531000001',
  people: { contactTeacher: 'kl-1', coordinator: 'tk-1', guidance: 'uu-1' },
  guardians: [{ name: 'Emma Hansen', mobile: '+4541000001' }],
};

export const CASE: Origin = { workflowId: 'absenceCase/y1/1', youth: 'y1', school: SCHOOL, agreement: 1 };

export interface SeedOptions {
  readonly youth?: Partial<Youth>;
  readonly staff?: readonly Staff[];
  readonly schoolClosed?: readonly string[];
  readonly policy?: unknown;
}

/** Fills a table with the municipality. */
async function seed<T extends Table>(table: T, options: SeedOptions = {}): Promise<T> {
  const policy = options.policy === undefined ? defaultPolicy() : policyWith(options.policy);
  await addAgreement(table, undefined, policy);
  await addAgreement(table, SCHOOL, policy);
  await putMunicipality(table, { closed: [], calendar: 1 });
  await putSchool(table, { id: SCHOOL, kind: 'fgu', closed: options.schoolClosed ?? [], calendar: 1 });
  for (const staff of options.staff ?? STAFF) await putStaff(table, staff);
  await putYouth(table, { ...YOUTH, ...options.youth });
  return table;
}

export const seeded = (options: SeedOptions = {}): Promise<MemoryTable> => seed(new MemoryTable(), options);

/** `2026-10-19 16:00` in Denmark as an instant. */
export function at(text: string): number {
  const [date = '', time = '00:00'] = text.split(' ');
  return instantOf(date, time);
}

/** An instant as `2026-10-19 16:00` in Denmark. */
export function local(instant: number): string {
  const { date, time } = copenhagen(instant);
  return `${date} ${time}`;
}
