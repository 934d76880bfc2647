/**
 * The format of acceptance tests that a caseworker can read (docs/scenarios.md). Every mistake in a file is told
 * with its line.
 */
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import {
  JOURNAL_EVENTS,
  MEETING_ANSWERS,
  POSTPONE_REASONS,
  SCHOOL_EVENTS,
  SCHOOL_KINDS,
  STAFF_ROLES,
  TASK_KINDS,
} from '../../contract/messages/vocabulary';
import { absenceType } from '../../contract/schemas/absences';
import { completionOf } from '../../contract/schemas/outcomes';
import { answersIn } from '../../contract/schemas/rounds';
import { describeProblems } from '../../contract/schemas/problems';
import { InvalidPolicy, type Policy, policyWith } from '../../contract/schemas/policy';
import { isDate, isPeriod } from '../../rules/calendar';
import { ARRANGEMENT_STEPS } from './arrangements';
import { NOTE_STEPS } from './notes';
import { meetingStep } from './rounds';

const date = z.string().refine(isDate, 'skal være en dato, der findes, som 2026-10-01');
const moment = z
  .string()
  .refine(
    (text) => /^\S+ ([01]\d|2[0-3]):[0-5]\d$/.test(text) && isDate(text.slice(0, 10)),
    'skal være dato og klokkeslæt som 2026-10-01 15:30',
  );
const period = z.string().refine(isPeriod, 'skal være en dato eller en periode som 2026-10-12/2026-10-16');
const kind = z.enum(TASK_KINDS);
const ref = z.string().regex(/^[A-Za-z0-9:-]+$/, 'må kun have bogstaver, tal og bindestreg');
const byPerson = { at: moment, by: ref };

/** R28: the youth's own wish, beside the events a school reports (R33). */
const WISH = 'wishForAnother';

/** The forms a step can have, by the key that tells them apart. */
const STEP_FORMS = {
  absent: z.strictObject({
    at: moment,
    absent: z.array(period).min(1),
    type: absenceType.default('unlawful'),
    minutes: z.int().min(1).max(1440).default(300),
  }),
  correct: z.strictObject({ at: moment, correct: z.record(date, absenceType) }),
  withdraw: z.strictObject({ at: moment, withdraw: z.array(date).min(1) }),
  silent: z.strictObject({ at: moment, silent: z.array(period).min(1) }),
  event: z.strictObject({ at: moment, event: z.enum([...SCHOOL_EVENTS, WISH]), on: date.optional() }),
  ...NOTE_STEPS,
  complete: z
    .strictObject({ ...byPerson, complete: kind, with: z.record(z.string(), z.unknown()) })
    .superRefine((step, context) => {
      const sent = asSent(step.with) as Record<string, unknown>;
      const meeting = meetingStep(step.complete, sent);
      const schema = meeting ? answersIn(meeting.kind) : completionOf(step.complete);
      const { error } = schema.safeParse(meeting ? meeting.answers : sent, { reportInput: true });
      for (const { path, message } of error ? describeProblems(error) : [])
        context.addIssue({
          code: 'custom',
          message: `${path}: ${message}`,
          path: ['with'],
          input: step.with,
        });
    }),
  /** R08, R45: the youth's number, or no thanks to being asked. */
  pulse: z.strictObject({ at: moment, pulse: z.union([z.int().min(0).max(10), z.literal('declined')]) }),
  answer: z.strictObject({ at: moment, answer: z.enum(MEETING_ANSWERS), to: moment.optional() }),
  postpone: z.strictObject({
    ...byPerson,
    postpone: kind,
    to: moment,
    reason: z.enum(POSTPONE_REASONS).default('other'),
  }),
  reassign: z.strictObject({ ...byPerson, reassign: kind, to: ref }),
  book: z.strictObject({ ...byPerson, book: kind, to: moment }),
  comment: z.strictObject({ ...byPerson, comment: kind }),
  reopen: z.strictObject({ ...byPerson, reopen: kind }),
  place: z.strictObject({ ...byPerson, ...ARRANGEMENT_STEPS.place }),
  free: z.strictObject({ ...byPerson, ...ARRANGEMENT_STEPS.free }),
  askPlace: z.strictObject({ ...byPerson, ...ARRANGEMENT_STEPS.askPlace }),
  askProgramme: z.strictObject({ ...byPerson, ...ARRANGEMENT_STEPS.askProgramme }),
  withdrawFrom: z.strictObject({ ...byPerson, ...ARRANGEMENT_STEPS.withdrawFrom }),
  /** R07: a new version of the school's and the municipality's agreement, in force for what begins from now on. */
  agreement: z.strictObject({ at: moment, agreement: z.record(z.string(), z.unknown()) }),
  /** R07: everything open is moved to the newest version. */
  move: z.strictObject({ ...byPerson, move: z.literal(true) }),
  /** Somebody is away, and `by` stands in; both days included. */
  away: z.strictObject({ ...byPerson, away: ref, from: date, to: date }),
  /** Somebody's last day of work is known. */
  leaves: z.strictObject({ at: moment, leaves: ref, lastDay: date }),
} as const;

