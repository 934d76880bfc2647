/**
 * R40, L8: everything we say to people is easy to read. Every function that texts/ exports is rendered with samples,
 * and every sentence-level constant is read; LIX 25 at most. A new function without samples fails here. Single labels
 * – names of roles, kinds of task, outcomes – are exempt: they are said alone, and the sentences around them are not.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CHANNELS, JOURNAL_EVENTS, STAFF_ROLES, TASK_KINDS } from '../../contract/messages/vocabulary';
import { outcomeForm, OUTCOMES } from '../../contract/messages/outcomes';
import { defaultPolicy } from '../../contract/schemas/policy';
import { lix } from '../../rules/readability';
import * as agenda from '../../texts/agenda';
import * as agreement from '../../texts/agreement';
import * as explanations from '../../texts/explanations';
import * as facts from '../../texts/facts';
import * as forms from '../../texts/forms';
import * as labels from '../../texts/labels';
import * as messages from '../../texts/messages';
import * as notices from '../../texts/notices';
import * as operations from '../../texts/operations';
import * as pages from '../../texts/pages';
import * as pagesOverview from '../../texts/pagesOverview';
import * as pagesRounds from '../../texts/pagesRounds';
import * as pagesSchool from '../../texts/pagesSchool';
import * as pagesTasks from '../../texts/pagesTasks';
import * as plan from '../../texts/plan';
import * as rounds from '../../texts/rounds';
import * as rules from '../../texts/rules';
import * as stories from '../../texts/story';
import * as times from '../../texts/times';
import { at, NOW, TASKS } from './town';

const MOST = 25;
const modules = {
  agenda,
  agreement,
  explanations,
  facts,
  forms,
  labels,
  messages,
  notices,
  operations,
  pages,
  pagesOverview,
  pagesRounds,
  pagesSchool,
  pagesTasks,
  plan,
  rounds,
  rules,
  story: stories,
  times,
};

/** What a function is said with: its texts for every kind of input, or why it says no sentence. */
type Samples = Readonly<Record<string, readonly string[] | 'labels only'>>;

const LABELS = 'labels only';
const names = (ref: string): string => (ref === 'a' ? 'Anna Bach' : 'Mette Holm');
const days = ['2026-10-05', '2026-10-06', '2026-10-07'];
const soon = at('2026-10-22', '10:30');
const relations = ['holder', 'given', 'unit', 'former', 'observer'] as const;
const noticeKinds = ['pending', 'claimed', 'sent', 'uncertain', 'failed', 'suppressed'] as const;
const deeds = [
  'completed',
  'notReached',
  'noShow',
  'postponed',
  'reassigned',
  'claimed',
  'commented',
  'booked',
  'reopened',
] as const;

function explained(): string[] {
  return TASK_KINDS.flatMap((kind) =>
    relations.flatMap((relation) => {
      const { whyMe, whyNow, whyThisDate, whatIfNothing } = explanations.explain(
        { ...TASKS.contact, kind },
        relation,
      );
      return [whyMe, whyNow, whyThisDate, whatIfNothing];
    }),
  );
}

function told(): string[] {
  const reasons = [
    { days, channel: 'sms', why: 'notReached', next: 'phone', from: 'contactTeacher', meeting: soon },
    { why: 'targetMet', channel: 'email', from: 'a' },
    {},
  ];
  return JOURNAL_EVENTS.flatMap((event) =>
    reasons.flatMap((reason) =>
      [{}, { by: 'b' }].map(
        (more) =>
          stories.story(
            {
              at: NOW,
              event,
              kind: 'absence.firstContact',
              role: 'coordinator',
              assignee: 'a',
              due: soon,
              reason,
              ...more,
            },
            names,
            NOW,
          ).text,
      ),
    ),
  );
}

