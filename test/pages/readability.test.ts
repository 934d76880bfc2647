/**
 * R40, L8: everything we say to people is easy to read. Every function that texts/ exports is rendered with samples,
 * and every sentence-level constant is read; LIX 25 at most. A new function without samples fails here. Single labels
 * – names of roles, kinds of task, outcomes – are exempt: they are said alone, and the sentences around them are not.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ARRANGEMENT_STAGES } from '../../contract/messages/arrangements';
import { CHANNELS, JOURNAL_EVENTS, STAFF_ROLES, TASK_KINDS } from '../../contract/messages/vocabulary';
import { outcomeForm, OUTCOMES } from '../../contract/messages/outcomes';
import { defaultPolicy } from '../../contract/schemas/policy';
import { lix } from '../../rules/readability';
import * as access from '../../texts/access';
import * as agenda from '../../texts/agenda';
import * as agreement from '../../texts/agreement';
import * as agreementLife from '../../texts/agreementLife';
import * as arrangements from '../../texts/arrangements';
import * as entry from '../../texts/entry';
import * as explanations from '../../texts/explanations';
import * as facts from '../../texts/facts';
import * as forms from '../../texts/forms';
import * as labels from '../../texts/labels';
import * as letter from '../../texts/letter';
import * as me from '../../texts/me';
import * as messages from '../../texts/messages';
import * as notices from '../../texts/notices';
import * as operations from '../../texts/operations';
import * as pages from '../../texts/pages';
import * as pagesAway from '../../texts/pagesAway';
import * as pagesCalendar from '../../texts/pagesCalendar';
import * as pagesOverview from '../../texts/pagesOverview';
import * as pagesRounds from '../../texts/pagesRounds';
import * as pagesSchool from '../../texts/pagesSchool';
import * as pagesTasks from '../../texts/pagesTasks';
import * as pagesYouth from '../../texts/pagesYouth';
import * as plan from '../../texts/plan';
import * as policyParameters from '../../texts/policyParameters';
import * as policyWords from '../../texts/policyWords';
import * as rounds from '../../texts/rounds';
import * as rules from '../../texts/rules';
import * as situation from '../../texts/situation';
import * as stage from '../../texts/stage';
import * as stories from '../../texts/story';
import * as times from '../../texts/times';
import * as wakeUps from '../../texts/wakeUp';
import * as yearStatus from '../../texts/yearStatus';
import { at, NOW, TASKS } from './town';

const MOST = 25;
const modules = {
  access,
  agenda,
  agreement,
  agreementLife,
  arrangements,
  entry,
  explanations,
  facts,
  forms,
  labels,
  letter,
  me,
  messages,
  notices,
  operations,
  pages,
  pagesAway,
  pagesCalendar,
  pagesOverview,
  pagesRounds,
  pagesSchool,
  pagesTasks,
  pagesYouth,
  plan,
  policyParameters,
  policyWords,
  rounds,
  rules,
  situation,
  stage,
  story: stories,
  times,
  wakeUp: wakeUps,
  yearStatus,
};

/** What a function is said with: its texts for every kind of input, or why it says no sentence. */
type Samples = Readonly<Record<string, readonly string[] | 'labels only'>>;

