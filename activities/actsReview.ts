/**
 * What people have decided at the edge and a journey carries out: a school's "at risk" (R33), referrals (R50),
 * notifications of concern (L3) and tracked goals (R34, L6).
 */
import { type CaseClosing } from '../contract/messages/vocabulary';
import { type Situation } from '../records/situation';
import { addDays, birthday } from '../rules/calendar';
import { inForce } from '../rules/validity';
import { type Look } from './look';

/** A school's word is good for so many days: an old one that comes late begins no talk. */
const RISK_DAYS = 60;

export function reviewActs(look: Look, known: Situation): void {
  reviewAtRisk(look, known);
  reviewReferrals(look, known);
  reviewNotifications(look, known);
  reviewGoals(look, known);
}

/**
 * R33: a talk with the youth about how it goes – a talk about thriving, not about control, by the municipality's own
 * person: the school has talked already, or it would not tell.
 */
function reviewAtRisk(look: Look, { atRisk, lastEvent }: Situation): void {
  if (!atRisk || addDays(atRisk.on, RISK_DAYS) < look.today) return;
  if (lastEvent && lastEvent.on > atRisk.on) return;
  const key = `atRisk/${atRisk.on}`;
  if (look.isUnderWay('wellbeing.dialogue')) return;
  look.take({
    do: 'open',
    key,
    kind: 'wellbeing.dialogue',
    rule: 'R33',
    reason: { event: 'atRisk', on: atRisk.on },
    role: look.policy.schoolEvents.atRisk,
  });
}

/** R50. */
function reviewReferrals(look: Look, { referrals }: Situation): void {
  const { leaders } = look.policy;
  for (const { k, to, role } of referrals) {
    look.take({
      do: 'start',
      key: `referral/${String(k)}`,
      procedure: 'referral',
      rule: 'R50',
      reason: { to },
      input: { to, approver: leaders[role] ?? 'network' },
    });
  }
}

/** L3: also where nothing else begins (R51). */
export function reviewNotifications(look: Look, { notifications }: Situation): void {
  for (const { k, receivedAt } of notifications) {
    look.take({
      do: 'start',
      key: `notification/${String(k)}`,
      procedure: 'notification',
      rule: 'L3',
      reason: {},
      input: { receivedAt, ...look.policy.notification },
    });
  }
}

/** R34: followed up before it ends, while the law has it (L6) and the youth is under 30. */
function reviewGoals(look: Look, { goals }: Situation): void {
  const { policy, youth, today } = look;
  const { untilAge, daysBefore } = policy.trackedGoal;
  const inLaw = inForce(policy.validity.R34, today);
  const stop = (why: CaseClosing): void => {
    if (!look.isUnderWay('goal.followUp')) return;
    look.steps.push({ do: 'stop', key: `stop/goal/${today}`, procedures: [], kinds: ['goal.followUp'], why });
  };
  if (goals.length > 0 && policy.validity.R34?.until !== undefined)
    look.lookAgain(addDays(policy.validity.R34.until, 1));
  if (!inLaw || today >= birthday(youth.born, untilAge)) {
    stop(inLaw ? 'ageLimit' : 'lawEnded');
    return;
  }
  const beginning = goals.map((goal) => ({
    ...goal,
    begins: [goal.from, addDays(goal.to, -daysBefore)].sort()[1] ?? goal.to,
  }));
  // An agreement that has them begin later takes nothing back.
  if (!beginning.some(({ k, begins }) => today >= begins || look.hasTaken(`goal/${String(k)}`)))
    stop('takenOut');
  for (const { k, to, begins } of beginning) {
    look.lookAgain(begins);
    if (today < begins || look.isUnderWay('goal.followUp')) continue;
    const reason = { goalTo: to };
    const due = to < today ? {} : { due: to };
    look.take({ do: 'open', key: `goal/${String(k)}`, kind: 'goal.followUp', rule: 'R34', reason, ...due });
  }
}
