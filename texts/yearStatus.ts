/**
 * Words of the yearly status (R49).
 */
import { danishMonth } from '../rules/danishDates';

export const YEAR_STATUS = {
  title: 'Årsstatus',
  youths: 'Unge',
  stages: 'Unge efter trin lige nu',
  inTime: 'Sager om fravær, heraf kontakt til tiden',
  met: 'Sager om fravær, heraf mål nået',
  days: 'Dage på job fra fravær til kontakt (den midterste)',
  deadlines: 'Frister, heraf holdt',
  pulses: 'Spørgsmål om trivsel, heraf besvaret',
  changes: 'Unge efter skift af tovholder eller kontaktperson i året',
  uncovered: 'Unge, heraf med dage uden tovholder i året',
  uncoveredDays: 'Dage uden tovholder (den midterste)',
  waiting: 'Unge, heraf venter på en plads lige nu',
  waitedDays: 'Dage i kø til en plads lige nu (den midterste)',
  contact: 'Unge efter sidste kontakt set fra i dag',
  hidden: 'skjult',
  noSchool: 'Ingen skole',
  all: 'I alt',
} as const;

/** Kinds of youths by how often another adult took over. */
export const CHANGE_KINDS = ['Ingen skift', '1 skift', '2 eller flere skift'] as const;

/** Kinds of youths by how long ago somebody was in touch. */
export const CONTACT_KINDS = ['Højst 30 dage', '31 til 90 dage', 'Mere end 90 dage', 'Ingen endnu'] as const;

export const YEAR_HINTS = {
  file: 'Her er tal for alle unge. Små tal er skjult, så de ikke peger på én.',
  year: 'Et skoleår går fra 1. august til 31. juli. Unge tæller med på den skole, de går på nu.',
} as const;

/** `2026/27`. */
export const schoolYearText = (year: number): string =>
  `${String(year)}/${String((year + 1) % 100).padStart(2, '0')}`;

/** R49: when it is to be looked at. */
export const statusMonthText = (month: number): string => `Gør status med netværket i ${danishMonth(month)}.`;

/** What stands for a number that is hidden. */
export const hiddenText = (smallest: number): string => `<${String(smallest)}`;