const LABELS = 'labels only';
const names = (ref: string): string => (ref === 'a' ? 'Anna Bach' : 'Mette Holm');
const days = ['2026-10-05', '2026-10-06', '2026-10-07'];
const soon = at('2026-10-22', '10:30');
const relations = ['holder', 'given', 'unit', 'substitute', 'former', 'observer'] as const;
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
  arrangements: {
    arrangementStory: ARRANGEMENT_STAGES.flatMap((stage) => [
      arrangements.arrangementStory({ stage }, NOW),
      arrangements.arrangementStory({ stage, answerBy: NOW }, NOW),
      arrangements.arrangementStory({ stage, why: 'lapsed' }, NOW),
    ]),
    lineText: LABELS,
    proofNote: [arrangements.proofNote('Havnens værksted', '18. februar')],
  },
  access: {
    pageStateText: (['none', 'waiting', 'expired', 'open'] as const).map((state) =>
      access.pageStateText(state, soon, NOW),
    ),
  },
  entry: { lockedText: [entry.lockedText(soon, NOW)] },
  letter: { letterHtml: LABELS },
  me: {
    callText: [me.callText(soon, NOW)],
    pulseUntilText: [me.pulseUntilText(soon, NOW)],
    promiseText: [undefined, true, false].map((kept) => me.promiseText('22. oktober', kept)),
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
    formProblem: [
      'må være low, high',
      'mangler',
      'skal være et tidspunkt som 2026-10-28T16:00',
      'vælg et tal',
    ].map((message) => forms.formProblem(message)),
  },
  labels: {},
  messages: {
    staffDigest: [
      { overdue: 0, today: 0, later: 1, unit: 0 },
      { overdue: 2, today: 1, later: 3, unit: 4 },
      { overdue: 0, today: 1, later: 0, unit: 0, goals: 1 },
      { overdue: 0, today: 0, later: 0, unit: 0, goals: 3 },
      { overdue: 0, today: 0, later: 0, unit: 0, behalf: 2 },
    ].map((counts) => messages.staffDigest('Anna Bach', counts, 'https://roedtraad.kommune.example').text),
    meetingReminder: [messages.meetingReminder('Freja Nielsen', 'Anna Bach', soon, NOW)],
    wakeUp: [messages.wakeUp('Freja Nielsen', 'Anna Bach')],
    roundAsked: [messages.roundAsked('Freja Nielsen', 'Anna Bach', soon, NOW)],
    roundTold: [messages.roundTold('Freja Nielsen', 'Anna Bach')],
    meetingInvited: [messages.meetingInvited('Freja Nielsen', 'Anna Bach', soon, NOW)],
    meetingAgenda: [messages.meetingAgenda('Freja Nielsen', 'Anna Bach', soon, NOW)],
    pulseAsked: [undefined, 'https://roedtraad.kommune.dk/mig/k7mp3xq9abcdef'].map((link) =>
      messages.pulseAsked('Freja Nielsen', 'Anna Bach', soon, NOW, link),
    ),
    meetingsAhead: [messages.meetingsAhead('Freja Nielsen', 'Anna Bach', [soon, soon + 86_400_000], NOW)],
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
    smsText: LABELS,
    doneText: deeds.flatMap((deed) =>
      [{}, { holder: 'Anna Bach', meeting: soon, channel: 'phone' as const }].map(
        (more) => pages.doneText(deed, { now: NOW, due: soon, ...more }) ?? '',
      ),
    ),
  },
  pagesAway: {
    awayDays: LABELS,
    coversText: [pagesAway.coversText('Mette Holm', '2026-10-30')],
    awayText: [pagesAway.awayText('Mette Holm', '2026-10-30')],
    leavesBeforeText: [pagesAway.leavesBeforeText('2026-10-30')],
    awayTooText: [pagesAway.awayTooText('2026-10-30', '2026-11-03')],
    stillLeftText: [pagesAway.stillLeftText(1, 0), pagesAway.stillLeftText(12, 7)],
  },
  pagesOverview: {
    freshText: [pagesOverview.freshText(NOW)],
    sinceText: LABELS,
    weekText: LABELS,
    onTimeText: [pagesOverview.onTimeText(0, 0), pagesOverview.onTimeText(68, 84)],
    absenceText: [0, 1, 12].map((above) => pagesOverview.absenceText(above, 5)),
    responseText: [pagesOverview.responseText(0, 0, 1), pagesOverview.responseText(7, 13, 1)],
  },
  pagesCalendar: {},
  pagesYouth: { effortsText: LABELS, agreementsText: LABELS },
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
    rowProblem: LABELS,
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
  agreementLife: {
    versionText: LABELS,
    addedText: [agreementLife.addedText(undefined, undefined), agreementLife.addedText(NOW, 'Omar Dahl')],
    reviewText: [agreementLife.reviewText('2026-09-16')],
    reviewHint: [agreementLife.reviewHint('FGU-NORD')],
    // A line of a list: labels and dates.
    taskMoveText: LABELS,
    moveSum: [agreementLife.moveSum(0, 0), agreementLife.moveSum(5, 8)],
  },
  policyParameters: { parameterOf: LABELS },
  policyWords: { differences: LABELS, wordless: LABELS },
  rules: { ruleText: Array.from({ length: 60 }, (_, n) => rules.ruleText(`R${String(n).padStart(2, '0')}`)) },
  situation: {
    notedText: [
      'work',
      'pauses',
      'goals',
      'referrals',
      'notifications',
      'moves',
      'return',
      'talk',
      'wakeUp',
      '',
    ].map(situation.notedText),
  },
  stage: {
    scaleText: [stage.scaleText(1, 5)],
    measureTexts: [
      { cases: 0, met: 0, asked: 0, answered: 0, subGoals: 0, reached: 0 },
      { cases: 1, met: 0, asked: 3, answered: 2, latest: 4, subGoals: 1, reached: 1 },
    ].flatMap((measures) => Object.values(stage.measureTexts(measures))),
    agreedText: [0, 1].map((days) => stage.agreedText(days)),
  },
  wakeUp: {
    wakeUpText: [wakeUps.wakeUpText('06:15', '2026-12-18', '2026-11-20')],
    ownWakeUpText: [wakeUps.ownWakeUpText('06:15', '2026-12-18', '2026-11-20')],
  },
  yearStatus: {
    schoolYearText: LABELS,
    statusMonthText: [yearStatus.statusMonthText(5)],
    hiddenText: LABELS,
  },
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
  AWAY: pagesAway.AWAY,
  CALENDAR: {
    hint: pagesCalendar.CALENDAR.hint,
    addressHint: pagesCalendar.CALENDAR.addressHint,
    description: pagesCalendar.CALENDAR.description,
  },
  YOUTH_PAGE: { noFace: pagesYouth.YOUTH_PAGE.noFace },
  OVERVIEW_PAGE: pagesOverview.OVERVIEW_PAGE,
  SITUATION: situation.SITUATION,
  STANDING_TEXTS: situation.STANDING_TEXTS,
  WAKE_UP: wakeUps.WAKE_UP,
  STAGE_PAGE: stage.STAGE_PAGE,
  STAGE_MEANINGS: stage.STAGE_MEANINGS,
  YEAR_HINTS: yearStatus.YEAR_HINTS,
  SCHOOL_PAGE: pagesSchool.SCHOOL_PAGE,
  TASKS_PAGE: pagesTasks.TASKS_PAGE,
  ROUND_PAGE: pagesRounds.ROUND_PAGE,
  ROUND_HINTS: pagesRounds.ROUND_HINTS,
  MEND_ROW: pagesRounds.MEND_ROW,
  MEND: forms.MEND,
  PLAN: plan.PLAN,
  ACCESS: access.ACCESS,
  ARRANGEMENTS: arrangements.ARRANGEMENTS,
  ENTRY: entry.ENTRY,
  CODE_PROBLEMS: entry.CODE_PROBLEMS,
  ME: me.ME,
  ME_DONE: me.ME_DONE,
  MEETING_NAMES: me.MEETING_NAMES,
  ANSWERED: me.ANSWERED,
  LETTER: { title: letter.LETTER_TITLE },
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
