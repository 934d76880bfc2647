/**
 * The task page: what it is and for whom, the form of its kind, why me / why now / why this date / what if nothing,
 * and everything that has happened to it.
 */
import { isBookable, outcomeForm } from '../../../contract/messages/outcomes';
import { isWakeUpMeasure } from '../../../records/wakeUps';
import { flatFacts, outcomeWords } from '../../../texts/facts';
import { KIND_LABELS } from '../../../texts/labels';
import { PAGE } from '../../../texts/pages';
import { AWAY } from '../../../texts/pagesAway';
import { momentText } from '../../../texts/times';
import { SITUATION } from '../../../texts/situation';
import { WAKE_UP_LABELS } from '../../../texts/wakeUp';
import { BackLink, Details, Empty, Pairs } from '../parts/basics';
import { type FormState } from '../parts/fields';
import { type Markup } from '../parts/markup';
import { Problems } from '../parts/problems';
import { RoundCard } from '../rounds/list';
import { Timeline } from '../parts/timeline';
import { isDecided } from '../../notifications';
import { Aside } from './aside';
import { TaskFacts } from './facts';
import { BookForm, type FormProps, OutcomeForm } from './forms';
import { MeetingCard } from './meetingFields';
import { ClaimForm, CommentForm, PostponeForm, ReassignForm, ReopenForm } from './otherForms';
import { type Form } from './read';
import { type TaskView } from './view';

/** A form that could not be carried out: which one, what was typed, and what is wrong. */
export interface Failed {
  readonly form: Form;
  readonly title: string;
  readonly detail: string;
  readonly values: Readonly<Record<string, string>>;
  readonly problems: Readonly<Record<string, string>>;
}

export interface TaskPageProps {
  readonly view: TaskView;
  readonly now: number;
  readonly token: string;
  readonly once: string;
  readonly list: string;
  readonly failed?: Failed | undefined;
}

export function TaskPage(props: TaskPageProps): Markup {
  const { view, now, list, failed } = props;
  const { task } = view;
  const open = task.status === 'open';
  return (
    <>
      <BackLink href={`/opgaver${list === '' ? '' : `?${list}`}`}>Mine opgaver</BackLink>
      {failed && <Problems state={failed} title={failed.title} detail={failed.detail} />}
      <div class="rt-columns">
        <div class="rt-column-main">
          <h1 class="h2 rt-title">{KIND_LABELS[task.kind]}</h1>
          <TaskFacts view={view} now={now} />
          {view.mayClaim && (
            <section class="rt-card" aria-label="Tag opgaven">
              <ClaimForm {...formProps(props, 'tag')} />
            </section>
          )}
          {view.mayAct && isWakeUpMeasure(task) && (
            <p>
              <a href={`/opgaver/${task.id}/morgen`}>{WAKE_UP_LABELS.title}</a>
            </p>
          )}
          {open && view.mayAct && <Actions {...props} />}
          {open && !view.mayAct && <p class="rt-hint">{PAGE.readOnly}</p>}
          {!open && <Closed {...props} />}
          <More {...props} />
        </div>
        <Aside view={view} now={now} />
        <div class="rt-column-main">
          <History view={view} now={now} />
        </div>
      </div>
    </>
  );
}

function formProps({ view, now, token, once, list, failed }: TaskPageProps, form: Form): FormProps {
  const own = failed?.form === form ? failed : undefined;
  const state: FormState = { form, values: own?.values ?? {}, problems: own?.problems ?? {} };
  return { view, now, token, once, list, state };
}

/** The main thing to do: first a time, where there is a conversation to hold, then what came of it. */
function Actions(props: TaskPageProps): Markup {
  const { task } = props.view;
  if (task.kind === 'staff.left') return <LeaverCard id={task.id} />;
  // Finding the time is all a booking is for; the others have a time beside what comes of them.
  const timed = isBookable(task.kind) && outcomeForm(task.kind) !== 'booking';
  const { meeting } = task;
  return (
    <>
      <MeetingCard meeting={props.view.meeting} now={props.now} />
      <RoundCard task={task} />
      {timed && meeting === undefined && (
        <section class="rt-card" aria-labelledby="aftal">
          <h2 class="h4" id="aftal">
            Aftal en tid
          </h2>
          <p class="rt-hint">{PAGE.bookFirst}</p>
          <BookForm {...formProps(props, 'aftal-tid')} />
        </section>
      )}
      <section class="rt-card" aria-labelledby="afslut">
        <h2 class="h4" id="afslut">
          Hvad kom der ud af det?
        </h2>
        <OutcomeForm {...formProps(props, 'afslut')} />
      </section>
    </>
  );
}

