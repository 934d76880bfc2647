/**
 * Form fields: label, hint, what was typed, and a problem beside the field it belongs to.
 */
import { type Child } from 'hono/jsx';
import { type Markup } from './markup';

/** What is known of one form: its name, what was typed and what is wrong with it. */
export interface FormState {
  /** Stands before every id, so that two forms of a page never share one. */
  readonly form: string;
  readonly values: Readonly<Record<string, string>>;
  readonly problems: Readonly<Record<string, string>>;
}

interface FieldProps {
  readonly state: FormState;
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** Shown until something was typed. */
  readonly initial?: string | undefined;
  readonly optional?: boolean;
}

export const fieldId = ({ form }: Pick<FormState, 'form'>, name: string): string => `${form}-${name}`;

const valueOf = ({ state, name, initial = '' }: FieldProps): string => state.values[name] ?? initial;

function describedBy({ state, name, hint }: FieldProps): string | undefined {
  const id = fieldId(state, name);
  const ids = [
    ...(hint === undefined ? [] : [`${id}-hint`]),
    ...(state.problems[name] === undefined ? [] : [`${id}-problem`]),
  ];
  return ids.length > 0 ? ids.join(' ') : undefined;
}

function Hints({ state, name, hint }: FieldProps): Markup {
  const id = fieldId(state, name);
  const problem = state.problems[name];
  return (
    <>
      {hint !== undefined && (
        <span class="form-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {problem !== undefined && (
        <span class="form-error-message" id={`${id}-problem`}>
          <span class="sr-only">Fejl: </span>
          {problem}
        </span>
      )}
    </>
  );
}

/** A field with its label, hint and problem around it. */
export function Group({ children, ...field }: FieldProps & { readonly children: Child }): Markup {
  const { state, name, label, optional = false } = field;
  return (
    <div class={`form-group ${state.problems[name] === undefined ? '' : 'form-error'}`}>
      <label class="form-label" for={fieldId(state, name)}>
        {label}
        {optional && <span class="weight-normal"> (frivilligt)</span>}
      </label>
      <Hints {...field} />
      {children}
    </div>
  );
}

/** What ties an input to its label, hint and problem. */
export const common = (
  field: FieldProps,
): Readonly<Record<'id' | 'name', string>> & { 'aria-describedby'?: string; 'aria-invalid'?: 'true' } => {
  const described = describedBy(field);
  return {
    id: fieldId(field.state, field.name),
    name: field.name,
    ...(described !== undefined && { 'aria-describedby': described }),
    ...(field.state.problems[field.name] !== undefined && { 'aria-invalid': 'true' as const }),
  };
};

interface InputProps extends FieldProps {
  readonly type: 'date' | 'time' | 'number' | 'search' | 'text';
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  readonly width?: 'xs' | 's' | 'm' | 'xxs';
}

export function Input({ type, min, max, width = 'xs', ...field }: InputProps): Markup {
  return (
    <Group {...field}>
      <input
        type={type}
        class={`form-input input-width-${width}`}
        value={valueOf(field)}
        min={min}
        max={max}
        {...common(field)}
      />
    </Group>
  );
}

/** The longest note that is kept, in characters. */
export const LONGEST_NOTE = 4000;

export function TextArea({ rows = 3, ...field }: FieldProps & { readonly rows?: number }): Markup {
  return (
    <Group {...field}>
      <textarea class="form-input" rows={rows} maxlength={LONGEST_NOTE} {...common(field)}>
        {valueOf(field)}
      </textarea>
    </Group>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** Choices of the same group stand together. */
  readonly group?: string;
}

export function Select({
  choices,
  empty,
  ...field
}: FieldProps & { readonly choices: readonly Choice[]; readonly empty: string }): Markup {
  const chosen = valueOf(field);
  const option = ({ value, label }: Choice): Markup => (
    <option value={value} selected={value === chosen}>
      {label}
    </option>
  );
  const groups = [...new Set(choices.map(({ group }) => group))];
  return (
    <Group {...field}>
      <select class="form-select" {...common(field)}>
        <option value="">{empty}</option>
        {groups.map((group) => {
          const members = choices.filter((choice) => choice.group === group).map(option);
          return group === undefined ? members : <optgroup label={group}>{members}</optgroup>;
        })}
      </select>
    </Group>
  );
}

export function Radios({
  choices,
  inline = false,
  ...field
}: FieldProps & { readonly choices: readonly Choice[]; readonly inline?: boolean }): Markup {
  const { state, name, label } = field;
  const chosen = valueOf(field);
  const described = describedBy(field);
  return (
    <div class={`form-group ${state.problems[name] === undefined ? '' : 'form-error'}`}>
      <fieldset
        class={inline ? 'rt-inline-radios' : ''}
        id={fieldId(state, name)}
        tabindex={-1}
        {...(described !== undefined && { 'aria-describedby': described })}
      >
        <legend class="form-label">{label}</legend>
        <Hints {...field} />
        {choices.map((choice) => {
          const id = `${fieldId(state, name)}-${choice.value}`;
          return (
            <div class="form-group-radio">
              <input
                type="radio"
                class="form-radio"
                id={id}
                name={name}
                value={choice.value}
                checked={choice.value === chosen}
                {...(choice.hint !== undefined && { 'aria-describedby': `${id}-hint` })}
              />
              <label for={id}>{choice.label}</label>
              {choice.hint !== undefined && (
                <span class="form-hint" id={`${id}-hint`}>
                  {choice.hint}
                </span>
              )}
            </div>
          );
        })}
      </fieldset>
    </div>
  );
}