const SAMPLES: Record<keyof typeof modules, Samples> = {
  agenda: {
    agendaText: [
      {
        at: undefined,
        place: undefined,
        supportPerson: undefined,
        purpose: undefined,
        points: [],
        late: [],
        agreed: [],
      },
      {
        at: soon,
        place: 'Torvet',
        supportPerson: 'Ida',
        purpose: 'Ro på.',
        points: (['youth', 'family', 'staff'] as const).map((by) => ({ by, text: 'Din mad.' })),
        late: ['Stå op.'],
        agreed: (['youth', 'guardian', 'municipality'] as const).map((party) => ({
          party,
          due: '2026-10-22',
        })),
      },
    ].map((words) =>
      agenda.agendaText({ firstName: 'Freja', people: ['Anna Bach', 'Mette Holm'], ...words }),
    ),
  },
  agreement: {
    agreementText: agreement.agreementText(defaultPolicy()).flatMap(({ sentences }) => sentences),
    ladderText: LABELS,
  },
  explanations: {
    explain: explained(),
    whyMe: relations.map((relation) => explanations.whyMe(TASKS.contact, relation)),
    whyNow: TASK_KINDS.map((kind) => explanations.whyNow({ ...TASKS.contact, kind })),
    whyThisDate: Object.values(TASKS).map((task) => explanations.whyThisDate(task)),
    whatIfNothing: relations.map((relation) => explanations.whatIfNothing(TASKS.contact, relation)),
  },
  facts: {
    whyShort: LABELS,
    outcomeWords: LABELS,
    flatFacts: LABELS,
    codeText: LABELS,
    restOfFacts: LABELS,
  },
  forms: {
    isAboutParents: LABELS,
    outcomeLabel: LABELS,
    outcomeHint: TASK_KINDS.flatMap((kind) =>
      OUTCOMES[outcomeForm(kind)].flatMap((outcome) =>
        [undefined, ...CHANNELS].flatMap((channel) => forms.outcomeHint(kind, outcome, channel) ?? []),
      ),
    ),
  },
  labels: {},
  messages: {
    staffDigest: [
      { overdue: 0, today: 0, later: 1, unit: 0 },
      { overdue: 2, today: 1, later: 3, unit: 4 },
      { overdue: 0, today: 1, later: 0, unit: 0, goals: 1 },
      { overdue: 0, today: 0, later: 0, unit: 0, goals: 3 },
    ].map((counts) => messages.staffDigest('Anna Bach', counts, 'https://roedtraad.kommune.example').text),
    meetingReminder: [messages.meetingReminder('Freja Nielsen', 'Anna Bach', soon, NOW)],
    roundAsked: [messages.roundAsked('Freja Nielsen', 'Anna Bach', soon, NOW)],
    roundTold: [messages.roundTold('Freja Nielsen', 'Anna Bach')],
    meetingInvited: [messages.meetingInvited('Freja Nielsen', 'Anna Bach', soon, NOW)],
    meetingAgenda: [messages.meetingAgenda('Freja Nielsen', 'Anna Bach', soon, NOW)],
    meetingMissed: [messages.meetingMissed('Freja Nielsen', 'Anna Bach', soon, NOW)],
    dayFrom: LABELS,
    firstName: LABELS,
    dateText: LABELS,
  },
  notices: {
    noticeState: noticeKinds.flatMap((state) => [notices.noticeState({ state, planned: soon }, NOW)]),
  },
  operations: { workflowType: LABELS, workflowState: LABELS, lookText: LABELS },
  pages: {
    doneText: deeds.flatMap((deed) =>
      [{}, { holder: 'Anna Bach', meeting: soon, channel: 'phone' as const }].map(
        (more) => pages.doneText(deed, { now: NOW, due: soon, ...more }) ?? '',
      ),
    ),
  },
  pagesOverview: {
    freshText: [pagesOverview.freshText(NOW)],
    sinceText: LABELS,
    weekText: LABELS,
    onTimeText: [pagesOverview.onTimeText(0, 0), pagesOverview.onTimeText(68, 84)],
    absenceText: [0, 1, 12].map((above) => pagesOverview.absenceText(above, 5)),
    responseText: [pagesOverview.responseText(0, 0, 1), pagesOverview.responseText(7, 13, 1)],
  },
  pagesRounds: {
    missingText: [0, 1, 12].map((missing) => pagesRounds.missingText(missing)),
    answersMissingText: [1, 12].map((missing) => pagesRounds.answersMissingText(missing)),
    savedText: [1, 12].map((rows) => pagesRounds.savedText(rows)),
    meanwhileText: [pagesRounds.meanwhileText('Mette Holm', 'i dag kl. 9.14')],
  },
  pagesSchool: {
    schoolDoneText: ['absenceRegistered', 'absenceWithdrawn', 'dayConfirmed', 'eventReported'].map(
      (deed) => pagesSchool.schoolDoneText(deed) ?? '',
    ),
    previewText: [
      [0, 3],
      [1, 0],
      [97, 3],
    ].map(([good = 0, bad = 0]) => pagesSchool.previewText(good, bad)),
    receiptText: [pagesSchool.receiptText({ accepted: 97, corrected: 2, duplicates: 1, rejected: 3 })],
    progressText: LABELS,
  },
  pagesTasks: {
    tasksText: LABELS,
    manyText: [
      [3, 3],
      [2, 3],
      [0, 3],
    ].map(([done = 0, of = 0]) => pagesTasks.manyText(done, of)),
    takenText: [pagesTasks.takenText('Mette Holm')],
    agoText: LABELS,
  },
  rounds: { roundWords: LABELS },
  plan: {
    tooManyText: [plan.tooManyText(3, ['Mentor', 'Vækning', 'Sport'])],
    tooHardText: [plan.tooHardText(40, 25, { sentence: 'Vi ses', words: ['aftalen'] })],
    continuityText: LABELS,
    untilText: LABELS,
  },
  rules: { ruleText: Array.from({ length: 60 }, (_, n) => rules.ruleText(`R${String(n).padStart(2, '0')}`)) },
  story: { story: told(), lateText: [stories.lateText(NOW, soon, NOW)] },
  times: {
    clockText: LABELS,
    daysText: LABELS,
    dayText: LABELS,
    momentText: LABELS,
    dueText: LABELS,
    dueShort: LABELS,
    datesText: LABELS,
  },
};