/** What came of a task as the API takes it: a scenario writes moments with a blank. */
export function asSent(outcome: unknown): unknown {
  if (typeof outcome === 'string') return outcome.replace(/^(\d{4}-\d{2}-\d{2}) (?=\d{2}:\d{2}$)/, '$1T');
  if (Array.isArray(outcome)) return outcome.map(asSent);
  if (typeof outcome !== 'object' || outcome === null) return outcome;
  return Object.fromEntries(Object.entries(outcome).map(([name, value]) => [name, asSent(value)]));
}

type Form = keyof typeof STEP_FORMS;
/** One step, told apart by `form`. Moments are Danish wall-clock texts. */
export type Step = { [F in Form]: z.infer<(typeof STEP_FORMS)[F]> & { readonly form: F } }[Form];

/** What an entry of the journal must look like; only the keys given are compared. */
const entry = z.strictObject({
  /** To the minute. */
  at: moment.optional(),
  /** To the day. */
  on: date.optional(),
  event: z.enum(JOURNAL_EVENTS).optional(),
  kind: kind.optional(),
  role: z.string().optional(),
  assignee: z.string().optional(),
  by: z.string().optional(),
  rule: z.string().optional(),
  due: moment.optional(),
  /** A text is compared with the reason's `why`, an object with the facts it names. */
  reason: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
});
export type ExpectedEntry = z.infer<typeof entry>;

const scenario = z.strictObject({
  rule: z.string().regex(/^[RL]\d{1,2}$/, 'skal være et regelnummer som R01'),
  title: z.string().min(1),
  start: date,
  policy: z.unknown().optional(),
  school: z
    .strictObject({ id: ref, kind: z.enum(SCHOOL_KINDS), closed: z.array(period).default([]) })
    .optional(),
  municipality: z.strictObject({ closed: z.array(period).default([]) }).default({ closed: [] }),
  youth: z.strictObject({
    born: date,
    risk: z.enum(['low', 'medium', 'high']).optional(),
    status: z.enum(['primarySchool', 'fgu', 'education', 'job', 'none']).optional(),
    grade: z.int().min(0).max(10).optional(),
    movedIn: date.optional(),
    enrolled: date.optional(),
    /** R52: whether a person chose to involve the guardian, or the youth of age agreed. */
    guardian: z.enum(['none', 'known', 'chosen', 'consented']).default('none'),
  }),
  people: z.partialRecord(z.enum(STAFF_ROLES), ref).default({}),
  steps: z.array(z.unknown()).default([]),
  until: date,
  expect: z.array(entry).default([]),
  never: z.array(entry).default([]),
  counts: z.array(entry.extend({ is: z.int().min(0) })).default([]),
});

export type Scenario = Omit<z.infer<typeof scenario>, 'steps' | 'policy'> & {
  readonly policy: Policy;
  readonly steps: readonly Step[];
};

/** A scenario file that cannot be used: one line per mistake, `file:line: path: message`. */
export class InvalidScenario extends Error {}

