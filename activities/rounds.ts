/**
 * Which rounds begin, and whom each is about. Decided from the agreements in force, the calendars and the registers;
 * reads only, apart from writing down a round that opens.
 */
import { type Origin } from '../contract/messages/effects';
import { networkConferenceId, prognosisRoundId, progressionRoundId, taskId } from '../contract/messages/ids';
import {
  type OpenedRound,
  type RoundKind,
  type RoundMember,
  type RoundStart,
  type YearWheelLook,
} from '../contract/messages/rounds';
import { type Table } from '../contract/ports/table';
import { currentTerms, latestAgreement, type Terms, termsOf } from '../records/agreements';
import { type AgendaItem, networkAgenda, takeOffAgenda } from '../records/networkAgenda';
import { allSchools, allYouths } from '../records/people';
import { openedOnce } from '../records/rounds';
import { getTasks } from '../records/tasks';
import { type IsoDate } from '../rules/calendar';
import { copenhagen, type Instant, instantOf } from '../rules/clock';
import {
  conferences,
  halfYearOf,
  isInPrognosis,
  isInProgression,
  meetingDay,
  monthlyRounds,
  quarterOf,
  type SeriesLook,
  statusDay,
  tooEarly,
} from '../rules/rounds';
import { type Ports } from './context';

/** Without an agreement nothing recurs; one is noticed within so long. */
const LOOK_AGAIN_MS = 86_400_000;

/** One series of rounds as it stands: what has begun, and the next. */
interface Series {
  readonly look: SeriesLook;
  readonly start: RoundStart | undefined;
}

export async function dueRounds({ table, now }: Ports, since: Instant): Promise<YearWheelLook> {
  const until = now();
  if ((await latestAgreement(table, undefined)) === 0)
    return { rounds: [], until, lookAgainAt: until + LOOK_AGAIN_MS };
  const municipal = await currentTerms(table, undefined);
  const series = [
    ...(await progression(table, since, until)),
    prognosis(municipal, since, until),
    await conference(table, municipal, since, until),
  ];
  return {
    rounds: series.flatMap(({ start }) => start ?? []),
    until,
    lookAgainAt: Math.min(...series.map(({ look }) => look.next.begins)),
  };
}

/** R13: each FGU school by its own agreement and calendar. */
async function progression(table: Table, since: Instant, now: Instant): Promise<Series[]> {
  const schools = (await allSchools(table)).filter(({ kind }) => kind === 'fgu');
  return Promise.all(
    schools.map(async ({ id }): Promise<Series> => {
      const { policy, closed, version } = await currentTerms(table, id);
      const { months, day, askDays, statusDays } = policy.progression;
      const { morning } = policy.reminders;
      const look = monthlyRounds({ months, day, askDays, kind: 'school', closed, morning }, since, now);
      return seriesOf(look, ({ planned, meetingOn }) => ({
        kind: 'progressionRound',
        rule: 'R13',
        input: {
          origin: {
            workflowId: progressionRoundId(id, quarterOf(planned)),
            school: id,
            agreement: version,
          },
          meetingOn: meetingDay(meetingOn, copenhagen(now).date, statusDays, 'school', closed),
        },
      }));
    }),
  );
}

/** R26: the municipality's own. */
function prognosis({ policy, closed, version }: Terms, since: Instant, now: Instant): Series {
  const { months, day, askDays } = policy.prognosis;
  const { morning } = policy.reminders;
  const look = monthlyRounds({ months, day, askDays, kind: 'municipal', closed, morning }, since, now);
  return seriesOf(look, ({ planned, meetingOn }) => ({
    kind: 'prognosisRound',
    rule: 'R26',
    input: {
      origin: { workflowId: prognosisRoundId(halfYearOf(planned)), agreement: version },
      meetingOn: meetingDay(meetingOn, copenhagen(now).date, askDays, 'municipal', closed),
    },
  }));
}