/** Constants that hold whole sentences. */
const SENTENCES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  PAGE: pages.PAGE,
  OVERVIEW_PAGE: pagesOverview.OVERVIEW_PAGE,
  SCHOOL_PAGE: pagesSchool.SCHOOL_PAGE,
  TASKS_PAGE: pagesTasks.TASKS_PAGE,
  ROUND_PAGE: pagesRounds.ROUND_PAGE,
  ROUND_HINTS: pagesRounds.ROUND_HINTS,
  MEND_ROW: pagesRounds.MEND_ROW,
  MEND: forms.MEND,
  PLAN: plan.PLAN,
  DECIDED_BY: plan.DECIDED_BY,
  INVITATION_PROBLEMS: plan.INVITATION_PROBLEMS,
  INVITATION_WARNINGS: plan.INVITATION_WARNINGS,
  TIMING_TEXTS: plan.TIMING_TEXTS,
  SINGLE: { agendaHard: plan.AGENDA_HARD, mendAgreement: plan.MEND_AGREEMENT },
  REFUSAL_TEXTS: labels.REFUSAL_TEXTS,
};

test('every file of texts/ is read here', () => {
  const files = readdirSync(join(__dirname, '../../texts')).map((file) => file.replace('.ts', ''));
  expect(files.sort()).toEqual(Object.keys(modules).sort());
});

describe.each(Object.keys(modules) as (keyof typeof modules)[])('texts/%s', (name) => {
  const exported = Object.entries(modules[name] as Record<string, unknown>)
    .filter(([, value]) => typeof value === 'function')
    .map(([key]) => key);

  test('every function has samples', () => {
    expect(exported.filter((key) => SAMPLES[name][key] === undefined)).toEqual([]);
  });

  test('every sentence is easy to read', () => {
    const said = Object.values(SAMPLES[name]).filter((texts) => texts !== LABELS);
    expect(hard(said.flat())).toEqual([]);
  });
});

test.each(Object.entries(SENTENCES))('%s is easy to read', (_, texts) => {
  expect(hard(Object.values(texts))).toEqual([]);
});

test('roles and kinds have labels', () => {
  for (const role of STAFF_ROLES) expect(labels.ROLE_LABELS[role]).not.toBe('');
  for (const kind of TASK_KINDS) expect(labels.KIND_LABELS[kind]).not.toBe('');
});

/** The texts that are too hard, with their LIX. */
function hard(texts: readonly string[]): string[] {
  return [...new Set(texts)]
    .filter((text) => lix(text) > MOST)
    .map((text) => `${lix(text).toFixed(1)} ${text}`);
}
