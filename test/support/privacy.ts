/**
 * Whether a workflow history holds anything but opaque references, enums, dates and numbers.
 */
import * as vocabulary from '../../contract/messages/vocabulary';
import { ARRANGEMENT_STAGES, PROGRAMME_KINDS } from '../../contract/messages/arrangements';
import { OUTCOMES } from '../../contract/messages/outcomes';

/** Words of the code: names of fields and values of enums. */
const ENUM_WORDS = new Set<string>([
  ...Object.values(vocabulary).flatMap((value) => (Array.isArray(value) ? (value as readonly string[]) : [])),
  ...Object.values(OUTCOMES).flat(),
  // Values that types name and no list does.
  ...['consecutive', 'month', 'unlawful', 'all', 'overdue', 'notReached', 'noShow', 'reopened', 'superseded'],
  ...[
    'targetMet',
    'exit',
    'transfer',
    'declined',
    'withdrawn',
    'gone',
    'failed',
    'uncertain',
    'fgu',
    'primary',
  ],
  ...[
    'openCase',
    'closeCase',
    'openTask',
    'escalateTask',
    'remindTask',
    'extendTask',
    'completeTask',
    'withdrawTask',
  ],
  ...['makeAgreement', 'settleAgreement', 'answerTask', 'endPerson', 'endGuardians', 'putOnAgenda'],
  // What reviews say: a patch, risks, steps and their reasons.
  ...[
    'reviews',
    'low',
    'medium',
    'high',
    'unconfirmed',
    'open',
    'start',
    'another',
    'turning18',
    'leavingSchool',
  ],
  ...[
    'familyMeeting',
    'transitionConference',
    'contactPersonHandover',
    'wellbeingPulse',
    'settlePulse',
    'changeStage',
  ],
  ...[
    'lasting.warn',
    'lasting.over',
    'quarter.warn',
    'quarter.notify',
    'collaboration',
    'parents',
    'parentsAndYouth',
  ],
  ...[...ARRANGEMENT_STAGES, ...PROGRAMME_KINDS, 'noteArrangement', 'placement', 'programme', 'lapsed'],
  ...[
    'enrolled',
    'working',
    'paused',
    'placed',
    'placementTie',
    'movedAway',
    'ageLimit',
    'tooYoung',
    'refused',
    'lawEnded',
  ],
  ...['stop', 'resume', 'remember', 'ofAge', 'nothingKnown', 'release', 'done'],
  ...['saveAnswers', 'noteMeeting', 'progressionRound', 'prognosisRound', 'networkConference'],
  ...['postponeTask', 'reassignTask', 'commentTask', 'reopenTask', 'bookTask', 'assignPerson', 'dropCase'],
  ...['movePolicy', 'moveTask', 'beginning', 'spareTimers'],
]);

/** References and dates, as contract/messages/ids.ts makes them. */
const REFERENCES = [
  /^y[a-z0-9]+$/, // a youth
  /^[a-z][A-Za-z]*-\d+$/, // staff
  /^A-[\w-]+$/, // what staff arranged, by its request
  /^VAERKSTED$/, // an offer
  /^arrangement\/A-[\w-]+$/,
  /^unit:[A-Za-z]+(:[A-Z0-9-]+)?$/,
  /^(FGU|SKOLE)-[A-Z0-9]+$/, // a school
  /^(journey|absenceCase|familyMeeting|transitionConference|contactPersonHandover|wellbeingPulse|dropoutOutreach|newcomerContact|referral|notification|schoolFeed|progressionRound|prognosisRound|networkConference|placement|programme|capacity|staffLeave)[/.][\w/.-]+$/,
  /^(coordinator|contactPerson|contactReview|start|stage|transition\/(turning18|leavingSchool))\/\d{4}(-\d{2}){0,2}$/, // a step taken
  /^talk\/\d+$/, // R53: a youth's wish to talk, by its number
  /^(outreach|newcomer|contactCheck|atRisk|back|standstill|resume|stop\/[a-zA-Z]+)\/\d{4}-\d{2}-\d{2}$/,
  /^(referral|notification|goal|move|talk)\/\d+$/, // what a person noted, by its number
  /^\d{4}-[1-4]$/, // a quarter
  /^rate\/(lasting|quarter)\.(warn|over|notify)\/\d{4}-\d(\d-\d{2})?(\/(heard|offer))?$/, // told once for a day or quarter
  /^\d{4}-\d{2}-\d{2}(\/\d{4}-\d{2}-\d{2})?$/, // a date or period
  /^[RL]\d{1,2}$/, // a rule
  /^W-\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/, // the reference of words, as scenarios make it
];

/** A field's name: a plain word of the code in lower camel case, or a reference used as a key. */
const FIELD = /^[a-z][A-Za-z0-9]{0,30}$/;

interface Payload {
  readonly metadata: { readonly encoding: string };
  readonly data?: string;
}

/** What the payloads of a history (as JSON) hold that is neither an enum, a reference, a date nor a field's name. */
export function inspect(history: unknown): { payloads: number; strangers: readonly string[] } {
  const strangers: string[] = [];
  let payloads = 0;
  walk(history, (payload) => {
    payloads += 1;
    if (payload.data === undefined) return;
    lookAt(JSON.parse(Buffer.from(payload.data, 'base64').toString('utf8')), strangers);
  });
  return { payloads, strangers };
}

function walk(node: unknown, onPayload: (payload: Payload) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if ('metadata' in node && typeof (node as Payload).metadata.encoding === 'string') {
    onPayload(node as Payload);
    return;
  }
  for (const child of Object.values(node)) walk(child, onPayload);
}

function lookAt(value: unknown, found: string[]): void {
  if (typeof value === 'string') {
    if (!isHarmless(value)) found.push(value);
  } else if (Array.isArray(value)) {
    for (const item of value) lookAt(item, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (!FIELD.test(key) && !isHarmless(key)) found.push(key);
      lookAt(item, found);
    }
  }
}

/** A summary of effects is several words of the code. */
function isHarmless(text: string): boolean {
  return (
    text.split(/[ ,·\n-]+/).every((word) => word === '' || ENUM_WORDS.has(word) || isReference(word)) ||
    isReference(text)
  );
}

function isReference(text: string): boolean {
  return REFERENCES.some((reference) => reference.test(text));
}
