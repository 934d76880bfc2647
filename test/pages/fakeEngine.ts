/**
 * An engine for page tests: remembers what it was asked to do, does the plainest of it to the row, or refuses.
 */
import { type MoveAgreement, type Refusal } from '../../contract/messages/tasks';
import { taskId } from '../../contract/messages/ids';
import {
  type Engine,
  type TaskDeeds,
  TaskRefusedError,
  type WorkflowSummary,
} from '../../contract/ports/engine';
import { type Table } from '../../contract/ports/table';
import { type AnswerYouths } from '../../contract/messages/rounds';
import { answersOf, getRound, saveAnswers } from '../../records/rounds';
import { getTask, saveTask, type TaskRow } from '../../records/tasks';

/** Something the engine was asked to do. */
export interface Asked {
  readonly workflowId: string;
  readonly deed: keyof TaskDeeds;
  readonly args: TaskDeeds[keyof TaskDeeds];
  readonly requestId: string;
}

export class FakeEngine implements Engine {
  readonly asked: Asked[] = [];
  /** What the next deed is refused with. */
  refusal: Refusal | undefined;
  /** Thrown by the next deed as it is. */
  failure: Error | undefined;
  /** A task whose workflow says that it is closed. */
  refuses: string | undefined;
  /** What schools have told of students (R33). */
  readonly events: { readonly youth: string; readonly event: string }[] = [];
  running: WorkflowSummary[] = [];
  /** R07: what was moved to another version of its agreement. */
  readonly moved: { readonly workflowId: string; readonly args: MoveAgreement }[] = [];
  /** What was answered about youths of rounds, in order. */
  readonly answered: {
    readonly roundId: string;
    readonly rows: AnswerYouths['rows'];
    readonly requestId: string;
  }[] = [];

  constructor(
    private readonly table: Table,
    private readonly now: () => number,
  ) {}

  async act<Deed extends keyof TaskDeeds>(
    workflowId: string,
    deed: Deed,
    args: TaskDeeds[Deed],
    requestId: string,
  ): Promise<void> {
    if (this.failure) throw this.failure;
    if (this.refuses === taskId(workflowId, args.n)) throw new TaskRefusedError('alreadyClosed');
    if (this.refusal) throw new TaskRefusedError(this.refusal);
    if (deed === 'completeTask') await this.checkAnswered(workflowId);
    const repeated = this.asked.some((known) => known.requestId === requestId);
    this.asked.push({ workflowId, deed, args, requestId });
    const task = await getTask(this.table, taskId(workflowId, args.n));
    if (task && !repeated) await saveTask(this.table, changed(task, deed, args), task);
  }

  workflows({ failing }: { failing?: boolean }): Promise<WorkflowSummary[]> {
    return Promise.resolve(this.running.filter(({ failures }) => failing !== true || failures.length > 0));
  }

  webAddress(workflowId: string, runId: string): string | undefined {
    return `http://127.0.0.1:8233/namespaces/default/workflows/${encodeURIComponent(workflowId)}/${runId}`;
  }

  startJourney = nothing;
  startSchoolFeed = nothing;
  startDispatch = nothing;
  startYearWheel = nothing;
  reportAbsence = nothing;
  personChanged = nothing;
  reviewJourney = nothing;
  answerPulse = nothing;
  wishForAnother = nothing;
  messageFailed = nothing;
  dayConfirmed = nothing;
  staffLeaving = nothing;
  wakeDispatch = nothing;
  wishForPlace = nothing;
  placesChanged = nothing;
  withdrawArrangement = nothing;

  /** Writes the answers, as the round's own activity would. */
  async answerYouths(roundId: string, { by, rows }: AnswerYouths, requestId: string): Promise<void> {
    if (this.failure) throw this.failure;
    if (this.answered.some((known) => known.requestId === requestId)) return;
    this.answered.push({ roundId, rows, requestId });
    const at = this.now();
    await saveAnswers(
      this.table,
      roundId,
      this.answered.length,
      rows.map((row) => ({ ...row, by, at })),
    );
  }

  /** R13: a meeting is closed when everybody in it has been talked about. */
  private async checkAnswered(id: string): Promise<void> {
    const [round, given] = await Promise.all([getRound(this.table, id), answersOf(this.table, id)]);
    const missing = (round?.members.length ?? 0) - given.size;
    if (round && round.kind !== 'networkConference' && missing > 0) {
      throw new TaskRefusedError('answersMissing', missing);
    }
  }

  reportSchoolEvent(youth: string, { event }: { event: string }): Promise<void> {
    if (this.failure) return Promise.reject(this.failure);
    this.events.push({ youth, event });
    return Promise.resolve();
  }

  moveAgreement(workflowId: string, args: MoveAgreement): Promise<void> {
    if (this.failure) return Promise.reject(this.failure);
    if (this.refusal) return Promise.reject(new TaskRefusedError(this.refusal));
    this.moved.push({ workflowId, args });
    return Promise.resolve();
  }

  gone(): Promise<string[]> {
    return Promise.resolve([]);
  }
}

function nothing(): Promise<void> {
  return Promise.resolve();
}

/** What the real workflow and its activities would have written, as far as pages look at it. */
function changed<Deed extends keyof TaskDeeds>(task: TaskRow, deed: Deed, args: TaskDeeds[Deed]): TaskRow {
  const next = { ...task, seq: task.seq + 1 };
  switch (deed) {
    case 'completeTask': {
      const { outcome, by } = args as TaskDeeds['completeTask'];
      if (outcome.outcome === 'notReached') return { ...next, attempts: task.attempts + 1, channel: 'phone' };
      if (outcome.outcome === 'noShow') return { ...next, meeting: undefined };
      return { ...next, status: 'completed', outcome, closedBy: by, closedAt: task.openedAt };
    }
    case 'postponeTask': {
      const { to } = args as TaskDeeds['postponeTask'];
      return { ...next, postponed: true, placement: { ...task.placement, due: to } };
    }
    case 'reassignTask': {
      const { to } = args as TaskDeeds['reassignTask'];
      return {
        ...next,
        formers: [...task.formers, { assignee: task.placement.assignee, until: task.openedAt }],
        placement: { ...task.placement, assignee: to },
      };
    }
    case 'bookTask':
      return { ...next, meeting: (args as TaskDeeds['bookTask']).at };
    case 'reopenTask':
      return { ...next, status: 'open', closedAt: undefined, closedBy: undefined, outcome: undefined };
    default:
      return next;
  }
}
