/**
 * A scenario on the real time-skipping server. Its clock begins today and only goes forward, so every instant that
 * crosses between the server and our records is moved by the same number of milliseconds.
 */
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, makeTelemetryFilterString, Runtime, Worker } from '@temporalio/worker';
import {
  absenceCaseId,
  capacityId,
  DISPATCH_ID,
  journeyId,
  networkConferenceId,
  procedureId,
  prognosisRoundId,
  progressionRoundId,
  schoolFeedId,
  staffLeaveId,
  TASK_QUEUE,
  YEAR_WHEEL_ID,
} from '../../contract/messages/ids';
import { PROCEDURES } from '../../contract/messages/vocabulary';
import { JournalTable } from '../../simulation/journalTable';
import {
  type Around,
  type Host,
  municipalActivities,
  VirtualMunicipality,
  writeSetup,
} from '../../simulation/municipality';
import { type Scenario } from '../../simulation/scenarios/format';
import { endOf, happeningsOf, setupOf, YOUTH } from '../../simulation/scenarios/plan';
import { Journal, named } from '../../simulation/scenarios/run';
import { type JournalEntry } from '../../records/journal';
import { addDays } from '../../rules/calendar';
import { instantOf } from '../../rules/clock';
import { nextInSeries } from '../../rules/recurring';
import { halfYearOf, quarterOf } from '../../rules/rounds';
import { type Commands, realCommands } from './commands';

/** Numbers as large as instants of this century are instants. */
const EARLIEST_INSTANT = Date.UTC(2000, 0, 1);

/** Moves every instant in a value. */
function moved(value: unknown, by: number): unknown {
  if (typeof value === 'number') return value >= EARLIEST_INSTANT ? value + by : value;
  if (Array.isArray(value)) return value.map((item) => moved(item, by));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, moved(item, by)]));
}

export interface RealRun {
  readonly journal: readonly JournalEntry[];
  /** The history of each workflow's newest run. */
  readonly histories: Readonly<Record<string, History>>;
  /** What each workflow asked for, through all its runs. */
  readonly commands: Readonly<Record<string, Commands>>;
}

type History = Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>;

let isQuiet = false;

/** The test server lacks newer features, and the SDK says so once per worker. */
function quiet(): void {
  if (isQuiet) return; // a process has one runtime
  isQuiet = true;
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
  });
}

/** Every workflow a scenario may have started. */
function idsOf({ school, start, until, policy, steps }: Scenario): string[] {
  const months: string[] = [];
  const conferences: string[] = [];
  // A round is named by its planned day, which may lie a while after it began.
  const last = addDays(until, 90);
  for (let day = start; day <= last; day = addDays(day, 28)) months.push(day);
  const { from, everyDays } = policy.networkConference;
  for (let day = nextInSeries(start, from, everyDays); day <= last; day = addDays(day, everyDays))
    conferences.push(networkConferenceId(day));
  return [
    journeyId(YOUTH),
    DISPATCH_ID,
    YEAR_WHEEL_ID,
    ...(school
      ? [
          schoolFeedId(school.id),
          ...new Set(months.map((day) => progressionRoundId(school.id, quarterOf(day)))),
        ]
      : []),
    ...new Set(months.map((day) => prognosisRoundId(halfYearOf(day)))),
    ...conferences,
    ...new Set(steps.flatMap((step) => (step.form === 'place' ? [capacityId(step.place.offer)] : []))),
    ...steps.flatMap((step) => (step.form === 'leaves' ? [staffLeaveId(step.leaves)] : [])),
    ...[1, 2, 3].flatMap((n) => [
      absenceCaseId(YOUTH, n),
      ...PROCEDURES.map((procedure) => procedureId(procedure, YOUTH, n)),
    ]),
  ];
}

export class RealServer {
  private constructor(private readonly env: TestWorkflowEnvironment) {}

  /** @param executable path of the time-skipping test server. */
  static async start(executable: string): Promise<RealServer> {
    quiet();
    const server = { executable: { type: 'existing-path' as const, path: executable } };
    return new RealServer(await TestWorkflowEnvironment.createTimeSkipping({ server }));
  }

