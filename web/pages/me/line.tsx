/**
 * One line to type in, as wide as a phone: words, or a code – shown as dots, or open where it is read off a note or
 * thought up: typing it blindly is how one gets it wrong.
 */
import { fieldId, type FormState } from '../parts/fields';
import { type Markup } from '../parts/markup';

interface LineProps {
  readonly state: FormState;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly initial?: string | undefined;
  /** What is typed; words may be left out, codes may not. */
  readonly as: 'words' | 'openCode' | 'code';
}

const LONGEST = { words: 500, openCode: 100, code: 100 } as const;
const CODE = { required: true, autocapitalize: 'none', spellcheck: false } as const;
const TYPES = {
  words: {},
  openCode: { ...CODE, autocomplete: 'off' },
  code: { ...CODE, autocomplete: 'current-password' },
} as const;

export function Line({ state, name, label, hint, initial = '', as }: LineProps): Markup {
  const id = fieldId(state, name);
  const problem = state.problems[name];
  const described = [
    ...(hint === undefined ? [] : [`${id}-hint`]),
    ...(problem === undefined ? [] : [`${id}-problem`]),
  ];
  return (
    <div class={`form-group ${problem === undefined ? '' : 'form-error'}`}>
      <label class="form-label" for={id}>
        {label}
        {as === 'words' && <span class="weight-normal"> (frivilligt)</span>}
      </label>
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
      <input
        type={as === 'code' ? 'password' : 'text'}
        class="form-input me-wide"
        id={id}
        name={name}
        value={state.values[name] ?? initial}
        maxlength={LONGEST[as]}
        {...TYPES[as]}
        {...(described.length > 0 && { 'aria-describedby': described.join(' ') })}
        {...(problem !== undefined && { 'aria-invalid': 'true' as const })}
      />
    </div>
  );
}
