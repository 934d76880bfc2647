/**
 * What a youth's journey has come to: who is missing, which procedure begins, and when to look again. Pure rules over
 * what records, agreement and calendar say today; the journey remembers which steps it has taken.
 */
import { type JourneyReview, type JourneySituation } from '../contract/messages/reviews';
import { type MeetingWindow } from '../contract/messages/effects';
import { type YouthRef } from '../contract/messages/ids';
import { type Policy } from '../contract/schemas/policy';
import { currentTerms, latestAgreement } from '../records/agreements';
import { arrangementsOf } from '../records/arrangements';
import { getYouth } from '../records/people';
import { planGaps } from '../records/plan';
import { situationOf } from '../records/situation';
import { type TalkWish, talkWish } from '../records/talkWishes';
import { addDays, birthday, type IsoDate } from '../rules/calendar';
import { copenhagen, type Instant, instantOf } from '../rules/clock';
import { addMonths, gradeOn, schoolYearEnds } from '../rules/recurring';
import { reviewActs, reviewNotifications } from './actsReview';
import { reviewArrangements } from './arrangementReview';
import { type Ports } from './context';
import { reviewEligibility } from './eligibilityReview';
import { Look } from './look';
import { reviewOutOfSchool } from './outreachReview';
import { reviewPulse } from './pulses';
import { reviewRates } from './rateReview';
import { reviewStage } from './stages';

export async function reviewJourney(
  { table, engine, now: clock }: Ports,
  ref: YouthRef,
  situation: JourneySituation,
): Promise<JourneyReview> {
  const now = clock();
  const [youth, gone] = await Promise.all([
    getYouth(table, ref),
    situation.running.length > 0 ? engine.gone(situation.running) : [],
  ]);
  if (!youth || gone.length > 0) return { steps: [], gone, ...(youth && { lookAgainAt: now }) };
  const terms = await currentTerms(table, youth.school);
  const { policy } = terms;
  const look = new Look(youth, policy, copenhagen(now).date, situation);
  const [known, arrangements] = await Promise.all([situationOf(table, ref), arrangementsOf(table, ref)]);
  if (!(await reviewEligibility(table, look, known))) {
    reviewNotifications(look, known);
    // Whoever asks is called back, also by those who no longer follow: if only to be shown the way.
    reviewTalk(look, await talkWish(table, ref));
    return answered(look, await latestAgreement(table, undefined));
  }
  reviewAge(look);
  reviewCoordinator(look);
  reviewOutOfSchool(look, known, arrangements);
  reviewActs(look, known);
  reviewMeetings(look, now);
  reviewContactPerson(look);
  reviewTransitions(look);
  reviewRates(look, terms);
  await reviewStage(table, look, now);
  reviewPulse(look, terms);
  reviewTalk(look, await talkWish(table, ref));
  await reviewArrangements(look, table, arrangements);
  if (youth.status === 'fgu' && youth.enrolled !== undefined) {
    reviewStart(look, youth.enrolled, await planGaps(table, ref, policy));
  }
  return answered(look, await latestAgreement(table, undefined));
}

function answered({ steps, lookAgainOn }: Look, agreement: number): JourneyReview {
  return {
    agreement,
    steps,
    gone: [],
    ...(lookAgainOn !== undefined && { lookAgainAt: instantOf(lookAgainOn, '00:00') }),
  };
}

/** R52: at 00:00 on the eighteenth birthday the guardians' part ends. */
function reviewAge(look: Look): void {
  const { youth, today } = look;
  const ofAgeOn = birthday(youth.born, 18);
  if (today < ofAgeOn) {
    look.lookAgain(ofAgeOn);
    return;
  }
  // Who was of age when the journey began has nothing to be withdrawn.
  const always = today > ofAgeOn && look.situation.running.length === 0 && youth.guardiansChosen !== true;
  look.take({ do: always ? 'remember' : 'ofAge', key: 'ofAge' });
}

/** R19: a youth without coordinator is a task for the network; asked for anew each month while there is none. */
function reviewCoordinator(look: Look): void {
  if (look.isFollowed || look.isUnderWay('coordinator.assign')) return;
  look.take({
    do: 'open',
    key: `coordinator/${look.today.slice(0, 7)}`,
    kind: 'coordinator.assign',
    rule: 'R19',
    reason: { missing: ['coordinator'] },
  });
  look.lookAgain(`${addMonths(look.today, 1).slice(0, 7)}-01`);
}

/** R15: there is always a next meeting with the family – unless the youth said no thanks (R45), for a while. */
function reviewMeetings(look: Look, now: Instant): void {
  const { policy, youth, situation } = look;
  if (!look.isFollowed || look.isUnderWay('familyMeeting')) return;
  if (situation.declined !== undefined) {
    const askAgainOn = addMonths(copenhagen(situation.declined).date, policy.meetings.askAgainMonths);
    if (look.today < askAgainOn) {
      look.lookAgain(askAgainOn);
      return;
    }
  }
  const weeks = policy.meetings.weeks[youth.risk ?? 'unconfirmed'];
  look.steps.push({
    do: 'start',
    key: 'familyMeeting',
    procedure: 'familyMeeting',
    rule: 'R15',
    reason: { risk: youth.risk ?? 'unconfirmed', weeks },
    window: windowOf(situation.lastMeeting, now, weeks, policy),
  });
}

