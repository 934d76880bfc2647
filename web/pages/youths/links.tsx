/**
 * From a youth's page to the plan, the meetings, the notes and the adults, and how often these have changed (R28).
 */
import { type Person } from '../../../contract/ports/identity';
import { type JournalEntry } from '../../../records/journal';
import { type Youth } from '../../../records/people';
import { type TaskRow } from '../../../records/tasks';
import { type Instant } from '../../../rules/clock';
import { continuityText } from '../../../texts/plan';
import { type Action, may } from '../../authorization';
import { continuityOf } from '../../../records/continuity';
import { roleName } from '../../people';
import { Pairs } from '../parts/basics';
import { type Markup } from '../parts/markup';

const PAGES: readonly (readonly [at: string, label: string, action: Action])[] = [
  ['plan', 'Plan', 'plan.read'],
  ['trin', 'Trin og trivsel', 'youth.read'],
  ['moeder', 'Møder og aftaler', 'meeting.read'],
  ['forloeb', 'Steder og faste tider', 'plan.read'],
  ['situation', 'Job, pauser og flytning', 'plan.read'],
  ['notater', 'Notater', 'note.read'],
  ['voksne', 'Voksne og risiko', 'youth.read'],
  ['adgang', 'Adgang for den unge', 'page.handOut'],
];

export function YouthLinks({
  person,
  youth,
  tasks,
  entries,
  now,
}: {
  readonly person: Person;
  readonly youth: Youth;
  readonly tasks: readonly TaskRow[];
  readonly entries: readonly JournalEntry[];
  readonly now: Instant;
}): Markup {
  return (
    <section class="rt-card" aria-labelledby="mere-om">
      <h2 class="h5" id="mere-om">
        Mere om den unge
      </h2>
      <ul class="nobullet-list">
        {PAGES.filter(([, , action]) => may(person, action, { youth, tasks })).map(([at, label]) => (
          <li>
            <a href={`/unge/${youth.ref}/${at}`}>{label}</a>
          </li>
        ))}
      </ul>
      <Pairs
        of={continuityOf(entries, now).map(({ role, changes, uncoveredDays }) => [
          roleName(role),
          continuityText(changes, uncoveredDays),
        ])}
      />
    </section>
  );
}
