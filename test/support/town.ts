/** A small town in virtual time, with its journal: one FGU school, one youth, one person per role. */
import { defaultPolicy } from '../../contract/schemas/policy';
import { type KnownRecord } from '../../records/absences';
import { type JournalEntry } from '../../records/journal';
import { instantOf } from '../../rules/clock';
import { JournalTable } from '../../simulation/journalTable';
import { type Host, VirtualMunicipality, writeSetup } from '../../simulation/municipality';
import { virtualHost } from '../../simulation/virtualHost';
import { type VirtualServer } from '../../simulation/virtualServer';
import { projectBundle } from './bundle';
import { SCHOOL, STAFF, YOUTH } from './municipality';

export interface Town {
  readonly entries: JournalEntry[];
  readonly server: VirtualServer;
  readonly host: Host;
  readonly table: JournalTable;
  readonly municipality: VirtualMunicipality;
}

/** The town as it is when the first day begins. */
export async function town(start: string): Promise<Town> {
  const entries: JournalEntry[] = [];
  const table = new JournalTable((entry) => entries.push(entry));
  const nothing = (): Promise<void> => Promise.resolve();
  const setup = {
    table,
    notifier: { email: nothing, sms: nothing },
    policy: defaultPolicy(),
    municipality: { closed: [], calendar: 1 },
    schools: [{ id: SCHOOL, kind: 'fgu' as const, closed: [], calendar: 1 }],
    staff: STAFF,
    youths: [YOUTH],
  };
  await writeSetup(setup);
  const { server, host } = virtualHost(await projectBundle(), instantOf(start, '00:00'), setup);
  return { entries, server, host, table, municipality: new VirtualMunicipality(table, host) };
}

/** The youth's unlawful absence on a day, the whole of it. */
export const awayOn = (date: string): KnownRecord => ({
  id: date,
  date,
  type: 'unlawful',
  minutes: 300,
  youth: YOUTH.ref,
  student: 'E1',
});
