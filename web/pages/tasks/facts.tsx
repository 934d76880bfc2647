/**
 * What a task's page says first of all.
 */
import { MEETING_ANSWERS } from '../../../contract/messages/vocabulary';
import { ageOn } from '../../../rules/calendar';
import { copenhagen } from '../../../rules/clock';
import { whyShort } from '../../../texts/facts';
import { ANSWER_LABELS } from '../../../texts/plan';
import { dueText, momentText } from '../../../texts/times';
import { fullName } from '../../people';
import { Badge, Pairs, Phone } from '../parts/basics';
import { type Markup } from '../parts/markup';
import { type TaskView } from './view';

/** One line each: who, when, why, and a time that was agreed. */
export function TaskFacts({ view, now }: { readonly view: TaskView; readonly now: number }): Markup {
  const { task, youth, toReach, fromSchool, people } = view;
  const { placement, meeting, attempts, latest } = task;
  const open = task.status === 'open';
  const name = youth ? fullName(youth) : (task.school ?? '');
  return (
    <div class="rt-facts">
      <p class="rt-who">
        {youth && !fromSchool ? <a href={`/unge/${youth.ref}`}>{name}</a> : name}
        <span class="rt-quiet">
          {youth && !fromSchool && `, ${String(ageOn(youth.born, copenhagen(now).date))} år`}
          {youth?.school !== undefined && ` · ${youth.school}`}
          {fromSchool && youth?.student !== undefined && `, elev ${youth.student}`}
        </span>
      </p>
      <Pairs
        class="rt-pairs-inline"
        of={[
          [
            'Frist',
            open && (
              <Badge kind={placement.due < now ? 'error' : 'info'}>{dueText(placement.due, now)}</Badge>
            ),
          ],
          ['Hos', people.nameOf(placement.assignee)],
          ...toReach.map(
            ({ mobile }) => ['Mobil', open && mobile !== undefined && <Phone number={mobile} />] as const,
          ),
          ['Tid aftalt', meeting !== undefined && momentText(meeting, now)],
          [
            'Den unge siger',
            MEETING_ANSWERS.filter((one) => one === latest?.answer)
              .map((one) => ANSWER_LABELS[one])
              .join(''),
          ],
          ['Forsøg', attempts > 0 && String(attempts)],
          ['Hvorfor', whyShort(task.reason)],
        ]}
      />
    </div>
  );
}
