/**
 * A meeting about many youths as one table, filled in together and saved row by row.
 */
import { type Words } from '../../../records/words';
import { danishDate } from '../../../rules/danishDates';
import { missingText, ROUND_HINTS, ROUND_PAGE } from '../../../texts/pagesRounds';
import { ROUND_LABELS } from '../../../texts/rounds';
import { type RoundDetail } from '../../roundView';
import { Alert, BackLink, Details } from '../parts/basics';
import { type Markup } from '../parts/markup';
import { Problems } from '../parts/problems';
import { COLUMNS, type FieldContext } from './cells';
import { FORM, nameOf, Row } from './row';
import { type LeftRow } from './save';

export interface RoundPageProps extends FieldContext {
  readonly detail: RoundDetail;
  readonly now: number;
  readonly token: string;
  readonly once: string;
  /** Since when each has been on the conference's agenda, by how the youth is called (R21). */
  readonly since: ReadonlyMap<string, number>;
  /** What the school wrote before the meeting (R13). */
  readonly words: readonly Words[];
  /** What was typed and not saved. */
  readonly left: ReadonlyMap<string, LeftRow>;
  /** What was just saved. */
  readonly saved: string | undefined;
  /** What was in the way. */
  readonly failed: { readonly title: string; readonly detail: string } | undefined;
}

export function RoundPage(props: RoundPageProps): Markup {
  const { detail, saved } = props;
  const { kind, school, meetingOn, state, task, mayAnswer } = detail;
  return (
    <>
      <BackLink href={task !== undefined && mayAnswer ? `/opgaver/${task}` : '/moeder'}>
        {task !== undefined && mayAnswer ? 'Opgaven' : 'Møder'}
      </BackLink>
      <Wrong {...props} />
      {saved !== undefined && (
        <Alert kind="success" class="rt-said">
          <p class="alert-text">{saved}</p>
        </Alert>
      )}
      <h1 class="h2 rt-title">{ROUND_LABELS[kind]}</h1>
      <p class="rt-who">
        {school !== undefined && `${school}, `}
        {danishDate(meetingOn, true)}
      </p>
      <p class="rt-hint">
        {state === 'preparing'
          ? ROUND_PAGE.preparing
          : state === 'held'
            ? ROUND_PAGE.held
            : mayAnswer
              ? `${ROUND_HINTS[kind]} ${ROUND_PAGE.saveAsYouGo}`
              : ROUND_PAGE.readOnly}
      </p>
      <SchoolStatus {...props} />
      {kind !== 'networkConference' && state === 'open' && <Missing missing={detail.missing} />}
      {mayAnswer ? <AnswerForm {...props} /> : <RoundTable {...props} />}
    </>
  );
}

function SchoolStatus({ words }: RoundPageProps): Markup {
  if (words.length === 0) return <></>;
  return (
    <Details summary="Skolens ord før mødet" open>
      {words.map(({ text }) => (
        <blockquote class="rt-words">{text}</blockquote>
      ))}
    </Details>
  );
}

/** How many lack answers; a screen reader hears when it changes. */
export function Missing({ missing }: { readonly missing: number }): Markup {
  return (
    <p id="mangler" role="status">
      <strong>{missingText(missing)}</strong>
    </p>
  );
}

/** Everything that must be mended, with a way to each field. */
function Wrong({ detail, left, failed }: RoundPageProps): Markup {
  const problems = detail.rows.flatMap((line) =>
    Object.entries(left.get(line.youth.id)?.problems ?? {}).map(([field, text]): [string, string] => [
      `${line.youth.id}.${field}`,
      `${nameOf(detail.kind, line)}: ${text}`,
    ]),
  );
  if (problems.length === 0 && !failed) return <></>;
  return (
    <Problems
      state={{ form: FORM, problems: Object.fromEntries(problems) }}
      title={problems.length > 0 ? ROUND_PAGE.mend : (failed?.title ?? '')}
      detail={problems.length > 0 ? ROUND_PAGE.mendDetail : (failed?.detail ?? '')}
    />
  );
}

function AnswerForm(props: RoundPageProps): Markup {
  const { detail, token, once } = props;
  return (
    <form method="post" action={`/moeder/${detail.id}`} class="rt-form rt-round" autocomplete="off">
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="once" value={once} />
      {/* What the enter key presses: the first button of a form, which would else be the first row's. */}
      <button class="sr-only" name="gem" value="alle" tabindex={-1} aria-hidden="true">
        Gem alle
      </button>
      <RoundTable {...props} />
      <div class="rt-round-end">
        <button class="button button-secondary" name="gem" value="alle">
          Gem alle
        </button>
        <button class="button button-primary" name="gem" value="holdt">
          Mødet er holdt
        </button>
        <p class="rt-hint">{ROUND_PAGE.closeHint}</p>
        {detail.kind === 'networkConference' && (
          <p class="rt-hint">
            <a href={`/opgaver/${detail.task ?? ''}`}>{ROUND_PAGE.notHeld}</a>
          </p>
        )}
      </div>
    </form>
  );
}

function RoundTable(props: RoundPageProps): Markup {
  const { detail, since, left } = props;
  const { kind, mayAnswer } = detail;
  const titles = mayAnswer ? COLUMNS[kind].map(({ title }) => title) : ['Svar'];
  return (
    <table class="table table--compact table--borderless table-md-responsive-headers rt-round-table">
      <caption class="sr-only">De unge</caption>
      <thead>
        <tr>
          <th scope="col">Ung</th>
          {titles.map((title) => (
            <th scope="col">{title}</th>
          ))}
          <th scope="col">Gemt</th>
        </tr>
      </thead>
      <tbody>
        {detail.rows.map((line) => (
          <Row
            {...props}
            kind={kind}
            line={line}
            mayAnswer={mayAnswer}
            since={since.get(line.youth.id)}
            left={left.get(line.youth.id)}
          />
        ))}
      </tbody>
    </table>
  );
}
