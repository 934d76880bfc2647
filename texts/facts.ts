/**
 * Facts behind tasks and events in words. Facts are enums, dates and numbers (never words of a person), so every
 * one of them has its sentence here.
 */
import {
  type Cause,
  type Channel,
  type Facts,
  type PostponeReason,
  type Remedy,
  type Role,
  type TaskKind,
} from '../contract/messages/vocabulary';
import { type IsoDate } from '../rules/calendar';
import { outcomeLabel } from './forms';
import {
  CAUSE_LABELS,
  CHANNEL_LABELS,
  CLOSING_LABELS,
  KIND_LABELS,
  POSTPONE_LABELS,
  REMEDY_LABELS,
  ROLE_LABELS,
} from './labels';
import { datesText, daysText } from './times';

const days = (value: Facts[string] | undefined): readonly IsoDate[] =>
  typeof value === 'object' ? value : [];

/** Why a task is there, as short as a list needs it; empty where the kind says it all. */
export function whyShort(reason: Facts): string {
  const { threshold, renewed, remedy, allowed, after } = reason;
  if (threshold === 'consecutive') return `Væk ${datesText(days(reason.days))} i træk`;
  if (threshold === 'month') return `Væk ${datesText(days(reason.days))}`;
  if (Array.isArray(renewed)) return `Væk igen ${datesText(days(renewed))}`;
  if (reason.percent !== undefined)
    return `Væk ${String(reason.absent)} af ${String(reason.of)} skoledage (${String(reason.percent).replace('.', ',')} %)`;
  if (allowed !== undefined) {
    return `Væk ${daysText(days(reason.days).length)}, målet var højst ${String(allowed)}`;
  }
  if (remedy !== undefined) return `Aftalt: ${REMEDY_LABELS[remedy as Remedy].toLowerCase()}`;
  if (after !== undefined) return `Næste skridt efter: ${KIND_LABELS[after as TaskKind].toLowerCase()}`;
  if (reason.score !== undefined) return `Svarede ${String(reason.score)} på, hvordan det går`;
  if (reason.unanswered !== undefined) return `Har ikke svaret på ${String(reason.unanswered)} spørgsmål`;
  if (reason.special === true) return 'Aftalt: særlig indsats';
  if (reason.staff !== undefined) {
    return `${String(reason.tasks)} åbne opgaver, ${String(reason.youths)} unge`;
  }
  if (typeof reason.youths === 'number') return `Om ${String(reason.youths)} unge`;
  if (typeof reason.visit === 'number') return `Besøg ${String(reason.visit)} af ${String(reason.visits)}`;
  if (reason.backlog === true) return 'Den unge har ingen fast voksen endnu';
  if (reason.task !== undefined) return 'En besked til den unge nåede måske ikke frem';
  return Array.isArray(reason.days) ? `Skolen har ikke meldt ind ${datesText(days(reason.days))}` : '';
}

/** What came of a task, as labels, said as its kind says it: `Jeg fik kontakt · Telefon`. */
export function outcomeWords(outcome: Facts, kind?: TaskKind): string {
  const { outcome: what, channel, cause, remedy, maxUnlawfulDays, withinSchoolDays } = outcome;
  return [
    what === undefined ? undefined : outcomeLabel(kind, String(what)),
    channel === undefined ? undefined : CHANNEL_LABELS[channel as Channel],
    cause === undefined ? undefined : `Årsag: ${CAUSE_LABELS[cause as Cause].toLowerCase()}`,
    remedy === undefined ? undefined : `Hjælp: ${REMEDY_LABELS[remedy as Remedy].toLowerCase()}`,
    maxUnlawfulDays === undefined
      ? undefined
      : `Mål: højst ${daysText(Number(maxUnlawfulDays))} væk på ${String(withinSchoolDays)} skoledage`,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}

/** A conversation's result nests its target; facts are flat. */
export function flatFacts(outcome: object): Facts {
  const facts: Record<string, Facts[string]> = {};
  for (const [name, value] of Object.entries(outcome) as [string, unknown][]) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      Object.assign(facts, flatFacts(value));
    else if (value !== undefined) facts[name] = value as Facts[string];
  }
  return facts;
}

const CODES: Readonly<Record<string, string>> = {
  overdue: 'fristen var gået',
  notReached: 'den unge svarede ikke',
  noShow: 'den unge kom ikke',
  lastRung: 'der er ingen at gå videre til',
  superseded: 'et nyt skridt tog over',
  reopened: 'skridtet før blev åbnet igen',
  noAddress: 'der mangler en adresse',
  noPhone: 'der mangler et nummer',
  undelivered: 'telefonnettet kunne ikke aflevere den',
  taskClosed: 'opgaven er lukket',
  taskMoved: 'en anden har opgaven nu',
  staffLeft: 'personen er stoppet, og lederen har fået besked',
  nobody: 'vi må ikke skrive til nogen, eller der er intet nummer',
  merged: 'den blev lagt sammen med en anden besked',
  alreadyToday: 'der er sendt én i dag',
  notTheirs: 'de må ikke få den',
  meetingMoved: 'tiden er flyttet',
  over: 'tiden er gået',
  ended: 'aftalen om det er slut',
  closedDay: 'der er ikke skole den dag',
  answered: 'den unge har svaret',
  stale: 'den blev for gammel',
  unknownYouth: 'den unge findes ikke mere',
  nothingKnown: 'vi ved ikke af skole eller job',
  turning18: 'den unge fylder 18',
  ofAge: 'den unge er fyldt 18',
  failed: 'beskeden kunne ikke sendes',
  uncertain: 'vi ved ikke, om beskeden nåede frem',
  leavingSchool: 'den unge skal videre fra skolen',
  interrupted: 'skolen meldte, at den unge er stoppet',
  completed: 'skolen meldte, at den unge er færdig',
  transferred: 'ingen ny skole har meldt, at den unge er begyndt',
  noAnswer: 'vi fik intet svar fra nettet',
};

/** Why something happened, from its code: `fristen var gået`, `ferie`. */
export function codeText(code: string): string {
  return (
    CODES[code] ??
    (CLOSING_LABELS as Readonly<Record<string, string>>)[code] ??
    (POSTPONE_LABELS as Readonly<Record<string, string>>)[code as PostponeReason]?.toLowerCase() ??
    code
  );
}

/** The remaining facts of an event, beside what its sentence says: labels in a row. */
export function restOfFacts(reason: Facts): string {
  const { why, skipped, attempts } = reason;
  const passedOver = days(skipped).map((role) => ROLE_LABELS[role as Role]);
  return [
    typeof why === 'string' ? `Grund: ${codeText(why)}` : undefined,
    passedOver.length > 0 ? `Ingen er ${passedOver.join(' eller ')}` : undefined,
    typeof attempts === 'number' ? `Forsøg: ${String(attempts)}` : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}
