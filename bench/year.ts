/**
 * The reference youth-year: what one youth at an FGU school who needs following, and has a phone, costs in billable
 * actions. Three absence cases, the youth's share of four progression and two prognosis rounds, six family meetings with
 * two agreements each, a pulse every four weeks; staff act the same day or the next, and always get through.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type JournalEvent } from '../contract/messages/vocabulary';
import { defaultPolicy, type Policy } from '../contract/schemas/policy';
import { ROOT } from '../entry/options';
import { addDays, isSchoolDay, type IsoDate } from '../rules/calendar';
import { makeUp, type Population, type SimulatedYouth } from '../simulation/population';
import { runShard } from '../simulation/shard';
import { type StaffModel } from '../simulation/staff';
import { decimal, printTable } from './table';

const [FROM, TO] = ['2026-08-10', '2027-08-09'];
/** Youths of the municipality, forty at each school: rounds and dispatch are shared. */
const YOUTHS = 480;
/** Where each of the three episodes begins, for the first youth; the others' are spread over eight weeks. */
const EPISODES: readonly IsoDate[] = ['2026-08-17', '2026-11-16', '2027-03-01'];
const EPISODE_DAYS = 5;
const SPREAD_WEEKS = 8;
/** R15: six meetings a year, where the next one is within so many weeks. */
const WEEKS = 9;
const TARGET = 250;

const PROMPT: StaffModel = {
  default: { acts: 1, medianHours: 4, sigma: 0 },
  roles: {},
  outcomes: { reached: 1, declined: 0, held: 1, solved: 1, done: 1, mentored: 0.5 },
  agreements: 2,
};

/** What makes the actions of each, and so what a youth-year can cost at most. */
const BOUNDS: Readonly<Record<string, string>> = {
  absenceCase: 'days that change it (1 each), and 3-4 per task of its ladder',
  dispatch:
    'messages: at most 4 a day and person of staff, 2 a day and youth; those of one minute go together',
  familyMeeting: 'meetings (one in 6-12 weeks; 8 each), and 3 per agreement of the municipality',
  journey:
    'reports of absence (1 each), procedures that begin (2) and end (1), a look when something changes',
  networkConference: 'one in 14 days for all, only where somebody marked "no solution"',
  prognosisRound: '2 a year for all',
  progressionRound: '4 a year for all of a school, whoever is in it',
  schoolFeed: 'one look a school day for all of a school',
  wellbeingPulse: 'one pulse in 4 weeks, and 3-4 per talk after a low score',
  yearWheel: 'one look per round that begins',
};

/** What some of them have beside: no part of the reference. */
const BESIDE: ReadonlySet<string> = new Set(['placement', 'capacity', 'programme']);

/** Shown beside the cost, so that the year can be seen to be the one that was meant. */
const WHAT_HAPPENS: readonly JournalEvent[] = [
  'case.opened',
  'task.opened',
  'meeting.held',
  'agreement.made',
  'message.sent',
];

export async function measureYear(): Promise<void> {
  const bundle = readFileSync(join(ROOT, 'dist', 'workflow-bundle.js'), 'utf8');
  const options = { from: FROM, to: TO, policy: agreement(), staff: PROMPT, seed: 1, journal: true };
  const { costs, journal } = await runShard(reference(), options, bundle, () => undefined);
  const perYouth = (n: number): string => decimal(n / YOUTHS);
  const rows = Object.entries(costs)
    .sort(([, a], [, b]) => b.actions - a.actions)
    .map(([type, { started, actions, events }]) => [
      type,
      String(started),
      perYouth(actions),
      perYouth(events),
      BOUNDS[type] ?? 'its tasks: 3-4 each',
    ]);
  const counted = Object.entries(costs).filter(([type]) => !BESIDE.has(type));
  const sum = counted.reduce((all, [, { actions }]) => all + actions, 0);
  printTable(['procedure', 'started', 'actions per youth-year', 'events', 'bounded by'], rows);
  console.log(
    `${perYouth(sum)} billable actions per youth-year without ${[...BESIDE].join(', ')}; the target is ${String(TARGET)}.`,
  );
  const events = journal.map(({ line }) => (JSON.parse(line) as { readonly event: JournalEvent }).event);
  for (const wanted of WHAT_HAPPENS) {
    console.log(`${wanted}: ${perYouth(events.filter((event) => event === wanted).length)} per youth-year`);
  }
}

function agreement(): Policy {
  const policy = defaultPolicy();
  return { ...policy, meetings: { ...policy.meetings, weeks: { ...policy.meetings.weeks, medium: WEEKS } } };
}

/** All alike, at FGU schools. */
function reference(): Population {
  const made = makeUp(YOUTHS * 10, 1, FROM, TO);
  const students = made.youths.filter(({ youth }) => youth.status === 'fgu').slice(0, YOUTHS);
  const schools = made.schools.filter(({ id }) => students.some(({ youth }) => youth.school === id));
  const [coordinator = ''] = made.staff.filter(({ role }) => role === 'coordinator').map(({ id }) => id);
  const youths = students.map(({ youth }, n): SimulatedYouth => {
    const closed = schools.find(({ id }) => id === youth.school)?.closed ?? [];
    const people = { coordinator, ...youth.people };
    return {
      youth: { ...youth, risk: 'medium', people, mobile: '+4531000000' },
      absences: absences(youth.student ?? '', n % SPREAD_WEEKS, closed),
    };
  });
  return { ...made, schools, youths };
}

function absences(
  student: string,
  weeksLater: number,
  closed: readonly string[],
): SimulatedYouth['absences'] {
  return EPISODES.flatMap((first) => {
    const days: IsoDate[] = [];
    for (let date = addDays(first, 7 * weeksLater); days.length < EPISODE_DAYS; date = addDays(date, 1))
      if (isSchoolDay(date, closed)) days.push(date);
    return days.map((date) => ({ id: `${student}-${date}`, date, type: 'unlawful' as const, minutes: 300 }));
  });
}
