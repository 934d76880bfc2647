/** The parts of a place with several pages. */
import { type Markup } from './markup';

export function PartsNav({
  label,
  parts,
  at,
}: {
  /** What the place is, for who hears it. */
  readonly label: string;
  /** Address and word of each. */
  readonly parts: readonly (readonly [string, string])[];
  /** The address the reader is at. */
  readonly at: string;
}): Markup {
  return (
    <nav aria-label={label}>
      <ul class="rt-counts">
        {parts.map(([href, word]) => (
          <li>
            <a
              class="rt-count rt-count-plain"
              href={href}
              {...(href === at && { 'aria-current': 'page' as const })}
            >
              {word}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
