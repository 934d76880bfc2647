/**
 * One line to type in, as wide as a phone: words, or a code – shown as dots, or open where it is read off a note or
 * thought up: typing it blindly is how one gets it wrong.
 */
import { common, type FormState, Group } from '../parts/fields';
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

export function Line({ initial = '', as, ...field }: LineProps): Markup {
  return (
    <Group {...field} optional={as === 'words'}>
      <input
        type={as === 'code' ? 'password' : 'text'}
        class="form-input me-wide"
        value={field.state.values[field.name] ?? initial}
        maxlength={LONGEST[as]}
        {...TYPES[as]}
        {...common(field)}
      />
    </Group>
  );
}
