/**
 * From a sent form to a wish: what the person chose, or what is wrong with each field. Pure. The outcome itself is
 * checked by the same function the workflow asks, so page and workflow never disagree.
 */
import { outcomeForm, type Outcome, outcomeProblem } from '../../../contract/messages/outcomes';
import { type StaffRef } from '../../../contract/messages/ids';
import { POSTPONE_REASONS } from '../../../contract/messages/vocabulary';
import { type TaskDeeds } from '../../../contract/ports/engine';
import { type TaskRow } from '../../../records/tasks';
import { isDate } from '../../../rules/calendar';
import { type Instant, instantOf } from '../../../rules/clock';
import { MEND } from '../../../texts/forms';
import { type Deed } from '../../../texts/pages';
import { type Wish } from '../../deeds';
import { LONGEST_NOTE } from '../parts/fields';
import { agreementsOf, dayAndTimeOf, verdictsOf } from './meetingRead';
import { type Sent } from '../visit';

/** The forms of a task page, by the last part of the address they are sent to. */
export const FORMS = ['afslut', 'aftal-tid', 'udskyd', 'giv-videre', 'tag', 'kommentar', 'genaabn'] as const;
export type Form = (typeof FORMS)[number];

/** Something to do to a task, and what to say when it is done. */
export type Intent = {
  [Name in keyof TaskDeeds]: { readonly deed: Name; readonly wish: Wish<Name>; readonly done: Deed };
}[keyof TaskDeeds];

export type Problems = Readonly<Record<string, string>>;

/** What a form is read with. */
export interface Circumstances {
  readonly task: TaskRow;
  readonly now: Instant;
  /** Who sends the form. */
  readonly reader: StaffRef;
  /** People and units the task may be given to, and who may be assigned. */
  readonly mayGet: readonly string[];
  readonly mayBeAssigned: readonly string[];
}

/** Reads one form; problems by field name, where there are any. */
export function readForm(
  form: Form,
  sent: Sent,
  circumstances: Circumstances,
): { readonly intent: Intent } | { readonly problems: Problems } {
  const problems: Record<string, string> = {};
  if ((sent.note ?? '').length > LONGEST_NOTE) problems.note = MEND.noteTooLong;
  const intent = READERS[form](sent, circumstances, problems);
  return Object.keys(problems).length > 0 ? { problems } : { intent };
}

type Reader = (sent: Sent, circumstances: Circumstances, problems: Record<string, string>) => Intent;

const READERS: Readonly<Record<Form, Reader>> = {
  afslut(sent, { task, now, mayBeAssigned }, problems) {
    const outcome = outcomeOf(task, sent);
    if (needsNext(task, outcome)) outcome.next = momentOf(sent, now, problems);
    if (outcomeForm(task.kind) === 'meeting' && outcome.outcome === 'held') {
      outcome.agreements = agreementsOf(sent, problems);
      outcome.earlier = verdictsOf(sent);
    }
    Object.assign(problems, outcomeProblems(task, outcome));
    if ('person' in outcome && !mayBeAssigned.includes(sent.person ?? '')) {
      problems.person = MEND.person;
    }
    const { outcome: what } = outcome;
    const done =
      what === 'notReached' || what === 'noShow' ? what : what === 'moved' ? 'booked' : 'completed';
    return { deed: 'completeTask', wish: { outcome: outcome as unknown as Outcome }, done };
  },
  'aftal-tid': (sent, { now }, problems) => ({
    deed: 'bookTask',
    wish: { at: momentOf(sent, now, problems) },
    done: 'booked',
  }),
  udskyd(sent, { now }, problems) {
    const reason = POSTPONE_REASONS.find((known) => known === sent.reason);
    if (!reason) problems.reason = MEND.reason;
    return {
      deed: 'postponeTask',
      wish: { to: momentOf(sent, now, problems), reason: reason ?? 'other' },
      done: 'postponed',
    };
  },
  'giv-videre'(sent, { mayGet }, problems) {
    const to = sent.to ?? '';
    if (!mayGet.includes(to)) problems.to = MEND.to;
    return { deed: 'reassignTask', wish: { to }, done: 'reassigned' };
  },
  tag: (_, { reader }) => ({ deed: 'reassignTask', wish: { to: reader }, done: 'claimed' }),
  kommentar(sent, _, problems) {
    if ((sent.note ?? '').trim() === '') problems.note = MEND.note;
    return { deed: 'commentTask', wish: {}, done: 'commented' };
  },
  genaabn: () => ({ deed: 'reopenTask', wish: {}, done: 'reopened' }),
};

type Answers = Record<string, unknown>;

/** The outcome as the form of this kind asks for it; what was left empty stays out. */
function outcomeOf(task: TaskRow, sent: Sent): Answers {
  const given = (...names: readonly string[]): Answers =>
    Object.fromEntries(
      names.filter((name) => sent[name] !== undefined && sent[name] !== '').map((name) => [name, sent[name]]),
    );
  const outcome = given('outcome');
  switch (outcomeForm(task.kind)) {
    case 'contact':
      return { ...outcome, ...given('channel') };
    case 'conversation':
      return sent.outcome === 'held'
        ? {
            ...outcome,
            ...given('cause', 'remedy'),
            target: {
              maxUnlawfulDays: wholeNumber(sent.maxUnlawfulDays),
              withinSchoolDays: wholeNumber(sent.withinSchoolDays),
            },
          }
        : outcome;
    case 'decision':
      return { ...outcome, ...given('remedy') };
    case 'assign':
      return sent.outcome === 'done' ? { ...outcome, ...given('person') } : outcome;
    case 'booking':
    case 'meeting':
    case 'round':
    case 'plain':
      return outcome;
  }
}

/** R15: a meeting is booked, moved or closed with the next one's time. */
function needsNext({ kind }: TaskRow, { outcome }: Answers): boolean {
  const form = outcomeForm(kind);
  return form === 'booking'
    ? outcome === 'done'
    : form === 'meeting' && (outcome === 'held' || outcome === 'moved');
}

function wholeNumber(text: string | undefined): number {
  return /^\d{1,3}$/.test(text?.trim() ?? '') ? Number(text) : Number.NaN;
}

/**
 * Everything that is wrong at once: each problem found is mended in a copy, until the workflow's check has none. A
 * result that was not chosen is mended to the last there is, which asks for the least: the fields of the others are not
 * on the page yet. What cannot be mended ends the search, so that no form ever keeps the program busy.
 */
function outcomeProblems(task: TaskRow, outcome: Answers): Problems {
  const problems: Record<string, string> = {};
  const mended = structuredClone(outcome);
  for (;;) {
    const problem = outcomeProblem(task.kind, mended);
    if (!problem) return problems;
    const name = problem.field.replace('target.', '');
    if (Object.hasOwn(problems, name)) return problems;
    problems[name] = Object.hasOwn(MEND, name) ? MEND[name as keyof typeof MEND] : MEND.outcome;
    const value = problem.allowed.at(-1) ?? 'somebody';
    if (name === problem.field) mended[name] = value;
    else (mended.target as Answers)[name] = value;
  }
}

/** The moment a date and a time field say; a problem is put beside the field it belongs to. */
function momentOf(sent: Sent, now: Instant, problems: Record<string, string>): Instant {
  const { date, time } = dayAndTimeOf(sent);
  if (!isDate(date)) problems.date = MEND.date;
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) problems.time = MEND.time;
  if (problems.date !== undefined || problems.time !== undefined) return now;
  const at = instantOf(date, time);
  if (at <= now) problems.date = MEND.past;
  return at;
}
