/**
 * Receipts for a school: that something happened with what it registered, and when – never what (R43).
 */
import { type SchoolRef } from '../contract/messages/ids';
import { type Table } from '../contract/ports/table';
import { type Instant } from '../rules/clock';

/** How far one case has come. Instants; absent what has not happened. */
export interface CaseReceipt {
  readonly case: string;
  readonly taskOpened?: Instant;
  readonly conversationBooked?: Instant;
  readonly conversationHeld?: Instant;
  readonly escalated?: Instant;
  readonly closed?: Instant;
}

export interface StudentReceipt {
  readonly student: string;
  /** When the school's latest registration for the student was received. */
  readonly received: Instant;
  readonly cases: readonly CaseReceipt[];
}

const partition = (school: SchoolRef): string => `receipts/${school}`;

export async function noteReceived(
  table: Table,
  school: SchoolRef,
  student: string,
  at: Instant,
): Promise<void> {
  await table.put({ pk: partition(school), sk: `${student}/received`, at }, { field: 'at', below: at });
}

/** Adds to a case's receipt; only the case's own activities write it, one after the other. */
export async function noteCase(
  table: Table,
  school: SchoolRef,
  student: string,
  caseId: string,
  step: Omit<Partial<CaseReceipt>, 'case'>,
): Promise<void> {
  const at = { pk: partition(school), sk: `${student}/${caseId}` };
  const before = (await table.get(at))?.value as CaseReceipt | undefined;
  await table.put({ ...at, value: { ...before, ...step, case: caseId } });
}

/** One receipt per student the school has registered, by student number. */
export async function receiptsOf(table: Table, school: SchoolRef): Promise<StudentReceipt[]> {
  const received = new Map<string, Instant>();
  const cases = new Map<string, CaseReceipt[]>();
  for (const row of await table.list(partition(school))) {
    const student = row.sk.slice(0, row.sk.indexOf('/'));
    if (row.value === undefined) received.set(student, Number(row.at));
    else cases.set(student, [...(cases.get(student) ?? []), row.value as CaseReceipt]);
  }
  return [...received].map(([student, at]) => ({ student, received: at, cases: cases.get(student) ?? [] }));
}
