/**
 * What happened, newest first: when, what, by which rule, and what somebody wrote.
 */
import { type Story } from '../../../texts/story';
import { momentText } from '../../../texts/times';
import { ruleText } from '../../../texts/rules';
import { type Markup } from './markup';

/** One thing that happened. */
export interface Happening extends Story {
  readonly at: number;
  readonly rule: string;
  /** Where there is more about it. */
  readonly href?: string;
  /** What somebody wrote. */
  readonly words?: string | undefined;
}

interface TimelineProps {
  readonly of: readonly Happening[];
  readonly now: number;
  /** Whether each says what it is about; not needed where all are about one task. */
  readonly headings?: boolean;
  /** The rule that stands above already and is not repeated. */
  readonly known?: string;
}

export function Timeline({ of, now, headings = false, known }: TimelineProps): Markup {
  const isTold = (rule: string): boolean => rule !== known && ruleText(rule) !== '';
  const rules = [...new Set(of.map(({ rule }) => rule))].filter((rule) => isTold(rule)).sort();
  return (
    <>
      <ol class="rt-timeline">
        {of.map(({ at, heading, href, text, facts, late, words, rule }) => (
          <li>
            <span class="rt-when">{momentText(at, now)}</span>
            <div class="rt-what">
              {headings && (
                <strong class="rt-heading">
                  {href === undefined ? heading : <a href={href}>{heading}</a>}
                </strong>
              )}
              <span>{text}</span>{' '}
              {isTold(rule) && (
                <a class="rt-rule" href={`#${rule}`} aria-label={`Regel ${rule}`}>
                  {rule}
                </a>
              )}
              {facts !== '' && <span class="rt-quiet rt-block">{facts}</span>}
              {late !== undefined && <span class="rt-late-note rt-block">{late}</span>}
              {words !== undefined && <blockquote class="rt-words">{words}</blockquote>}
            </div>
          </li>
        ))}
      </ol>
      {rules.length > 0 && (
        <dl class="rt-rules">
          {rules.map((rule) => (
            <div id={rule}>
              <dt>{rule}</dt>
              <dd>{ruleText(rule)}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
