/**
 * One youth of a round: what is known, what is asked, and whether it is saved. A row is also what a click on its own
 * button answers with, where there is a script to put it in its place.
 */
import { type RoundKind } from '../../../contract/messages/rounds';
import { type Facts, type StaffRole } from '../../../contract/messages/vocabulary';
import { danishDate } from '../../../rules/danishDates';
import { ROUND_PAGE } from '../../../texts/pagesRounds';
import { roundWords } from '../../../texts/rounds';
import { dayText, momentText } from '../../../texts/times';
import { roleName } from '../../people';
import { type RoundLine } from '../../roundView';
import { Tick } from '../formPage';
import { Badge, Icon } from '../parts/basics';
import { fieldId, type FormState } from '../parts/fields';
import { type Markup } from '../parts/markup';
import { COLUMNS, type FieldContext } from './cells';
import { MARK } from './read';
import { type LeftRow, shownValues } from './save';
import { markOf, REACHED } from './values';

/** The one form of the page. */
export const FORM = 'm';

export interface RowProps extends FieldContext {
  readonly kind: RoundKind;
  readonly line: RoundLine;
  readonly now: number;
  /** Since when it has been on the conference's agenda (R21). */
  readonly since: number | undefined;
  readonly mayAnswer: boolean;
  /** What was typed and not saved. */
  readonly left: LeftRow | undefined;
}

/** How a youth is named on the page: by number where the conference may not know who it is (R21). */
export function nameOf(kind: RoundKind, { youth: { id, ref, name } }: RoundLine): string {
  if (name !== undefined) return name;
  return kind === 'networkConference' && ref === undefined
    ? `Sag ${id.replace('sag-', '')}`
    : ROUND_PAGE.gone;
}

export function Row(props: RowProps): Markup {
  const { kind, line, left, mayAnswer } = props;
  const { id } = line.youth;
  const name = (field: string): string => `${id}.${field}`;
  const values = left?.values ?? shownValues(line);
  const state: FormState = {
    form: FORM,
    values: prefixed(values, name),
    problems: prefixed(left?.problems ?? {}, name),
  };
  return (
    <tr id={rowId(id)} class="rt-round-row" data-row={id}>
      <th scope="row">
        <span class="rt-round-name">{nameOf(kind, line)}</span>
        <Known {...props} />
        <Goals {...props} state={state} name={name} />
      </th>
      {mayAnswer ? (
        COLUMNS[kind].map(({ title, cell }) => (
          <td data-title={title}>{cell({ ...props, values, state, name })}</td>
        ))
      ) : (
        <td data-title="Svar">{line.answers ? answersInWords(line.answers) : 'Intet svar'}</td>
      )}
      <td>
        {mayAnswer && (
          <>
            <input type="hidden" name={name(MARK)} value={markOf(line.answered?.at, shownValues(line))} />
            <button
              class="button button-secondary"
              name="gem"
              value={id}
              aria-label={`Gem rækken: ${nameOf(kind, line)}`}
            >
              Gem rækken
            </button>
          </>
        )}
        <State {...props} />
      </td>
    </tr>
  );
}

export const rowId = (youth: string): string => `r-${youth}`;

const prefixed = (
  of: Readonly<Record<string, string>>,
  name: (field: string) => string,
): Record<string, string> =>
  Object.fromEntries(Object.entries(of).map(([field, text]) => [name(field), text]));

/** What was said last time, and how long it has waited. */
function Known({ line: { previous }, since, now }: RowProps): Markup {
  return (
    <>
      {previous && (
        <span class="rt-round-known">
          Sidst, {danishDate(previous.meetingOn)}: {answersInWords(previous.answers)}
        </span>
      )}
      {since !== undefined && <span class="rt-round-known">Har ventet siden {momentText(since, now)}</span>}
    </>
  );
}

/** R12, R24: sub-goals, the late first; those that are reached by now are ticked off. */
function Goals({
  kind,
  line,
  today,
  mayAnswer,
  state,
  name,
}: RowProps & { readonly state: FormState; readonly name: (field: string) => string }): Markup {
  const { subGoals } = line;
  if (kind !== 'progressionRound') return <></>;
  const problem = state.problems[name('naaet')];
  return (
    <fieldset class="rt-ticks" id={fieldId(state, name('naaet'))} tabindex={-1}>
      <legend class="sr-only">Delmål, der er nået</legend>
      {problem !== undefined && <span class="form-error-message">{problem}</span>}
      {subGoals.length === 0 && <span class="rt-round-known">{ROUND_PAGE.noGoals}</span>}
      {subGoals.map(({ id, text, due, overdue, reachedOn }) => {
        const field = name(REACHED + id);
        const open = mayAnswer && (reachedOn === undefined || state.values[field] !== undefined);
        const label = `${text}, ${dayText(due, today)}${overdue ? ' (over tid)' : ''}`;
        return open ? (
          <Tick state={state} name={field} label={`Nået: ${label}`} />
        ) : (
          <span class="rt-round-known">
            {reachedOn !== undefined && <Icon name="check" />}{' '}
            {reachedOn === undefined ? label : `Nået: ${text}`}
          </span>
        );
      })}
    </fieldset>
  );
}

/** Saved when and by whom, not saved yet, or what is in the way. */
function State({ kind, line: { youth, answered }, left, now, mayAnswer }: RowProps): Markup {
  const problem = left?.problems.raekke;
  const missing = mayAnswer && kind !== 'networkConference';
  return (
    <span class="rt-round-state" id={`${FORM}-${youth.id}.raekke`} tabindex={-1}>
      {problem !== undefined && <span class="form-error-message">{problem}</span>}
      {left && problem === undefined ? (
        <Badge kind="warning">{ROUND_PAGE.unsaved}</Badge>
      ) : answered ? (
        <>
          <Badge kind="success">Gemt</Badge> {momentText(Date.parse(answered.at), now)} af {answered.by.name}
        </>
      ) : (
        missing && <Badge>Mangler</Badge>
      )}
    </span>
  );
}

/** Answers as labels, an extension's goal with its words. */
function answersInWords(answers: Readonly<Record<string, unknown>>): string {
  const { extension, tasks, takeOver, participants, ...facts } = answers as Readonly<
    Record<string, unknown>
  > & {
    readonly extension?: { readonly criterion: string; readonly goal?: string };
    readonly tasks?: readonly unknown[];
    readonly takeOver?: string;
    readonly participants?: readonly StaffRole[];
  };
  const words = roundWords({ ...(facts as Facts), ...(extension && { criterion: extension.criterion }) });
  return [
    words,
    participants && `Med: ${participants.map(roleName).join(', ')}`,
    extension?.goal,
    tasks !== undefined && tasks.length > 0 ? `Opgaver: ${String(tasks.length)}` : undefined,
    takeOver === undefined ? undefined : 'En ny tovholder tager over',
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
}
