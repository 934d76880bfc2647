/**
 * Words about placements, programmes and offers (R35, R36, R38, R39).
 */
import {
  type ArrangementStage,
  type ProgrammeKind,
  type Withdrawal,
} from '../contract/messages/arrangements';
import { type Facts } from '../contract/messages/vocabulary';
import { type Instant } from '../rules/clock';
import { codeText } from './facts';
import { momentText } from './times';

export const ARRANGEMENT_STAGE_LABELS: Record<ArrangementStage, string> = {
  asked: 'På vej',
  waiting: 'I kø',
  offered: 'Har fået tilbudt en plads',
  visits: 'Besøger stedet',
  start: 'Skal til opstartsmøde',
  running: 'I gang',
  ended: 'Slut',
};

export const PROGRAMME_LABELS: Record<ProgrammeKind, string> = {
  talks: 'Faste samtaler',
  visits: 'Faste besøg',
};

export const WITHDRAWAL_LABELS: Record<Withdrawal, string> = {
  declined: 'Den unge siger nej tak',
  notPossible: 'Det kan ikke lade sig gøre',
};

const STORIES: Record<ArrangementStage, string> = {
  asked: 'Der er spurgt om en plads.',
  waiting: 'Den unge har bedt om en plads og venter på den.',
  offered: 'Der er en plads til den unge.',
  visits: 'Den unge ser stedet, før det går i gang.',
  start: 'Nu skal der holdes møde om starten.',
  running: 'Den unge er i gang.',
  ended: 'Det er slut nu.',
};

/** One sentence or two of the timeline. */
export function arrangementStory({ stage, why, answerBy }: Facts, now: Instant): string {
  const said = (STORIES as Readonly<Partial<Record<string, string>>>)[String(stage)] ?? STORIES.asked;
  if (typeof answerBy === 'number') return `${said} Svar senest ${momentText(answerBy, now)}.`;
  return typeof why === 'string' ? `${said.slice(0, -1)}: ${codeText(why)}.` : said;
}

/** Said alone: headings, fields, buttons. */
export const ARRANGEMENT_LABELS = {
  title: 'Steder og faste tider',
  askTitle: 'Bed om en plads',
  programmeTitle: 'Aftal en fast tid',
  place: 'Sted',
  full: 'fuldt, kø på',
  free: 'ledige',
  rhythm: 'Dage imellem',
  from: 'Første gang',
  until: 'Sidste dag',
  end: 'Stop det her',
  why: 'Hvorfor?',
  proof: 'Skriv, at beviset er givet',
  proofOn: 'Dag',
  offersTitle: 'Steder',
  offerPlaces: 'Pladser',
  offerName: 'Navn',
  offerSchool: 'Skole',
  offerId: 'Kort navn',
  newOffer: 'Nyt sted',
  changePlaces: 'Ret pladser',
  holds: 'Har en plads',
  waits: 'Venter',
} as const;

export const ARRANGEMENTS = {
  hint: 'Et sted at være, eller en fast tid til at tale sammen eller ses. Det er den unge, der vælger.',
  none: 'Den unge har ingen plads og ingen fast tid lige nu.',
  noOffers: 'Der er ingen steder at vælge imellem endnu. En administrator kan lave dem.',
  wish: 'Hvad siger den unge selv?',
  wishHint: 'Skriv det med den unges egne ord.',
  endHint: 'Et nej tak er også et svar. Den unge kan altid få en plads en anden gang.',
  proofHint: 'Det er den unges eget bevis. Her skriver vi kun, hvad dag den unge fik det.',
  offersHint: 'Her ser du, hvor der er plads, og hvem der venter. Den første i køen får den næste plads.',
  offersNone: 'Der er ingen steder endnu.',
  offerSchoolHint: 'Er stedet en del af en skole? Så er det slut, når den unge går ud af den skole.',
  offerIdHint: 'Store bogstaver, tal og streg. Det kan ikke rettes senere.',
  placesHint: 'Bliver der færre, mister ingen sin plads.',
  somebody: 'En ung, du ikke følger',
} as const;

/** `2. i køen`. */
export const lineText = (place: number): string => `nr. ${String(place)} i køen`;

/** The note that says so, for the youth to read (R36). */
export const proofNote = (name: string, day: string): string =>
  `Du fik dit bevis den ${day}. Det er fra ${name}. Det er dit, og du må vise det til hvem du vil.`;