/** R21: only where there is something to deal with. */
async function conference(
  table: Table,
  { policy, closed, version }: Terms,
  since: Instant,
  now: Instant,
): Promise<Series> {
  const { from, everyDays, agendaDays } = policy.networkConference;
  const { morning } = policy.reminders;
  const look = conferences({ from, everyDays, agendaDays, closed, morning }, since, now);
  if (look.begun && (await standingAgenda(table)).length === 0) return { look, start: undefined };
  return seriesOf(look, ({ planned, meetingOn }) => ({
    kind: 'networkConference',
    rule: 'R21',
    input: {
      origin: { workflowId: networkConferenceId(planned), agreement: version },
      meetingOn: meetingDay(meetingOn, copenhagen(now).date, agendaDays, 'municipal', closed),
    },
  }));
}

function seriesOf(
  look: SeriesLook,
  startOf: (round: NonNullable<SeriesLook['begun']>) => RoundStart,
): Series {
  return { look, start: look.begun && startOf(look.begun) };
}

/** R21: what a person marked "no solution" and has not taken back since. */
async function standingAgenda(table: Table): Promise<AgendaItem[]> {
  const items = await networkAgenda(table);
  const decided = await getTasks(
    table,
    items.map((item) => taskId(item.case, item.n)),
  );
  const stands = new Set(
    decided.filter(({ outcome }) => outcome?.outcome === 'noSolution').map(({ id }) => id),
  );
  return items.filter((item) => stands.has(taskId(item.case, item.n)));
}

export async function openRound(
  { table, now }: Ports,
  origin: Origin,
  kind: RoundKind,
  meetingOn: IsoDate,
): Promise<OpenedRound> {
  const terms = await termsOf(table, origin.school, origin.agreement);
  const { policy, closed } = terms;
  const { date } = copenhagen(now());
  const { members, agenda } = await membersOf(table, origin, kind, meetingOn, terms);
  const { statusDays, extensionCriteria } = policy.progression;
  const { retentionConsultant: special, newOffer } = policy.measures;
  const statusOn = statusDay(meetingOn, statusDays, date, closed);
  const round = {
    id: origin.workflowId,
    kind,
    agreement: origin.agreement,
    meetingOn,
    members,
    ...(origin.school !== undefined && { school: origin.school }),
    ...(agenda && { agenda }),
  };
  // A repeated call answers what the first wrote down, whatever has changed in the registers since.
  const written = members.length === 0 ? round : await openedOnce(table, round);
  return {
    members: written.members,
    statusOn,
    meetingOpensAt: instantOf(statusOn, policy.deadlines.closing),
    criteria: extensionCriteria,
    owners: { ...(special && { special }), ...(newOffer && { newOffer }) },
  };
}

interface Membership {
  readonly members: readonly RoundMember[];
  readonly agenda?: readonly AgendaItem[];
}

async function membersOf(
  table: Table,
  { school = '' }: Origin,
  kind: RoundKind,
  meetingOn: IsoDate,
  { policy }: Terms,
): Promise<Membership> {
  if (kind === 'networkConference') return agendaMembers(table);
  const youths = await allYouths(table);
  if (kind === 'progressionRound')
    return {
      members: youths.filter((youth) => isInProgression(youth, school)).map(({ ref }) => ({ youth: ref })),
    };
  const { ages } = policy.prognosis;
  return {
    members: youths
      .filter((youth) => isInPrognosis(youth, meetingOn, ages))
      .map(({ ref, born }) => {
        const notYet = tooEarly(born, meetingOn, ages);
        return { youth: ref, ...(notYet.length > 0 && { notYet }) };
      }),
  };
}

/** What was taken back leaves the agenda; the rest is the conference's. */
async function agendaMembers(table: Table): Promise<Membership> {
  const agenda = await standingAgenda(table);
  const ids = new Set(agenda.map((item) => taskId(item.case, item.n)));
  for (const item of await networkAgenda(table)) {
    if (!ids.has(taskId(item.case, item.n))) await takeOffAgenda(table, item);
  }
  const youths = [...new Set(agenda.map(({ youth }) => youth))];
  return { members: youths.map((youth) => ({ youth })), agenda };
}
