/**
 * A meeting on one's own page: when, where, who comes and what it is about (R40, R47), the three answers, and what one
 * can add.
 */
import { danishDate, danishDay } from '../../../rules/danishDates';
import { copenhagen, type Instant } from '../../../rules/clock';
import { ADULT_ROLES, ANSWERED, callText, ME, MEETING_NAMES } from '../../../texts/me';
import { ANSWER_LABELS } from '../../../texts/plan';
import { clockText } from '../../../texts/times';
import { type OwnMeeting } from '../../youth/meetings';
import { type Forms, PageForm, stateOf } from '../formPage';
import { Details } from '../parts/basics';
import { Radios, TextArea } from '../parts/fields';
import { type Markup } from '../parts/markup';
import { Line } from './line';

interface MeetingProps {
  readonly meeting: OwnMeeting;
  readonly forms: Forms;
  readonly callBy: Instant;
  readonly now: Instant;
  /** Whether the reader is the youth; guardians read. */
  readonly mine: boolean;
}

export function Meeting({ meeting, forms, callBy, now, mine }: MeetingProps): Markup {
  const { task, answer, mayAnswer } = meeting;
  return (
    <section class="me-card" aria-labelledby={`m-${task.id}`}>
      <h2 class="h4" id={`m-${task.id}`}>
        {MEETING_NAMES[task.kind] ?? 'Et møde'}
      </h2>
      {task.meeting === undefined ? <p>{ME.looking}</p> : <When at={task.meeting} />}
      <Facts meeting={meeting} />
      {answer && (
        <p class="me-answered">
          {ANSWERED[answer]} {answer === 'callMe' && callText(callBy, now)}
        </p>
      )}
      {mayAnswer &&
        (answer === 'coming' ? (
          <Details summary="Kan du ikke alligevel?" open={hasFailed(forms, task.id, 'svar')}>
            <OtherAnswers meeting={meeting} forms={forms} />
          </Details>
        ) : (
          <div class="me-answers">
            <PageForm forms={forms} name="svar" id={task.id} button={ANSWER_LABELS.coming} primary>
              <input type="hidden" name="answer" value="coming" />
            </PageForm>
            <OtherAnswers meeting={meeting} forms={forms} />
          </div>
        ))}
      {mine && <Prepare meeting={meeting} forms={forms} />}
    </section>
  );
}

function When({ at }: { readonly at: Instant }): Markup {
  const [day = '', ...rest] = danishDay(copenhagen(at).date).split(' ');
  return (
    <p class="me-when">
      <strong class="rt-when">
        {day} {clockText(at)}
      </strong>
      <span class="rt-block">{rest.join(' ')}</span>
    </p>
  );
}

function Facts({ meeting: { agenda: view, people } }: { readonly meeting: OwnMeeting }): Markup {
  const { agenda, purpose, overdueSubGoals, earlier } = view;
  const of = (by: readonly string[]): string[] =>
    agenda.points.filter((point) => by.includes(point.by)).map(({ text }) => text);
  const open = earlier.filter(({ kept }) => kept === undefined);
  return (
    <dl class="me-facts">
      <Fact name="Hvor" lines={[agenda.place ?? ME.placeOpen]} />
      <Fact
        name="Hvem"
        lines={[
          ...people.map(({ name, role }) => (role ? `${name}, ${ADULT_ROLES[role]}` : name)),
          ...(agenda.supportPerson === undefined ? [] : [`Du har en med: ${agenda.supportPerson}`]),
        ]}
      />
      <Fact name="Derfor ses vi" lines={purpose ? [`”${purpose.text}”`] : []} />
      <Fact name="Det vil du tale om" lines={of(['youth', 'family'])} />
      <Fact
        name="Det vil vi tale om"
        lines={[...of(['staff']), ...overdueSubGoals.map(({ text }) => text)]}
      />
      <Fact
        name="Det har vi aftalt"
        lines={open.map(({ party, due }) => `${AGREED[party]} inden den ${danishDate(due)}`)}
      />
    </dl>
  );
}

const AGREED = { youth: 'Du gør noget', guardian: 'De gør noget derhjemme', municipality: 'Vi gør noget' };

function Fact({ name, lines }: { readonly name: string; readonly lines: readonly string[] }): Markup {
  if (lines.length === 0) return <></>;
  return (
    <div>
      <dt>{name}</dt>
      {lines.map((text) => (
        <dd>{text}</dd>
      ))}
    </div>
  );
}

type Part = Pick<MeetingProps, 'meeting' | 'forms'>;

const hasFailed = ({ failed }: Forms, id: string, form: string): boolean =>
  failed?.form === form && failed.values.id === id;

/** Another time, a call, or no thanks. */
function OtherAnswers({ meeting: { task, times, mayDecline }, forms }: Part): Markup {
  return (
    <>
      <div class="me-other">
        <Details summary={ANSWER_LABELS.anotherTime} open={hasFailed(forms, task.id, 'svar')}>
          <PageForm forms={forms} name="svar" id={task.id} button="Skift tid">
            <input type="hidden" name="answer" value="anotherTime" />
            <Radios
              state={stateOf(forms, 'svar', task.id)}
              name="to"
              label={ME.otherTimes}
              choices={[
                ...times.map((at) => ({
                  value: String(at),
                  label: `${danishDay(copenhagen(at).date)} ${clockText(at)}`,
                })),
                { value: 'ingen', label: ME.otherTimeUnknown },
              ]}
            />
          </PageForm>
        </Details>
      </div>
      <PageForm forms={forms} name="svar" id={task.id} button={ANSWER_LABELS.callMe}>
        <input type="hidden" name="answer" value="callMe" />
      </PageForm>
      {mayDecline && (
        <Details summary="Nej tak til mødet" open={hasFailed(forms, task.id, 'nej-tak')}>
          <p>{ME.declineHint}</p>
          <PageForm forms={forms} name="nej-tak" id={task.id} button="Nej tak, tag mødet af">
            <Line
              state={stateOf(forms, 'nej-tak', task.id)}
              name="note"
              label="Vil du sige hvorfor?"
              as="words"
            />
          </PageForm>
        </Details>
      )}
    </>
  );
}

/** R18, R40, R41: what to talk about, where, and with whom. */
function Prepare({ meeting: { task, agenda }, forms }: Part): Markup {
  const place = stateOf(forms, 'sted', task.id);
  return (
    <div class="me-prepare">
      <Details summary="Skriv, hvad du vil tale om" open={hasFailed(forms, task.id, 'punkt')}>
        <PageForm forms={forms} name="punkt" id={task.id} button="Skriv det på">
          <TextArea
            state={stateOf(forms, 'punkt', task.id)}
            name="text"
            label="Det vil jeg tale om"
            hint={ME.pointHint}
            rows={2}
          />
        </PageForm>
      </Details>
      <Details summary="Vælg sted, og tag en med" open={hasFailed(forms, task.id, 'sted')}>
        <PageForm forms={forms} name="sted" id={task.id} button="Gem">
          <Line
            state={place}
            name="place"
            label="Her vil jeg mødes"
            hint={ME.placeHint}
            initial={agenda.agenda.place}
            as="words"
          />
          <Line
            state={place}
            name="supportPerson"
            label="Jeg tager en med"
            hint={ME.bringHint}
            initial={agenda.agenda.supportPerson}
            as="words"
          />
        </PageForm>
      </Details>
    </div>
  );
}