/** Reads a scenario; `file` is named in mistakes. Throws {@link InvalidScenario}. */
export function readScenario(text: string, file: string): Scenario {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const mistakes: string[] = document.errors.map(
    ({ pos, message }) =>
      `${file}:${String(lines.linePos(pos[0]).line)}: kan ikke læses som YAML: ${message}`,
  );
  const complain = (path: readonly PropertyKey[], problem: string): void => {
    mistakes.push(`${file}:${String(lineOf(document, lines, path))}: ${problem}`);
  };
  if (mistakes.length > 0) throw new InvalidScenario(mistakes.join('\n'));

  const content: unknown = document.toJS();
  const parsed = scenario.safeParse(content, { reportInput: true });
  report(parsed.error, [], complain);
  // Steps are looked at even where something else is wrong: every mistake is told at once.
  const steps = stepsIn(content).flatMap((value, index) => readStep(value, index, complain));
  const policy = readPolicyOf(parsed.data?.policy, complain);
  if (parsed.data) checkOrder(parsed.data, steps, complain);
  if (!parsed.success || !policy || mistakes.length > 0) throw new InvalidScenario(mistakes.join('\n'));
  return { ...parsed.data, policy, steps };
}

function stepsIn(content: unknown): readonly unknown[] {
  const known = typeof content === 'object' && content !== null && 'steps' in content ? content.steps : [];
  return Array.isArray(known) ? known : [];
}

type Complain = (path: readonly PropertyKey[], problem: string) => void;

function report(error: z.ZodError | undefined, base: readonly PropertyKey[], complain: Complain): void {
  if (!error) return;
  describeProblems(error).forEach(({ path, message }, index) => {
    const issue = error.issues[index];
    const extra = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
    const [list, step] = base;
    const place = step === undefined ? path : `${String(list)}[${String(step)}], ${path}`;
    complain([...base, ...(issue?.path ?? []), ...extra], `${place}: ${message}`);
  });
}

function readStep(value: unknown, index: number, complain: Complain): Step[] {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  const form = keys.find((key): key is Form => key in STEP_FORMS);
  if (!form) {
    complain(
      ['steps', index],
      `steps[${String(index)}]: skal have et af felterne ${Object.keys(STEP_FORMS).join(', ')}`,
    );
    return [];
  }
  const parsed = STEP_FORMS[form].safeParse(value, { reportInput: true });
  report(parsed.error, ['steps', index], complain);
  if (parsed.data && 'agreement' in parsed.data)
    readPolicyOf(parsed.data.agreement, complain, ['steps', index, 'agreement']);
  return parsed.success ? [{ ...parsed.data, form } as Step] : [];
}

function readPolicyOf(
  deviations: unknown,
  complain: Complain,
  at: readonly PropertyKey[] = ['policy'],
): Policy | undefined {
  try {
    return policyWith(deviations);
  } catch (error) {
    if (!(error instanceof InvalidPolicy)) throw error;
    for (const { path, message } of error.problems)
      complain([...at, ...path.split('.')], `${String(at.at(-1))}.${path}: ${message}`);
    return undefined;
  }
}

function checkOrder(
  { start, until, school }: z.infer<typeof scenario>,
  steps: readonly Step[],
  complain: Complain,
): void {
  if (until < start) complain(['until'], `until: ${until} ligger før start ${start}`);
  let before = `${start} 00:00`;
  steps.forEach(({ at, form }, index) => {
    if (at < before)
      complain(['steps', index, 'at'], `steps[${String(index)}].at: ${at} ligger før ${before}`);
    if (at.slice(0, 10) > until)
      complain(['steps', index, 'at'], `steps[${String(index)}].at: ${at} ligger efter until ${until}`);
    if (!school && ['absent', 'correct', 'withdraw', 'silent'].includes(form)) {
      complain(['steps', index], `steps[${String(index)}]: fravær kræver, at scenariet har en school`);
    }
    before = at > before ? at : before;
  });
}

/** The line of the deepest part of the path that stands in the file. */
function lineOf(
  document: ReturnType<typeof parseDocument>,
  lines: LineCounter,
  path: readonly PropertyKey[],
): number {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth).map(keyOf), true) as
      { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

const keyOf = (key: PropertyKey): string | number => (typeof key === 'symbol' ? String(key) : key);
