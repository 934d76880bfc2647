/**
 * The life of an agreement in words (R07): its versions, and moving what is open to the newest.
 */
import { type StaffRole, type TaskKind } from '../contract/messages/vocabulary';
import { type Instant } from '../rules/clock';
import { danishDate, danishMoment } from '../rules/danishDates';
import { KIND_LABELS, ROLE_LABELS } from './labels';

export const LIFE = {
  versions: 'Udgaver',
  versionsHint: 'Hver udgave bliver stående. Det, der er i gang, følger den udgave, det begyndte med.',
  first: 'Den første udgave.',
  same: 'Intet tal er ændret.',
  move: 'Flyt det, der er i gang',
  moveHint:
    'Her står, hvad der sker, hvis alt det, der er i gang, skal følge den nyeste udgave. Intet er flyttet endnu.',
  nothingToMove: 'Alt det, der er i gang, følger den nyeste udgave.',
  noChange: 'Ingen frist bliver en anden.',
  doMove: 'Ja, flyt det hele',
  caseTerms: 'Sager dømmes efter den nye udgaves grænser. Et mål, I selv har aftalt, bliver.',
  own: 'Skolen følger kommunens aftale. Den har ingen egne udgaver.',
  add: 'Ny udgave',
  addHint:
    'Skriv kun det, der er anderledes end i standardaftalen. Det nye gælder for det, der begynder fra nu af. Det, der er i gang, bliver, til du flytter det.',
  addLabel: 'Aftalen (YAML)',
  doAdd: 'Gem den nye udgave',
} as const;

export const versionText = (version: number): string =>
  version === 0 ? 'kommunens aftale' : `udgave ${String(version)}`;

/** `Fra 20. november 2026 kl. 12.00, lagt ind af Omar`; empty where nobody noted it. */
export function addedText(at: Instant | undefined, by: string | undefined): string {
  if (at === undefined) return 'Lagt ind, før vi skrev det ned';
  return `Fra ${danishMoment(at, true)}${by === undefined ? '' : `, lagt ind af ${by}`}`;
}

/** R07: the banner over an agreement that is old. */
export function reviewText(due: string): string {
  return `Aftalen skulle ses efter ${danishDate(due, true)}. Gælder den stadig? Gem den igen, eller lav en ny udgave.`;
}

/** The same on the leader's weekly list. */
export function reviewHint(school: string): string {
  return `Vi skal se på aftalen igen, for den er gammel: ${school}.`;
}

/** Where an open task stands before and after a move. */
export interface TaskMoveFacts {
  readonly kind: TaskKind;
  readonly before: { readonly due: Instant; readonly role: StaffRole };
  readonly after: { readonly due: Instant; readonly role: StaffRole };
  /** Why the due date is what it is after the move. */
  readonly why: 'counted' | 'chosen' | 'nextWorkingDay';
}

/** One task of a dry run: `1. fraværssamtale: frist 20. oktober kl. 16.00 → 22. oktober kl. 16.00.` */
export function taskMoveText({ kind, before, after, why }: TaskMoveFacts): string {
  const due =
    before.due === after.due
      ? `frist ${danishMoment(before.due)}, uændret`
      : `frist ${danishMoment(before.due)} → ${danishMoment(after.due)}`;
  const role =
    before.role === after.role ? '' : `, fra ${ROLE_LABELS[before.role]} til ${ROLE_LABELS[after.role]}`;
  const reason = why === 'nextWorkingDay' ? ' (den nye frist var gået, så der er til næste arbejdsdag)' : '';
  return `${KIND_LABELS[kind]}: ${due}${role}${reason}.`;
}

export const RESULT_TEXTS = {
  moved: 'Flyttet.',
  ended: 'Sluttede imens. Der er intet at flytte.',
  busy: 'Nåede det ikke. Prøv igen om lidt.',
  failed: 'Gik galt. Se det under drift.',
} as const;

/** `Der er 3 forløb, og 2 frister bliver nye.` */
export function moveSum(workflows: number, tasks: number): string {
  const dates =
    ['ingen frist bliver ny', '1 frist bliver ny'][tasks] ?? `${String(tasks)} frister bliver nye`;
  return `Der er ${String(workflows)} forløb, og ${dates}.`;
}
