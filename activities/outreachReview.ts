/**
 * Who is out of school and work, and what that begins: outreach (R32, L1), the contact to newcomers (R31) and, where
 * nothing else runs, a periodic contact check (R30). Whether or not anything was applied for.
 */
import { type CaseClosing, type Procedure } from '../contract/messages/vocabulary';
import { type ArrangementRow, isPlaced } from '../records/arrangements';
import { type YouthStatus } from '../records/people';
import { type Situation } from '../records/situation';
import { addDays, ageOn, birthday, type IsoDate } from '../rules/calendar';
import { copenhagen, type Instant } from '../rules/clock';
import { isStatutory, type Standing, standingOn } from '../rules/outreach';
import { addMonths } from '../rules/recurring';
import { type Look } from './look';

export function reviewOutOfSchool(
  look: Look,
  known: Situation,
  arrangements: readonly ArrangementRow[],
): void {
  const { policy, today } = look;
  const facts = { ...known, status: statusNow(look, known), placed: isPlaced(arrangements) };
  const standing = standingOn(facts, today, policy.outreach.workHours);
  if (standing.until !== undefined) look.lookAgain(standing.until);
  reviewNewcomer(look, standing);
  reviewOutreach(look, standing, known);
  reviewContactCheck(look, standing, known);
}

/** R33: who left for another school counts as a student for a while, until that school has told. */
function statusNow(look: Look, { lastEvent }: Situation): YouthStatus {
  const { status, exited } = look.youth;
  if (exited === undefined || lastEvent?.event !== 'transferred') return status;
  const until = addDays(exited, look.policy.schoolEvents.transferDays);
  look.lookAgain(until);
  return look.today < until ? status : 'none';
}

/** R31: moved in after 15 and not at a school: an enquiry, a first contact; the coordinator is found by R19. */
function reviewNewcomer(look: Look, standing: Standing): void {
  const { youth, policy, today } = look;
  const { movedIn } = youth;
  const { fromAge, withinMonths } = policy.newcomer;
  if (movedIn === undefined || ageOn(youth.born, movedIn) < fromAge) return;
  look.lookAgain(movedIn);
  if (movedIn > today || today >= addMonths(movedIn, withinMonths)) return;
  if (standing.is === 'enrolled') {
    stop(look, 'newcomerContact', 'enrolled');
    return;
  }
  const statutory = standing.is === 'out' && isStatutory(youth.born, today);
  look.take({
    do: 'start',
    key: `newcomer/${movedIn}`,
    procedure: 'newcomerContact',
    rule: 'R31',
    reason: { movedIn },
    input: {
      attempts: policy.absence.attempts,
      ...(statutory && { contactDays: policy.outreach.contactDays }),
    },
  });
}

function stop(look: Look, procedure: Procedure, why: CaseClosing): void {
  if (!look.isUnderWay(procedure)) return;
  const key = `stop/${procedure}/${look.today}`;
  look.steps.push({ do: 'stop', key, procedures: [procedure], kinds: [], why });
}

/** R32, L1: outreach begins by itself, pauses by date, and ends where it is no longer needed. */
function reviewOutreach(look: Look, standing: Standing, known: Situation): void {
  const { youth, policy, today } = look;
  const { fromAge, contactDays, newActivityDays, summerHolidayDays } = policy.outreach;
  const before = lastContact(look);
  if (standing.is !== 'out') {
    stop(look, 'dropoutOutreach', standing.is);
    // Whoever is out again after this is sought out anew.
    if (before) look.take({ do: 'remember', key: backKey(before.on) });
    return;
  }
  const begins = birthday(youth.born, fromAge);
  if (today < begins) {
    look.lookAgain(begins);
    return;
  }
  if (look.isUnderWay('dropoutOutreach') || look.isUnderWay('newcomerContact')) return;
  const statutory = isStatutory(youth.born, today);
  const again = before && againOn(look, before, known);
  if (before && (again === undefined || again > today)) {
    if (again !== undefined) look.lookAgain(again);
    return;
  }
  const contacted = before?.by === 'newcomerContact' && before.why === 'done';
  look.steps.push({
    do: 'start',
    key: `outreach/${today}`,
    procedure: 'dropoutOutreach',
    rule: statutory ? 'L1' : 'R32',
    reason: whyOut(look, known),
    input: {
      attempts: policy.absence.attempts,
      ...(statutory && { contactDays, newActivityDays, summerHolidayDays }),
      ...(contacted && { contactedOn: before.on }),
    },
  });
}

/** Facts for the journal: what a school told, or that nothing is known – and, of a backlog, what days count from (R54). */
function whyOut({ situation }: Look, { lastEvent }: Situation): Record<string, string> {
  if (lastEvent && lastEvent.event !== 'enrolled') return { why: lastEvent.event, since: lastEvent.on };
  return { why: 'nothingKnown', ...(situation.taken.length === 0 && { counted: 'release' }) };
}

interface LastContact {
  readonly by: Procedure;
  readonly at: Instant;
  /** The Danish date it ended on. */
  readonly on: IsoDate;
  readonly why: CaseClosing;
}

/** The latest outreach or newcomer's contact that has ended. */
function lastContact({ situation }: Look): LastContact | undefined {
  const ended = (['dropoutOutreach', 'newcomerContact'] as const).flatMap((by) => {
    const last = situation.last?.[by];
    return last ? [{ by, ...last, on: copenhagen(last.at).date }] : [];
  });
  return ended.sort((a, b) => b.at - a.at)[0];
}

const backKey = (endedOn: IsoDate): string => `back/${endedOn}`;

/** When outreach begins again after one that ended; undefined when it does not, while things stay as they are. */
function againOn(look: Look, before: LastContact, { lastEvent }: Situation): IsoDate | undefined {
  const { youth, policy, today } = look;
  if (before.by === 'newcomerContact' && before.why === 'done') return today;
  if (before.why !== 'done' && before.why !== 'declined' && before.why !== 'notPossible') return today;
  const newEvent = lastEvent !== undefined && lastEvent.receivedAt > before.at;
  if (newEvent || look.hasTaken(backKey(before.on))) return today;
  // L1: a no from a youth of 15–17 ends no duty; from 18 it is respected (R45).
  if (before.why === 'done' || !isStatutory(youth.born, today)) return undefined;
  return addDays(before.on, policy.outreach.askAgainDays);
}

/** R30: the "black hole" after school until 18, and those without ties: somebody asks how it goes. */
function reviewContactCheck(look: Look, standing: Standing, { lastEvent }: Situation): void {
  const { youth, policy, today } = look;
  const isTied = standing.is === 'working' ? ageOn(youth.born, today) >= 18 : standing.is !== 'out';
  if (isTied || today < birthday(youth.born, policy.outreach.fromAge)) return;
  const busy = ['dropoutOutreach', 'newcomerContact', 'contactCheck.contact'] as const;
  if (busy.some((what) => look.isUnderWay(what))) return;
  const since = lastContact(look)?.on ?? lastEvent?.on ?? birthday(youth.born, policy.outreach.fromAge);
  const { months } = policy.contactCheck;
  let count = 1;
  while (addMonths(since, (count + 1) * months) <= today) count += 1;
  const due = addMonths(since, count * months);
  if (due > today) {
    look.lookAgain(due);
    return;
  }
  const key = `contactCheck/${due}`;
  look.take({ do: 'open', key, kind: 'contactCheck.contact', rule: 'R30', reason: { since } });
  look.lookAgain(addMonths(since, (count + 1) * months));
}
