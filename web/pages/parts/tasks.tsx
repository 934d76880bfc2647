/**
 * Tasks as other pages list them: what, how it stands, with whom.
 */
import { type TaskRow } from '../../../records/tasks';
import { KIND_LABELS } from '../../../texts/labels';
import { type NameOf } from '../../../texts/story';
import { dueShort } from '../../../texts/times';
import { type Markup } from './markup';

export function TaskRows({
  tasks,
  now,
  nameOf,
  mayOpen,
  who,
}: {
  readonly tasks: readonly TaskRow[];
  readonly now: number;
  readonly nameOf: NameOf;
  /** Whether the reader may open the task; others are told of, without a link. */
  readonly mayOpen: (task: TaskRow) => boolean;
  /** Whom it concerns, on pages about more than one youth. */
  readonly who?: (task: TaskRow) => string;
}): Markup {
  return (
    <ul class="rt-tasks">
      {tasks.map((task) => (
        <li class={`rt-task ${who ? '' : 'rt-task-of-one'} ${task.placement.due < now ? 'rt-late' : ''}`}>
          <span class="rt-task-due">{dueShort(task.placement.due, now)}</span>
          <span class="rt-task-what">
            {mayOpen(task) ? (
              <a href={`/opgaver/${task.id}`}>{KIND_LABELS[task.kind]}</a>
            ) : (
              <strong>{KIND_LABELS[task.kind]}</strong>
            )}
          </span>
          {who && <span class="rt-task-who">{who(task)}</span>}
          <span class="rt-task-why">Hos {nameOf(task.placement.assignee)}</span>
        </li>
      ))}
    </ul>
  );
}
