/**
 * The meetings about many youths that somebody takes part in, and the way to them from their tasks.
 */
import { roundName } from '../../../contract/messages/ids';
import { roundOf } from '../../../contract/schemas/rounds';
import { type TaskRow } from '../../../records/tasks';
import { copenhagen } from '../../../rules/clock';
import { ROUND_PAGE } from '../../../texts/pagesRounds';
import { dayText } from '../../../texts/times';
import { type RoundItem, roundItem } from '../../roundView';
import { roundsFor } from '../../rounds';
import { Badge, Empty } from '../parts/basics';
import { Layout } from '../parts/layout';
import { type Markup } from '../parts/markup';
import { page, type Visit } from '../visit';

const STATES: Readonly<Record<RoundItem['state'], string>> = {
  preparing: 'På vej',
  open: 'Åbent',
  held: 'Holdt',
};

export async function showRounds({ c, ports, person, now, reader }: Visit): Promise<Response> {
  const rounds = (await roundsFor(ports, person)).map((seen) => roundItem(person, seen));
  const today = copenhagen(now).date;
  return page(
    c,
    <Layout title="Møder" at="/moeder" reader={reader}>
      <h1 class="h2">Møder</h1>
      {rounds.length === 0 ? <Empty>{ROUND_PAGE.none}</Empty> : <p class="rt-hint">{ROUND_PAGE.listHint}</p>}
      <ul class="rt-tasks">
        {rounds.map(({ id, title, school, meetingOn, youths, state }) => (
          <li class="rt-task">
            <span class="rt-task-due">{dayText(meetingOn, today)}</span>
            <span class="rt-task-what">
              <a href={`/moeder/${id}`}>{title}</a>
            </span>
            <span class="rt-task-who">{school}</span>
            <span class="rt-task-why">
              <span>{youths === 1 ? '1 ung' : `${String(youths)} unge`}</span>
              <Badge {...(state === 'open' && { kind: 'info' as const })}>{STATES[state]}</Badge>
            </span>
          </li>
        ))}
      </ul>
    </Layout>,
  );
}

/** The way to the table of a meeting's task; nothing for other tasks. */
export function RoundLink({
  task: { kind, workflowId },
  class: more = '',
}: {
  readonly task: TaskRow;
  readonly class?: string;
}): Markup {
  return roundOf(kind) === undefined ? (
    <></>
  ) : (
    <a class={more} href={`/moeder/${roundName(workflowId)}`}>
      Åbn skemaet
    </a>
  );
}

/** On the task's own page: the way to the table, and how a school gives its status (R13). */
export function RoundCard({ task }: { readonly task: TaskRow }): Markup {
  if (task.kind === 'progress.schoolStatus') return <p class="rt-hint">{ROUND_PAGE.statusHint}</p>;
  if (roundOf(task.kind) === undefined) return <></>;
  return (
    <section class="rt-card" aria-labelledby="skema">
      <h2 class="h4" id="skema">
        De unge
      </h2>
      <p class="rt-hint">{ROUND_PAGE.taskHint}</p>
      <RoundLink task={task} class="button button-primary" />
    </section>
  );
}
