/**
 * What has happened to a youth and why, newest first; which kind is shown stands in the address.
 */
import { type JournalEntry } from '../../../records/journal';
import { PAGE } from '../../../texts/pages';
import { story } from '../../../texts/story';
import { type Colleagues } from '../../people';
import { Empty } from '../parts/basics';
import { type Markup } from '../parts/markup';
import { Timeline } from '../parts/timeline';

/** What of the timeline is shown, by `?vis=`. */
const VIEWS = {
  alt: { label: 'Alt', shows: () => true },
  opgaver: { label: 'Opgaver', shows: (event: string) => event.startsWith('task.') },
  samtaler: {
    label: 'Samtaler',
    shows: (event: string) => event.startsWith('meeting.') || event.startsWith('agreement.'),
  },
  beskeder: { label: 'Beskeder', shows: (event: string) => event.startsWith('message.') },
  fravaer: {
    label: 'Fravær og sager',
    shows: (event: string) => event.startsWith('signal.') || event.startsWith('case.'),
  },
} as const;
type ViewName = keyof typeof VIEWS;
const VIEW_NAMES = Object.keys(VIEWS) as ViewName[];

/** The newest so many events are shown; older ones are found by choosing a kind. */
const LONGEST = 200;

interface StoryProps {
  readonly youth: string;
  /** The tasks the reader may open. */
  readonly readable: ReadonlySet<string>;
  readonly entries: readonly JournalEntry[];
  /** What stands in the address; everything is shown for what is unknown. */
  readonly asked: string | undefined;
  readonly people: Colleagues;
  readonly now: number;
}

export function Story({ youth, readable, entries, asked, people, now }: StoryProps): Markup {
  const chosen = VIEW_NAMES.find((name) => name === asked) ?? 'alt';
  const shown = entries.filter(({ event }) => VIEWS[chosen].shows(event)).slice(-LONGEST);
  return (
    <section class="rt-section" aria-labelledby="historie">
      <h2 class="h4" id="historie">
        Det er der sket
      </h2>
      <nav aria-label="Vælg, hvad der vises">
        <ul class="rt-counts">
          {VIEW_NAMES.map((name) => (
            <li>
              <a
                class="rt-count"
                href={`/unge/${youth}${name === 'alt' ? '' : `?vis=${name}`}#historie`}
                {...(name === chosen && { 'aria-current': 'true' as const })}
              >
                {VIEWS[name].label}{' '}
                <span class="rt-number">
                  {entries.filter(({ event }) => VIEWS[name].shows(event)).length}
                </span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {shown.length === 0 && <Empty>{PAGE.noEvents}</Empty>}
      <Timeline
        headings
        now={now}
        of={shown
          .map((entry) => ({
            ...story(entry, people.nameOf, now),
            at: entry.at,
            rule: entry.rule,
            ...(readable.has(entry.task ?? '') && { href: `/opgaver/${entry.task ?? ''}` }),
          }))
          .reverse()}
      />
    </section>
  );
}
