/**
 * What differs between two agreements, in words.
 */
import { type Policy } from '../contract/schemas/policy';
import { danishDate } from '../rules/danishDates';
import { isDate } from '../rules/calendar';
import { CHANNEL_LABELS, ROLE_LABELS, STATUS_LABELS } from './labels';
import { DAYS, parameterOf, type Unit } from './policyParameters';

/** Values that are words of the system, in Danish. */
const VALUES: Readonly<Record<string, string>> = {
  ...ROLE_LABELS,
  ...CHANNEL_LABELS,
  ...STATUS_LABELS,
  unlawful: 'kun ulovligt fravær',
  all: 'alt fravær',
  low: 'lav',
  medium: 'middel',
  high: 'høj',
  nearGoal: 'tæt på målet',
  illness: 'sygdom',
  personalCircumstances: 'personlige forhold',
  newDirection: 'ny retning',
  waitingForOffer: 'venter på tilbud',
};

/** A parameter that two agreements set differently. */
export interface Difference {
  /** As in the agreement's file: `absence.consecutiveDays`, `ladders.absence.firstContact`. */
  readonly path: string;
  readonly rule: string;
  readonly words: string;
  /** What the first says, in words, and the second. */
  readonly before: string;
  readonly after: string;
}

/** What differs, in the order of the agreement's file. What an agreement is called is no term of it. */
export function differences(before: Policy, after: Policy): Difference[] {
  const [one, other] = [termsOf(before), termsOf(after)];
  return [...new Set([...one.keys(), ...other.keys()])]
    .filter((path) => JSON.stringify(one.get(path)) !== JSON.stringify(other.get(path)))
    .map((path) => {
      const { rule, words, unit } = parameterOf(path);
      return {
        path,
        rule,
        words,
        before: valueText(one.get(path), unit),
        after: valueText(other.get(path), unit),
      };
    });
}

/** Every parameter of an agreement by its path; lists and ladders are one each. */
function termsOf({ name: _name, ...policy }: Policy): ReadonlyMap<string, unknown> {
  const terms = new Map<string, unknown>();
  const walk = (path: string, value: unknown): void => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [key, part] of Object.entries(value)) walk(path === '' ? key : `${path}.${key}`, part);
    } else if (value !== undefined) terms.set(path, value);
  };
  walk('', policy);
  return terms;
}

/** Paths of an agreement that have no words here; there are to be none. */
export function wordless(policy: Policy): string[] {
  return [...termsOf(policy).keys()].filter((path) => parameterOf(path).words === path);
}

function valueText(value: unknown, unit: Unit | undefined): string {
  if (value === undefined) return 'ikke sat';
  if (Array.isArray(value)) return value.length === 0 ? 'ingen' : value.map(itemText).join(itemGap(value));
  if (typeof value === 'number') return unit ? numberText(value, unit) : String(value);
  return wordText(typeof value === 'string' ? value : JSON.stringify(value));
}

function numberText(value: number, unit: Unit): string {
  const word = unit[value === 1 ? 0 : 1];
  return word.startsWith('.') ? `${String(value)}${word}` : `${String(value)} ${word}`;
}

function wordText(text: string): string {
  if (isDate(text)) return danishDate(text, true);
  if (/^\d\d:\d\d$/.test(text)) return `kl. ${text.replace(':', '.')}`;
  return VALUES[text] ?? text;
}

const isRung = (item: unknown): item is Policy['ladders']['absence.firstContact'][number] =>
  typeof item === 'object' && item !== null && 'role' in item && 'days' in item;

/** A rung of a ladder, or a word or number of a list. */
function itemText(item: unknown): string {
  return isRung(item) ? `${ROLE_LABELS[item.role]} ${numberText(item.days, DAYS)}` : wordText(String(item));
}

const itemGap = (items: readonly unknown[]): string => (items.some(isRung) ? ' → ' : ', ');