  stop(): Promise<void> {
    return this.env.teardown();
  }

  /** Lives through a scenario; workflow ids get `suffix` so that scenarios on one server do not meet. */
  async run(scenario: Scenario, bundle: string, around: Around = (a) => a): Promise<RealRun> {
    const { env } = this;
    const journal = new Journal();
    const table = new JournalTable(journal.keep);
    const setup = setupOf(scenario, table);
    await writeSetup(setup);
    let serverNow = await env.currentTimeMs();
    const began = serverNow;
    const offset = serverNow - instantOf(scenario.start, '00:00');
    const host = this.hostOf(offset, () => serverNow);
    const real = around(municipalActivities(setup, () => host));
    const activities = Object.fromEntries(
      Object.entries(real).map(([name, activity]: [string, (...args: never[]) => Promise<unknown>]) => [
        name,
        async (...args: unknown[]) => {
          serverNow = await env.currentTimeMs();
          return moved(await activity(...(moved(args, -offset) as never[])), offset);
        },
      ]),
    );
    const worker = await Worker.create({
      connection: env.nativeConnection,
      taskQueue: TASK_QUEUE,
      workflowBundle: { code: bundle },
      activities,
    });
    return worker.runUntil(async () => {
      const municipality = new VirtualMunicipality(table, host);
      const passTo = async (instant: number): Promise<void> => {
        const left = instant + offset - (await env.currentTimeMs());
        if (left > 0) await env.sleep(left);
        serverNow = await env.currentTimeMs();
      };
      try {
        for (const { at, step, happen } of happeningsOf(scenario, municipality, table)) {
          await passTo(at);
          await named(happen, step);
        }
        await passTo(endOf(scenario));
      } catch (error) {
        await this.endAll(scenario, began); // the next scenario begins alone even so
        throw error;
      }
      return { journal: journal.entries(), ...(await this.endAll(scenario, began)) };
    });
  }

  private hostOf(offset: number, serverNow: () => number): Host {
    const { workflow }: Client = this.env.client;
    const out = (args: readonly unknown[]): unknown[] => moved(args, offset) as unknown[];
    return {
      now: () => serverNow() - offset,
      start: async (type, workflowId, args) => {
        await workflow.start(type, { workflowId, taskQueue: TASK_QUEUE, args: out(args) });
      },
      signal: async (workflowId, signal, args) => workflow.getHandle(workflowId).signal(signal, ...out(args)),
      signalWithStart: async (type, workflowId, args, signal, signalArgs) => {
        await workflow.signalWithStart(type, {
          workflowId,
          taskQueue: TASK_QUEUE,
          args: out(args),
          signal,
          signalArgs: out(signalArgs),
        });
      },
      update: async (workflowId, update, args, updateId) => {
        await workflow.getHandle(workflowId).executeUpdate(update, { args: out(args) as [], updateId });
      },
    };
  }

  /** What the scenario's workflows have done, by id; what still runs is ended, so that the next one is alone. */
  private async endAll(scenario: Scenario, began: number): Promise<Omit<RealRun, 'journal'>> {
    const { workflow } = this.env.client;
    const histories: Record<string, History> = {};
    const commands: Record<string, Commands> = {};
    for (const id of idsOf(scenario)) {
      const handle = workflow.getHandle(id);
      // The test server cannot list workflows: ids that were not used are asked for in vain.
      const found = await handle.describe().catch((error: unknown): undefined => {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      });
      if (!found || found.startTime.getTime() < began) continue; // of a scenario before this one
      const runs = await this.runsOf(id, found.runId);
      histories[id] = runs.at(-1) ?? {};
      commands[id] = realCommands(runs);
      if (found.status.name === 'RUNNING') await handle.terminate('the scenario has ended');
    }
    return { histories, commands };
  }

  /** The histories of a workflow's runs, from the first to this one. */
  private async runsOf(id: string, last: string): Promise<History[]> {
    const histories: History[] = [];
    for (let runId: string | null | undefined = last; runId;) {
      const history: History = await this.env.client.workflow.getHandle(id, runId).fetchHistory();
      histories.unshift(history);
      runId = history.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId;
    }
    return histories;
  }
}
