/**
 * Words of the pages about being away and leaving. Messages beside a field begin in small letters: the API names the
 * field before them.
 */
import { type IsoDate } from '../rules/calendar';
import { danishDate } from '../rules/danishDates';

const days = (from: IsoDate, to: IsoDate): string =>
  from === to ? `den ${danishDate(from)}` : `fra den ${danishDate(from)} til den ${danishDate(to)}`;

export const AWAY = {
  title: 'Er du væk?',
  hint: 'Vælg, hvem der tager dine opgaver imens. De bliver dine igen, når du er tilbage.',
  hintOther: 'Vælg, hvem der tager opgaverne imens. Det slutter af sig selv.',
  keepsFace: 'De unge har stadig dig som deres voksne.',
  none: 'Der er ikke skrevet noget fravær.',
  team: 'Dem, du er leder for',
  leavingHint: 'Dagen efter får lederen én opgave med alt, der skal gives videre.',
  notPast: 'skal være i dag eller senere',
  endsBefore: 'skal være den første dag eller senere',
  tooLong: 'må højst være et år efter den første dag',
  alreadyAway: 'der er allerede valgt en til nogle af de dage',
  covers: 'står for en andens opgaver i nogle af de dage. Find først en anden til dem',
  notOneself: 'skal være en anden',
  notHere: 'skal være en, der arbejder her',
  otherSchool: 'skal være en fra samme skole',
  otherSide: 'skal være en fra kommunen',
  lastDayPast: 'skal være i dag eller senere',

  // Handing over
  handOver: 'Giv det videre',
  handOverHint: 'Vælg en ny for hver. Eller vælg én til dem, der mangler.',
  meanwhile: 'Til da kan du selv tage dem.',
  forAll: 'Én til resten',
  forAllHint: 'Gælder, hvor du ikke har valgt, og hvor personen kan få det.',
  nothingLeft: 'Alt er givet videre. Opgaven er lukket.',
  choose: 'vælg mindst én at give videre',
  notTheirs: 'Den var ikke hos den, der er stoppet, eller er givet videre.',
} as const;

/** `fra den 3. december til den 8. december`. */
export const awayDays = days;

/** On the list of tasks, for who stands in. */
export const coversText = (name: string, to: IsoDate): string =>
  `${name} er væk. Den ${danishDate(to)} er den sidste dag. Til da tager du over.`;

/** On the list of tasks, for who is away. */
export const awayText = (name: string, to: IsoDate): string =>
  `Du er væk. ${name} tager over. Den ${danishDate(to)} er den sidste dag.`;

/** Beside the field: whoever was chosen leaves before the last day. */
export const leavesBeforeText = (lastDay: IsoDate): string => `går den ${danishDate(lastDay)}. Vælg en anden`;

/** Beside the field: whoever was chosen is away, too. */
export const awayTooText = (from: IsoDate, to: IsoDate): string =>
  `er selv væk ${days(from, to)}. Vælg en anden`;

/** What is still with somebody who has left. */
export function stillLeftText(tasks: number, roles: number): string {
  const [work, youths] = [
    tasks === 1 ? '1 opgave' : `${String(tasks)} opgaver`,
    roles === 1 ? '1 ung' : `${String(roles)} unge`,
  ];
  return `Der er mere. Det er ${work} og ${youths}. Find en ny til hver af dem.`;
}
