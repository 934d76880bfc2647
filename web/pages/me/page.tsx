/**
 * One's own page: one known face on top, the next meeting, a way to be called, the plan, what we promised, and what we
 * have written – one screen on a phone, and the rest behind a word.
 */
import { type Note } from '../../../records/notes';
import { type Plan } from '../../../records/plan';
import { type WakeUp } from '../../../records/wakeUps';
import { danishDate } from '../../../rules/danishDates';
import { copenhagen, type Instant } from '../../../rules/clock';
import { ADULT_ROLES, callText, ME, ME_DONE, promiseText } from '../../../texts/me';
import { type NameOf } from '../../../texts/story';
import { ownWakeUpText, WAKE_UP, WAKE_UP_LABELS } from '../../../texts/wakeUp';
import { type OwnAdult, type OwnPage } from '../../youth/ownPage';
import { type Forms, PageForm } from '../formPage';
import { Alert, Details, phoneText } from '../parts/basics';
import { type Markup } from '../parts/markup';
import { Problems } from '../parts/problems';
import { OwnFrame } from './frame';
import { Meeting } from './meeting';
import { PulseCard } from './pulse';

export function OwnPageView({
  page,
  forms,
  now,
  done,
}: {
  readonly page: OwnPage;
  readonly now: Instant;
  readonly forms: Forms;
  /** What was just done, by its name. */
  readonly done: string | undefined;
}): Markup {
  const { name, face, adults, meetings, own, callBy } = page;
  const said = done !== undefined && Object.hasOwn(ME_DONE, done) ? ME_DONE[done] : undefined;
  return (
    <OwnFrame title="Min side" token={forms.token}>
      <Failed forms={forms} />
      {said !== undefined && (
        <Alert kind="success">
          <p class="alert-text">{said}</p>
        </Alert>
      )}
      <h1 class="h2 me-hello">Hej {name}</h1>
      {face ? <Face face={face} /> : <p>{ME.noFace}</p>}
      {meetings.length === 0 && (
        // Guardians have nowhere here to say it: they call or write to the face above.
        <p class="me-card">{own ? `${ME.noMeetings} ${ME.askHere}` : ME.noMeetings}</p>
      )}
      {meetings.map((meeting) => (
        <Meeting meeting={meeting} forms={forms} callBy={callBy} now={now} mine={own !== undefined} />
      ))}
      {own ? (
        <>
          {own.pulse && <PulseCard pulse={own.pulse} forms={forms} now={now} />}
          <Talk page={page} forms={forms} now={now} />
          {own.wakeUp && <Morning wakeUp={own.wakeUp} forms={forms} now={now} />}
          <div class="me-more">
            <OwnPlan plan={own.plan} />
            <Promises of={own.promises} />
            <Adults page={page} adults={adults} forms={forms} />
            <Notes notes={own.notes} nameOf={page.people.nameOf} />
          </div>
        </>
      ) : (
        <p class="rt-quiet">{ME.guardianHint}</p>
      )}
      <p class="rt-quiet me-after">{ME.logged}</p>
    </OwnFrame>
  );
}

function Failed({ forms: { failed } }: { readonly forms: Forms }): Markup {
  if (!failed) return <></>;
  const { form, values, problems, title, detail } = failed;
  const name = values.id === undefined ? form : `${form}-${values.id}`;
  return <Problems state={{ form: name, problems }} title={title} detail={detail} />;
}

/** The one face on top (000: "samme ansigt"), and how to reach it with one tap. */
function Face({ face: { staff, role } }: { readonly face: OwnAdult }): Markup {
  const [first = ''] = staff.name.split(' ');
  const initials = staff.name
    .split(' ')
    .flatMap(([letter]) => letter ?? [])
    .filter((_, n, all) => n === 0 || n === all.length - 1);
  return (
    <section class="me-face" aria-label={first}>
      <span class="me-portrait" aria-hidden="true">
        {initials.join('')}
      </span>
      <div>
        <p class="rt-face">{staff.name}</p>
        <p class="rt-quiet">{ADULT_ROLES[role]}</p>
      </div>
      {staff.mobile !== undefined && (
        <p class="me-reach">
          <a class="button button-secondary" href={`tel:${staff.mobile}`}>
            Ring til {first}
          </a>
          <a class="button button-secondary" href={`sms:${staff.mobile}`}>
            Skriv til {first}
          </a>
        </p>
      )}
    </section>
  );
}

