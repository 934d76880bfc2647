/**
 * A meeting's agenda as the youth reads it (R40): when, where, who, what it is about, and what one can answer. Short
 * lines and plain words around whatever people wrote themselves.
 */
import { type Party } from '../contract/messages/vocabulary';
import { type IsoDate } from '../rules/calendar';
import { copenhagen, type Instant } from '../rules/clock';
import { danishDate, danishDay } from '../rules/danishDates';
import { clockText } from './times';

/** What an agenda tells. */
export interface AgendaWords {
  readonly firstName: string;
  readonly at: Instant | undefined;
  readonly place: string | undefined;
  /** Those who come, by name. */
  readonly people: readonly string[];
  readonly supportPerson: string | undefined;
  readonly purpose: string | undefined;
  readonly points: readonly { readonly by: 'youth' | 'family' | 'staff'; readonly text: string }[];
  /** Sub-goals whose day has passed. */
  readonly late: readonly string[];
  /** What was agreed before and nobody has said anything about. */
  readonly agreed: readonly { readonly party: Party; readonly due: IsoDate }[];
}

const PROMISED: Record<Party, string> = {
  youth: 'Din aftale',
  guardian: 'Aftalen med dem derhjemme',
  municipality: 'Vores aftale',
};

/** The agenda, line by line. */
export function agendaText(words: AgendaWords): string {
  const { firstName, at, place, people, supportPerson, purpose, points, late, agreed } = words;
  const of = (by: readonly string[]): string[] =>
    points.filter((point) => by.includes(point.by)).map(({ text }) => text);
  return [
    `Hej ${firstName}.`,
    at === undefined
      ? 'Vi finder en tid sammen.'
      : `Vi ses ${danishDay(copenhagen(at).date)} ${clockText(at)}.`,
    place === undefined ? 'Du vælger selv, hvor vi ses.' : `Vi ses her: ${place}.`,
    ...(people.length > 0 ? [`Du møder: ${people.join(', ')}.`] : []),
    supportPerson === undefined ? 'Du må tage en med.' : `Du har en med: ${supportPerson}.`,
    ...part('Det er målet, som I har sagt det:', purpose === undefined ? [] : [purpose]),
    ...part('Det vil du tale om:', of(['youth', 'family'])),
    ...part('Det vil vi tale om:', of(['staff'])),
    ...part('Det når vi måske ikke. Vi ser på det igen:', late),
    ...part(
      'Det har vi aftalt før:',
      agreed.map(({ party, due }) => `${PROMISED[party]} til den ${danishDate(due)}.`),
    ),
    'Du kan sige: Jeg kommer. En anden tid. Ring til mig.',
  ].join('\n');
}

function part(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [heading, ...lines.map((line) => `– ${line}`)];
}
