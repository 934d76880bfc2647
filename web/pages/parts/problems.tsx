/**
 * What is wrong with a form, with a way to each field; the script puts the focus here.
 */
import { Alert } from './basics';
import { fieldId, type FormState } from './fields';
import { type Markup } from './markup';

export function Problems({
  state: { form, problems },
  title,
  detail = '',
}: {
  readonly state: Pick<FormState, 'form' | 'problems'>;
  readonly title: string;
  readonly detail?: string;
}): Markup {
  const names = Object.keys(problems);
  return (
    <div class="rt-problems" tabindex={-1}>
      <Alert kind="error" heading={title}>
        {detail !== '' && <p class="alert-text">{detail}</p>}
        {names.length > 0 && (
          <ul class="nobullet-list">
            {names.map((name) => (
              <li>
                <a href={`#${fieldId({ form }, name)}`}>{problems[name]}</a>
              </li>
            ))}
          </ul>
        )}
      </Alert>
    </div>
  );
}
