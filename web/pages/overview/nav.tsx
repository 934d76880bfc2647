/** The parts of the overview, as far as the reader may see them. */
import { type Person } from '../../../contract/ports/identity';
import { reach } from '../../authorization';
import { type Markup } from '../parts/markup';
import { PartsNav } from '../parts/partsNav';

const PARTS = [
  ['/overblik', 'Unge', (role) => reach(role, 'youth.list') !== 'none'],
  ['/ugeliste', 'Ugeliste', (role) => reach(role, 'weeklyList.read') !== 'none'],
  ['/steder', 'Steder', (role) => reach(role, 'youth.list') !== 'none'],
  ['/overblik/fordeling', 'Fordeling', (role) => reach(role, 'youth.list') === 'all'],
  ['/overblik/tal', 'Tal', (role) => reach(role, 'youth.list') === 'all'],
  ['/overblik/aar', 'Årsstatus', (role) => reach(role, 'youth.list') === 'all'],
] as const satisfies readonly (readonly [string, string, (role: Person['role']) => boolean])[];

export function OverviewNav({
  at,
  person,
}: {
  readonly at: (typeof PARTS)[number][0];
  readonly person: Person;
}): Markup {
  const own = PARTS.filter(([, , sees]) => sees(person.role));
  if (own.length < 2) return <></>;
  return <PartsNav label="Overblik" parts={own.map(([href, label]) => [href, label])} at={at} />;
}
