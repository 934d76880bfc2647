/**
 * Running a scenario in virtual time.
 */
import { type JournalEntry } from '../../records/journal';
import { instantOf } from '../../rules/clock';
import { JournalTable } from '../journalTable';
import { VirtualMunicipality, writeSetup } from '../municipality';
import { type HostOptions, virtualHost } from '../virtualHost';
import { type TypeCounts } from '../virtualServer';
import { type Scenario } from './format';
import { endOf, happeningsOf, setupOf, YOUTH } from './plan';

/** What came of a scenario. */
export interface ScenarioRun {
  /** In order of their planned time; of the same time in the order written. */
  readonly journal: readonly JournalEntry[];
  readonly counts: ReadonlyMap<string, TypeCounts>;
}

/** A step that could not be carried out, with its number from 1. */
export class StepFailed extends Error {}

/** Lives through a scenario. `bundle` is the workflows'. Rejects with {@link StepFailed}. */
export async function runScenario(
  scenario: Scenario,
  bundle: string,
  options: HostOptions = {},
): Promise<ScenarioRun> {
  const journal = new Journal();
  const table = new JournalTable(journal.keep);
  const setup = setupOf(scenario, table);
  await writeSetup(setup);
  const { server, host } = virtualHost(bundle, instantOf(scenario.start, '00:00'), setup, options);
  const municipality = new VirtualMunicipality(table, host);
  for (const { at, step, happen } of happeningsOf(scenario, municipality, table)) {
    server.at(at, () => named(happen, step));
  }
  await server.runUntil(endOf(scenario));
  return { journal: journal.entries(), counts: server.counts() };
}

/** Lets a happening tell which step of the file it is when it fails. */
export async function named(happen: () => Promise<void>, step: number | undefined): Promise<void> {
  try {
    await happen();
  } catch (error) {
    if (step === undefined) throw error;
    const reason =
      error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : '';
    throw new StepFailed(`trin ${String(step + 1)} kan ikke udføres: ${reason}`, { cause: error });
  }
}

/** Collects entries and puts them in order of time. */
export class Journal {
  private readonly written: { entry: JournalEntry; key: string }[] = [];

  /** Others, who only hold places or wait for them, are not what a scenario is about. */
  readonly keep = (entry: JournalEntry, key: string): void => {
    if (entry.youth !== undefined && entry.youth !== YOUTH) return;
    this.written.push({ entry, key });
  };

  entries(): JournalEntry[] {
    return this.written
      .map(({ entry, key }, order) => ({ entry, writer: key.split('/')[2] ?? '', order }))
      .sort(
        (a, b) =>
          a.entry.at - b.entry.at || (a.writer < b.writer ? -1 : a.writer > b.writer ? 1 : a.order - b.order),
      )
      .map(({ entry }) => entry);
  }
}