/** What somebody left is given on row by row, on a page of its own. */
function LeaverCard({ id }: { readonly id: string }): Markup {
  return (
    <section class="rt-card" aria-labelledby="videre">
      <h2 class="h4" id="videre">
        {AWAY.handOver}
      </h2>
      <p class="rt-hint">{AWAY.meanwhile}</p>
      <a class="button button-primary" href={`/stoppet/${id}`}>
        Se listen
      </a>
    </section>
  );
}

/** A task that is over: how it ended, and the way back. */
function Closed(props: TaskPageProps): Markup {
  const { task, people, maySeeOutcome, mayAct } = props.view;
  const { closedAt, closedBy, outcome } = task;
  const completed = task.status === 'completed';
  return (
    <section class="rt-card" aria-labelledby="lukket">
      <h2 class="h4" id="lukket">
        {completed ? PAGE.closedDone : PAGE.closedWithdrawn}
      </h2>
      <Pairs
        of={[
          ['Hvornår', closedAt !== undefined && momentText(closedAt, props.now)],
          ['Af', closedBy !== undefined && people.nameOf(closedBy)],
          ['Resultat', maySeeOutcome && outcome && outcomeWords(flatFacts(outcome), task.kind)],
        ]}
      />
      {mayAct && isDecided(task) && (
        <p>
          {SITUATION.notSentByUs} <a href={`/opgaver/${task.id}/underretning`}>{SITUATION.sentTitle}</a>
        </p>
      )}
      {completed && mayAct && <ReopenForm {...formProps(props, 'genaabn')} />}
    </section>
  );
}

/** What else can be done; a form that failed stands open. */
function More(props: TaskPageProps): Markup {
  const { view, failed } = props;
  const { task, mayAct, mayPostpone, mayReassign } = view;
  const open = task.status === 'open';
  const moving = isBookable(task.kind) && task.meeting !== undefined;
  const typed = failed?.values.note;
  const kept = !open && failed?.form !== 'kommentar' && typed !== undefined && typed.trim() !== '';
  const comment = formProps(props, 'kommentar');
  return (
    <section aria-labelledby="mere" class="rt-more">
      {(mayAct || mayReassign) && (
        <h2 class="h4" id="mere">
          Mere, du kan gøre
        </h2>
      )}
      {open && mayAct && moving && (
        <Details summary="Flyt tiden" open={failed?.form === 'aftal-tid'}>
          <BookForm {...formProps(props, 'aftal-tid')} />
        </Details>
      )}
      {mayPostpone && (
        <Details summary="Giv mere tid" open={failed?.form === 'udskyd'}>
          <PostponeForm {...formProps(props, 'udskyd')} />
        </Details>
      )}
      {mayReassign && (
        <Details summary="Giv videre" open={failed?.form === 'giv-videre'}>
          <ReassignForm {...formProps(props, 'giv-videre')} />
        </Details>
      )}
      {mayAct && (
        <Details summary="Skriv et notat" open={failed?.form === 'kommentar' || kept}>
          {kept && <p class="rt-hint">{PAGE.typedKept}</p>}
          <CommentForm
            {...comment}
            state={kept ? { ...comment.state, values: { note: typed } } : comment.state}
          />
        </Details>
      )}
    </section>
  );
}

function History({ view, now }: { readonly view: TaskView; readonly now: number }): Markup {
  const { history, fromSchool } = view;
  return (
    <section class="rt-section" aria-labelledby="historik">
      <h2 class="h4" id="historik">
        Det er der sket
      </h2>
      {fromSchool && <p class="rt-hint">{PAGE.schoolSeesOwn}</p>}
      {history.length === 0 && <Empty>{PAGE.noHistory}</Empty>}
      <Timeline of={history} now={now} known={view.task.rule} />
    </section>
  );
}
