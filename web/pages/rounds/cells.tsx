/**
 * What is asked of a youth at each kind of meeting, as the cells of a row.
 */
import { OBSTACLES, type RoundKind } from '../../../contract/messages/rounds';
import {
  EXTENSION_CRITERIA,
  type ExtensionCriterion,
  NEEDS,
  STAFF_ROLES,
  type StaffRole,
} from '../../../contract/messages/vocabulary';
import { type IsoDate } from '../../../rules/calendar';
import { CRITERION_LABELS, NEED_LABELS, OBSTACLE_LABELS } from '../../../texts/rounds';
import { roleName } from '../../people';
import { type RoundLine } from '../../roundView';
import { Tick } from '../formPage';
import { Details } from '../parts/basics';
import { type Choice, fieldId, type FormState, Input, Radios, Select, TextArea } from '../parts/fields';
import { type Markup } from '../parts/markup';
import { filledLines, TAKES_PART, TASK_LINES, type Values } from './values';

/** What the fields of a table are drawn with. */
export interface FieldContext {
  readonly today: IsoDate;
  /** R14: what the agreement lets an extension rest on. */
  readonly criteria: readonly ExtensionCriterion[];
  /** R20: who can take over. */
  readonly takers: readonly Choice[];
}

interface CellProps extends FieldContext {
  readonly line: RoundLine;
  /** The row's own values, by field. */
  readonly values: Values;
  readonly state: FormState;
  /** A field's name in the form. */
  readonly name: (field: string) => string;
}

interface Column {
  readonly title: string;
  readonly cell: (props: CellProps) => Markup;
}

const YES_NO: readonly Choice[] = [
  { value: 'ja', label: 'Ja' },
  { value: 'nej', label: 'Nej' },
];

const yesNo = (field: string, title: string): Column => ({
  title,
  cell: ({ state, name }) => (
    <div class="rt-bare">
      <Radios inline state={state} name={name(field)} label={title} choices={YES_NO} />
    </div>
  ),
});

/** The columns between a youth's name and the button that saves the row. */
export const COLUMNS: Readonly<Record<RoundKind, readonly Column[]>> = {
  progressionRound: [
    yesNo('satisfactory', 'Går det godt nok?'),
    yesNo('special', 'Særlig indsats?'),
    yesNo('newOffer', 'Nyt tilbud?'),
    { title: 'Støtte og mere tid', cell: (props) => <Further {...props} /> },
  ],
  prognosisRound: [
    { title: 'Hvem er med?', cell: (props) => <TakePart {...props} /> },
    {
      title: 'Uger imellem',
      cell: ({ state, name }) => (
        <div class="rt-bare">
          <Input
            state={state}
            name={name('weeks')}
            label="Uger imellem"
            type="number"
            min="1"
            max="26"
            width="xxs"
          />
        </div>
      ),
    },
    { title: 'Hvem gør hvad?', cell: (props) => <WhoDoesWhat {...props} /> },
  ],
  networkConference: [
    {
      title: 'Tager nogen over?',
      cell: ({ state, name, takers }) => (
        <div class="rt-bare">
          <Select
            state={state}
            name={name('takeOver')}
            label="Tager nogen over?"
            empty="Nej"
            choices={takers}
          />
        </div>
      ),
    },
    {
      title: 'Står noget i vejen?',
      cell: ({ state, name }) => (
        <div class="rt-bare">
          <Select
            state={state}
            name={name('obstacle')}
            label="Står noget i vejen?"
            empty="Nej"
            choices={OBSTACLES.map((value) => ({ value, label: OBSTACLE_LABELS[value] }))}
          />
        </div>
      ),
    },
  ],
};

/** R48 and R14: what may go with the three answers. */
function Further({ state, name, values, criteria }: CellProps): Markup {
  const { criterion = '', goal = '' } = values;
  const wrong = ['criterion', 'goal'].some((field) => state.problems[name(field)] !== undefined);
  const choices = EXTENSION_CRITERIA.filter((value) => criteria.includes(value) || value === criterion);
  return (
    <>
      <div class="rt-bare">
        <Select
          state={state}
          name={name('need')}
          label="Støtte herfra"
          empty="Støtte: ikke sagt"
          choices={NEEDS.map((value) => ({ value, label: NEED_LABELS[value] }))}
        />
      </div>
      <Details summary="Giv mere tid" open={wrong || criterion !== '' || goal !== ''}>
        <Select
          state={state}
          name={name('criterion')}
          label="Grund"
          empty="Vælg"
          choices={choices.map((value) => ({ value, label: CRITERION_LABELS[value] }))}
        />
        <TextArea state={state} name={name('goal')} label="Hvad skal der komme ud af det?" rows={2} />
      </Details>
    </>
  );
}

/** Who may take part, beside those who do: all of the municipality's and the school's own, but for the technical. */
const PARTICIPANTS: readonly StaffRole[] = [
  'socialServices',
  'guidance',
  'jobcenter',
  'coordinator',
  'contactPerson',
  'contactTeacher',
];

/** R26: for some it is too early, by the youth's age. */
function TakePart({ state, name, values, line: { notYet } }: CellProps): Markup {
  const ticked = (role: StaffRole): boolean => values[TAKES_PART + role] !== undefined;
  const roles = STAFF_ROLES.filter((role) => PARTICIPANTS.includes(role) || ticked(role));
  const problem = state.problems[name('med')];
  const id = fieldId(state, name('med'));
  return (
    <fieldset class={`rt-ticks ${problem === undefined ? '' : 'form-error'}`} id={id} tabindex={-1}>
      <legend class="sr-only">Hvem er med?</legend>
      {problem !== undefined && <span class="form-error-message">{problem}</span>}
      {roles
        .filter((role) => !notYet.includes(role))
        .map((role) => (
          <Tick state={state} name={name(TAKES_PART + role)} label={roleName(role)} />
        ))}
    </fieldset>
  );
}

const LEAST_LINES = 2;

function WhoDoesWhat({ state, name, values, today, line: { notYet } }: CellProps): Markup {
  const filled = filledLines(values);
  const shown = Math.min(TASK_LINES, Math.max(LEAST_LINES, (filled.at(-1) ?? -1) + 2));
  const choices = STAFF_ROLES.filter((role) => role !== 'admin' && !notYet.includes(role)).map((value) => ({
    value,
    label: roleName(value),
  }));
  const wrong = Object.keys(state.problems).some((field) =>
    /^(?:rolle|dag)-/.test(field.split('.')[1] ?? ''),
  );
  return (
    <Details
      summary={filled.length === 0 ? 'Giv nogen en opgave' : `Opgaver: ${String(filled.length)}`}
      open={wrong || filled.length > 0}
    >
      {Array.from({ length: shown }, (_, n) => (
        <div class="rt-row">
          <Select
            state={state}
            name={name(`rolle-${String(n)}`)}
            label={`Hvem? (${String(n + 1)})`}
            empty="Ingen"
            choices={choices}
          />
          <Input
            state={state}
            name={name(`dag-${String(n)}`)}
            label={`Senest (${String(n + 1)})`}
            type="date"
            width="s"
            min={today}
          />
        </div>
      ))}
    </Details>
  );
}
