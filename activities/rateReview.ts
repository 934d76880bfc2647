/**
 * What follows when a pupil has missed much of school (R03, L2): the journey has found that a threshold is reached;
 * grade, age and agreement say what it asks of whom. Primary school only: FGU has its own steps (R04).
 */
import { type JourneyStep } from '../contract/messages/reviews';
import { type Facts } from '../contract/messages/vocabulary';
import { type Terms } from '../records/agreements';
import { type Youth } from '../records/people';
import { type Crossing, type Level, percentOf } from '../rules/absenceRate';
import { ageOn } from '../rules/calendar';
import { gradeOn } from '../rules/recurring';
import { type Look } from './look';

type OpenStep = Extract<JourneyStep, { do: 'open' }>;

/** L2: who is older is heard, too. */
const HEARD_OVER = 12;
const OF_AGE = 18;

export function reviewRates(look: Look, terms: Terms): void {
  const { youth, situation } = look;
  const { school } = youth;
  if (youth.status !== 'primarySchool' || school === undefined) return;
  for (const crossing of situation.crossed ?? []) {
    for (const step of STEPS[crossing.level](look, crossing)) {
      look.take({ ...step, terms: { school, agreement: terms.version } });
    }
  }
}

const STEPS: Record<Level, (look: Look, crossing: Crossing) => readonly OpenStep[]> = {
  /** R03: the contact teacher is warned. */
  'lasting.warn': (look, crossing) =>
    isInGrades(look)
      ? [step(crossing, 'R03', 'absence.followUp', { over: look.policy.absence.rates.lasting.warnFrom })]
      : [],
  /** R03: somebody coordinates, and the family is offered the model of working together. */
  'lasting.over': (look, crossing) => {
    if (!isInGrades(look)) return [];
    const facts = { over: look.policy.absence.rates.lasting.over };
    const offer = step(crossing, 'R03', 'absence.followUp', { ...facts, offer: 'collaboration' });
    const assign = step(crossing, 'R03', 'coordinator.assign', facts);
    return [
      ...(look.isFollowed || look.isUnderWay('coordinator.assign') ? [] : [assign]),
      { ...offer, key: `${offer.key}/offer`, role: 'coordinator' },
    ];
  },
  /** L2: the parents are warned; from eighteen the pupil's own affair (R52). */
  'quarter.warn': (look, crossing) =>
    isOfAge(look) ? [] : [step(crossing, 'L2', 'absence.parentCall', { unlawful: true })],
  /** L2: the municipality is told, and before that parents and a child over twelve are heard. */
  'quarter.notify': (look, crossing) => {
    const { tells } = look.policy.absence.rates.quarter;
    const heard = step(crossing, 'L2', 'absence.parentCall', {
      unlawful: true,
      hear: ageOn(look.youth.born, look.today) > HEARD_OVER ? 'parentsAndYouth' : 'parents',
    });
    const told = step(crossing, 'L2', 'absence.considerNotification', { unlawful: true });
    return [...(isOfAge(look) ? [] : [{ ...heard, key: `${heard.key}/heard` }]), { ...told, role: tells }];
  },
};

function step(
  { level, period, ...rate }: Crossing,
  rule: string,
  kind: OpenStep['kind'],
  more: Facts,
): OpenStep {
  const reason = { percent: percentOf(rate), absent: rate.absent, of: rate.of, ...more };
  return { do: 'open', key: `rate/${level}/${period}`, kind, rule, reason };
}

const isOfAge = ({ youth, today }: Look): boolean => ageOn(youth.born, today) >= OF_AGE;

/** R03 is about the last grades of primary school. */
function isInGrades({ youth, today, policy }: Look): boolean {
  const grade = gradeNow(youth, today);
  return grade !== undefined && policy.absence.rates.lasting.grades.includes(grade);
}

function gradeNow({ grade, gradeOn: registered }: Youth, today: string): number | undefined {
  return grade === undefined || registered === undefined ? grade : gradeOn(grade, registered, today);
}