/** R09, R15: from the fewest to the most weeks after the last meeting; for the first meeting from now on. */
function windowOf(last: Instant | undefined, now: Instant, weeks: number, policy: Policy): MeetingWindow {
  const { minWeeks } = policy.meetings;
  const { closing } = policy.deadlines;
  const { date } = copenhagen(last ?? now);
  const to = instantOf(addDays(date, 7 * weeks), closing);
  // After a pause (R45) there is no last meeting to count from.
  if (last === undefined || to <= now) {
    return { from: now, to: instantOf(addDays(copenhagen(now).date, 7 * weeks), closing) };
  }
  return { from: instantOf(addDays(date, 7 * Math.min(minWeeks, weeks)), '00:00'), to };
}

/** R27: a contact person from grade 8 to 25 for those at risk, looked at anew each year. */
function reviewContactPerson(look: Look): void {
  const { policy, youth, today } = look;
  const { fromGrade, untilAge, reviewMonths, risks } = policy.contactPerson;
  const endsOn = birthday(youth.born, untilAge);
  const { contactPerson } = youth.people;
  if (today >= endsOn) {
    if (contactPerson !== undefined) look.take({ do: 'endContactPerson', key: 'contactPersonEnded' });
    return;
  }
  look.lookAgain(endsOn);
  if (contactPerson !== undefined) {
    reviewSince(look, youth.peopleSince?.contactPerson, reviewMonths);
    return;
  }
  const { grade, gradeOn: registered } = youth;
  if (youth.status === 'primarySchool' && grade !== undefined) {
    const now = registered === undefined ? grade : gradeOn(grade, registered, today);
    if (now < fromGrade) {
      look.lookAgain(addDays(schoolYearEnds(today), 32)); // 1 August
      return;
    }
  }
  if (!look.isFollowed || !risks.some((risk) => risk === youth.risk)) return;
  if (look.isUnderWay('contact.assign') || look.isUnderWay('contactPersonHandover')) return;
  const { withoutContactPerson } = look.situation;
  if (withoutContactPerson !== undefined) {
    const askAgainOn = addMonths(copenhagen(withoutContactPerson).date, reviewMonths);
    if (today < askAgainOn) {
      look.lookAgain(askAgainOn);
      return;
    }
  }
  look.take({
    do: 'open',
    key: `contactPerson/${today}`,
    kind: 'contact.assign',
    rule: 'R27',
    reason: { missing: ['contactPerson'] },
  });
}

function reviewSince(look: Look, since: IsoDate | undefined, every: number): void {
  if (since === undefined) return;
  let due = addMonths(since, every);
  for (let next = due; next <= look.today; next = addMonths(next, every)) due = next;
  if (due <= look.today) {
    const key = `contactReview/${due}`;
    look.take({ do: 'open', key, kind: 'contact.review', rule: 'R27', reason: { since } });
    due = addMonths(due, every);
  }
  look.lookAgain(due);
}

/** R29: a conference before the youth leaves grade 9 or 10, and before eighteen. */
function reviewTransitions(look: Look): void {
  const { policy, youth, today } = look;
  if (!look.isFollowed) return;
  const { monthsBefore, grades } = policy.transition;
  const { grade, gradeOn: registered } = youth;
  if (youth.status === 'primarySchool' && grade !== undefined) {
    const now = registered === undefined ? grade : gradeOn(grade, registered, today);
    if (grades.includes(now)) conference(look, schoolYearEnds(today), 'leavingSchool', monthsBefore);
    else if (now < Math.min(...grades)) look.lookAgain(addDays(schoolYearEnds(today), 32));
  }
  conference(look, birthday(youth.born, 18), 'turning18', monthsBefore);
}

function conference(look: Look, before: IsoDate, why: string, monthsBefore: number): void {
  const from = addMonths(before, -monthsBefore);
  if (look.today < from) look.lookAgain(from);
  else if (look.today < before && !look.isUnderWay('transitionConference')) {
    look.take({
      do: 'start',
      key: `transition/${why}/${before.slice(0, 4)}`,
      procedure: 'transitionConference',
      rule: 'R29',
      reason: { why },
    });
  }
}

/** R53: who asks for a talk on their own page is called; one task at a time is enough. */
function reviewTalk(look: Look, wish: TalkWish | undefined): void {
  if (!wish) return;
  const key = `talk/${String(wish.n)}`;
  if (look.isUnderWay('talk.requested')) look.take({ do: 'remember', key });
  else look.take({ do: 'open', key, kind: 'talk.requested', rule: 'R53', reason: { answer: 'callMe' } });
}

/** R11, R12: order, purpose, preparation and sub-goals belong to the start of an FGU course; absence never waits for them. */
function reviewStart(look: Look, enrolled: IsoDate, missing: readonly string[]): void {
  if (enrolled > look.today) {
    look.lookAgain(enrolled);
    return;
  }
  if (missing.length === 0 || look.isUnderWay('progress.schoolStatus')) return;
  look.take({
    do: 'open',
    key: `start/${enrolled}`,
    kind: 'progress.schoolStatus',
    rule: missing.every((gap) => gap === 'subGoals') ? 'R12' : 'R11',
    reason: { missing },
    role: 'guidance',
  });
}