/** R53: a talk at any time. */
function Talk({
  page: { talkAsked, callBy },
  forms,
  now,
}: {
  readonly page: OwnPage;
  readonly forms: Forms;
  readonly now: Instant;
}): Markup {
  return (
    <section class="me-card" aria-labelledby="snak">
      <h2 class="h4" id="snak">
        Vil du tale med en?
      </h2>
      {talkAsked ? (
        <p class="me-answered">{callText(callBy, now)}</p>
      ) : (
        <>
          <p>
            {ME.talkHint} {callText(callBy, now)}
          </p>
          <PageForm forms={forms} name="snak" button="Ring til mig" />
        </>
      )}
    </section>
  );
}

/** R41, R45: what was agreed on about mornings, and a no thanks. */
function Morning({
  wakeUp: { time, until },
  forms,
  now,
}: {
  readonly wakeUp: WakeUp;
  readonly forms: Forms;
  readonly now: Instant;
}): Markup {
  return (
    <section class="me-card" aria-labelledby="morgen">
      <h2 class="h4" id="morgen">
        Om morgenen
      </h2>
      <p>{ownWakeUpText(time, until, copenhagen(now).date)}</p>
      <Details summary="Det vil jeg ikke mere">
        <p>{WAKE_UP.ownStopHint}</p>
        <PageForm forms={forms} name="morgen-nej" button={WAKE_UP_LABELS.ownStop} />
      </Details>
    </section>
  );
}

function OwnPlan({ plan }: { readonly plan: Plan }): Markup {
  const { purpose, youthVersion, subGoals, familyPlan, declined, version } = plan;
  const word = familyPlan
    ? ME.planFamily
    : declined
      ? ME.planDeclined
      : version === 0
        ? ME.noPlan
        : undefined;
  return (
    <Details summary="Min plan">
      {word !== undefined && <p>{word}</p>}
      {purpose && <p class="me-purpose">”{purpose.text}”</p>}
      {youthVersion?.split('\n').map((line) => (
        <p>{line}</p>
      ))}
      {subGoals.length > 0 && (
        <ul class="me-goals">
          {subGoals.map(({ text, due, reachedOn }) => (
            <li>
              {reachedOn === undefined
                ? `${text} – inden den ${danishDate(due)}`
                : `✓ ${text}. Det har du nået`}
            </li>
          ))}
        </ul>
      )}
    </Details>
  );
}

/** R16: whether ours were kept. */
function Promises({
  of,
}: {
  readonly of: readonly { readonly due: string; readonly kept?: boolean }[];
}): Markup {
  if (of.length === 0) return <></>;
  return (
    <Details summary="Det har vi lovet dig">
      <p class="rt-quiet">{ME.promisesHint}</p>
      <ul class="me-goals">
        {of.map(({ due, kept }) => (
          <li>{promiseText(danishDate(due), kept)}</li>
        ))}
      </ul>
    </Details>
  );
}

/** Who else there is, and the wish for another contact person (R28). */
function Adults({
  page: { face, wished },
  adults,
  forms,
}: {
  readonly page: OwnPage;
  readonly adults: readonly OwnAdult[];
  readonly forms: Forms;
}): Markup {
  return (
    <Details summary="Mine voksne">
      <ul class="me-goals">
        {adults.map(({ staff: { name, mobile }, role }) => (
          <li>
            {name}, {ADULT_ROLES[role]}
            {mobile !== undefined && (
              <>
                {' · '}
                <a href={`tel:${mobile}`} class="rt-nowrap">
                  {phoneText(mobile)}
                </a>
              </>
            )}
          </li>
        ))}
      </ul>
      {wished && <p class="me-answered">{ME.wished}</p>}
      {face?.role === 'contactPerson' && !wished && (
        <div class="me-wish">
          <h3 class="h5">Vil du hellere have en anden end {face.staff.name.split(' ')[0]}?</h3>
          <p>{ME.wishHint}</p>
          <PageForm forms={forms} name="en-anden" button="Jeg vil gerne have en anden" />
        </div>
      )}
    </Details>
  );
}

/** R44: what one may see, and what cannot stay secret, said beforehand. */
function Notes({ notes, nameOf }: { readonly notes: readonly Note[]; readonly nameOf: NameOf }): Markup {
  return (
    <Details summary="Det har vi skrevet">
      <p>{notes.length === 0 ? ME.noNotes : ME.notesHint}</p>
      {notes.map(({ at, by, text }) => (
        <figure class="me-note">
          <blockquote class="rt-words">{text}</blockquote>
          <figcaption class="rt-quiet">
            {nameOf(by)}, {danishDate(copenhagen(at).date, true)}
          </figcaption>
        </figure>
      ))}
      <p>
        <strong>Det skal du vide:</strong> {ME.notSecret}
      </p>
    </Details>
  );
}
