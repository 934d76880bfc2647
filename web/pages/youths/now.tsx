/**
 * The first a youth's page says: who the youth is, who is responsible, what is next, and when somebody was last in
 * touch.
 */
import { type JournalEntry } from '../../../records/journal';
import { type Youth } from '../../../records/people';
import { type TaskRow } from '../../../records/tasks';
import { ageOn } from '../../../rules/calendar';
import { copenhagen } from '../../../rules/clock';
import { type Stage } from '../../../rules/stage';
import { KIND_LABELS, RISK_LABELS, STAGE_LABELS, STATUS_LABELS } from '../../../texts/labels';
import { PAGE } from '../../../texts/pages';
import { YOUTH_PAGE } from '../../../texts/pagesYouth';
import { dayText, dueText, momentText } from '../../../texts/times';
import { capitalised, type Colleagues } from '../../people';
import { Pairs, Phone } from '../parts/basics';
import { type Markup } from '../parts/markup';

export function Lead({
  youth,
  stage,
  now,
}: {
  readonly youth: Youth;
  readonly stage: Stage | undefined;
  readonly now: number;
}): Markup {
  const { born, status, school, grade, risk, mobile } = youth;
  const today = copenhagen(now).date;
  return (
    <Pairs
      class="rt-pairs-inline"
      of={[
        ['Alder', `${String(ageOn(born, today))} år, født ${dayText(born, today)}`],
        ['Lige nu', STATUS_LABELS[status]],
        ['Skole', school],
        ['Klasse', grade !== undefined && `${String(grade)}. klasse`],
        ['Trin', stage && STAGE_LABELS[stage]],
        ['Risiko', risk && RISK_LABELS[risk]],
        ['Mobil', mobile !== undefined && <Phone number={mobile} />],
      ]}
    />
  );
}

interface NowProps {
  readonly youth: Youth;
  /** Earliest first. */
  readonly open: readonly TaskRow[];
  readonly entries: readonly JournalEntry[];
  readonly people: Colleagues;
  readonly now: number;
  /** The tasks the reader may open. */
  readonly readable: ReadonlySet<string>;
}

export function Now({ youth, open, entries, people, now, readable }: NowProps): Markup {
  const face = people.byId.get(youth.people.coordinator ?? '');
  const meeting = open.filter((task) => (task.meeting ?? 0) >= now).sort(byMeeting)[0];
  const next = open[0];
  const contact = entries.findLast(({ event, reason }) => event === 'task.completed' && isContact(reason));
  /** When, what, and whose it is. */
  const said = ({ id, kind, placement }: TaskRow, when: string): Markup => (
    <>
      {capitalised(when)}
      <span class="rt-block">
        {readable.has(id) ? <a href={`/opgaver/${id}`}>{KIND_LABELS[kind]}</a> : KIND_LABELS[kind]}
      </span>
      <span class="rt-quiet rt-block">Hos {people.nameOf(placement.assignee)}</span>
    </>
  );
  return (
    <section class="rt-now" aria-labelledby="vigtigst">
      <h2 class="sr-only" id="vigtigst">
        Det vigtigste
      </h2>
      <Pairs
        of={[
          [
            'Tovholder',
            face ? (
              <>
                <strong class="rt-face">{face.name}</strong>
                {face.mobile !== undefined && <Phone number={face.mobile} />}
              </>
            ) : (
              YOUTH_PAGE.noFace
            ),
          ],
          ['Næste skridt', next ? said(next, dueText(next.placement.due, now)) : YOUTH_PAGE.noNext],
          [
            'Næste møde',
            meeting ? said(meeting, momentText(meeting.meeting ?? now, now)) : YOUTH_PAGE.noMeeting,
          ],
          [
            'Sidste kontakt',
            contact ? (
              <>
                {capitalised(momentText(contact.at, now))}
                <span class="rt-quiet rt-block">{contact.by !== undefined && people.nameOf(contact.by)}</span>
              </>
            ) : (
              PAGE.noContact
            ),
          ],
        ]}
      />
    </section>
  );
}

const byMeeting = (a: TaskRow, b: TaskRow): number => (a.meeting ?? 0) - (b.meeting ?? 0);

const isContact = (reason: JournalEntry['reason']): boolean =>
  reason?.outcome === 'reached' || reason?.outcome === 'held';
