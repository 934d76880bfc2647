/**
 * What a form says when something is missing or cannot be, and what each answer leads to.
 */
import { type Channel, type TaskKind } from '../contract/messages/vocabulary';
import { outcomeForm, type OutcomeForm } from '../contract/messages/outcomes';
import { CHANNEL_LABELS, OUTCOME_LABELS } from './labels';

/** A problem, by the field it stands beside. */
export const MEND = {
  outcome: 'Vælg, hvad der kom ud af det.',
  channel: 'Vælg, hvad du brugte for at få fat i den unge.',
  cause: 'Vælg en årsag. Det er ok at vælge, at den unge ikke vil sige det.',
  remedy: 'Vælg en hjælp. Er der ingen lige nu, så vælg det.',
  maxUnlawfulDays: 'Skriv et tal fra 0 til 20.',
  withinSchoolDays: 'Skriv et tal fra 5 til 60.',
  person: 'Vælg en af dem på listen.',
  to: 'Vælg, hvem der skal have den.',
  reason: 'Vælg en grund.',
  date: 'Vælg en dag.',
  time: 'Skriv en tid som 10.30.',
  past: 'Vælg en tid, der ikke er gået.',
  statutory: 'Det er lovens frist. Den kan ikke flyttes frem.',
  note: 'Skriv dit notat her først.',
  noteTooLong: 'Det er for langt. Skriv højst 4000 tegn.',
  choice: 'Vælg et svar.',
  moment: 'Vælg en dag og en tid.',
  empty: 'Her mangler noget. Skriv eller vælg det.',
} as const;

/** What is said to programs in words of theirs, by how it begins, and how a form says it. */
const TO_PROGRAMS: readonly (readonly [string, string])[] = [
  ['må være ', MEND.choice],
  ['skal være en dato, der findes', MEND.date],
  ['skal være et tidspunkt som', MEND.moment],
  ['skal være et klokkeslæt som', MEND.time],
  ['mangler', MEND.empty],
];

/** A problem of a field, as a form says it: no codes, and no ways to write that its reader cannot choose. */
export function formProblem(message: string, typed = ''): string {
  const plain = TO_PROGRAMS.find(([begins]) => message.startsWith(begins))?.[1];
  if (plain !== undefined) return plain;
  if (typed.trim() === '' && message.includes('store bogstaver')) return MEND.empty;
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}${message.endsWith('.') ? '' : '.'}`;
}

/** R02: in primary school some tasks are about those at home, not about the youth. */
export const isAboutParents = (kind: TaskKind): boolean =>
  kind === 'absence.parentCall' || kind === 'absence.parentMeeting';

const WITH_PARENTS: Readonly<Record<string, string>> = {
  held: 'Mødet er holdt',
  noShow: 'De kom ikke',
  declined: 'Nej tak fra hjemmet',
};

/** What "done" and "held" are, where they can be said better. */
const OF_FORM: Partial<Record<OutcomeForm, Readonly<Record<string, string>>>> = {
  booking: { done: 'Vi har en tid' },
  assign: { done: 'Vi har fundet en' },
  meeting: { held: 'Mødet er holdt' },
  round: { held: 'Mødet er holdt' },
};

/** An answer as the form of this kind of task says it. */
export function outcomeLabel(kind: TaskKind | undefined, outcome: string): string {
  const own = kind && (isAboutParents(kind) ? WITH_PARENTS : OF_FORM[outcomeForm(kind)]);
  return own?.[outcome] ?? OUTCOME_LABELS[outcome] ?? outcome;
}

/** What follows from an answer, said beside it before it is given. */
export function outcomeHint(kind: TaskKind, outcome: string, next?: Channel): string | undefined {
  switch (outcome) {
    case 'reached':
      return outcomeForm(kind) === 'contact' && kind === 'absence.firstContact'
        ? 'Næste skridt er en samtale.'
        : undefined;
    case 'notReached':
      return `${kind === 'dropout.contact' ? 'Den bliver her.' : 'Den bliver her, og du får en dag mere.'}${next === undefined ? '' : ` Prøv så: ${CHANNEL_LABELS[next].toLowerCase()}.`}`;
    case 'noShow':
      return 'Det er ok. Der kommer en ny tid i morgen.';
    case 'declined':
      return kind.startsWith('absence.')
        ? 'Det er også et svar. Så lukker vi sagen.'
        : 'Det er også et svar.';
    case 'held':
      return 'Skriv, hvad I blev enige om.';
    case 'noSolution':
      return 'Så ser netværket på det.';
    default:
      return undefined;
  }
}
