/**
 * Messages people are sent. SMS and e-mail are reminders only (L8): that there is something, and when – no topic, no
 * place that reveals one, no name of the case. Short words and short sentences: LIX 25 at most (R40), which
 * test/texts checks for every message here.
 */
import { copenhagen, type Instant } from '../rules/clock';
import { danishDate, danishDay } from '../rules/danishDates';
import { daysBetween } from '../rules/calendar';

/** `kl. 10.30`. */
function clock(at: Instant): string {
  return `kl. ${copenhagen(at).time.replace(':', '.')}`;
}

/** `i dag`, `i morgen`, or `mandag den 19. oktober`, seen from `now`. */
export function dayFrom(now: Instant, at: Instant): string {
  const [today, day] = [copenhagen(now).date, copenhagen(at).date];
  const ahead = daysBetween(today, day);
  if (ahead === 0) return 'i dag';
  return ahead === 1 ? 'i morgen' : danishDay(day);
}

/** What a member of staff has open, as the morning's message counts it. */
export interface DigestCounts {
  readonly overdue: number;
  readonly today: number;
  readonly later: number;
  /** In the unit's list, for anybody to take. */
  readonly unit: number;
  /** Of those they stand in for. */
  readonly behalf?: number;
  /** R24: youths who have reached something. */
  readonly goals?: number;
}

export interface Email {
  readonly subject: string;
  readonly text: string;
}

/** One message a day about everything (R54, storms): how many tasks, and where to see them. */
export function staffDigest(name: string, counts: DigestCounts, pages: string): Email {
  const lines = [
    counted(counts.overdue, 'er over tid'),
    counted(counts.today, 'har frist i dag'),
    counted(counts.later, 'har frist en anden dag'),
    counted(counts.unit, 'ligger på din enheds liste'),
    counted(counts.behalf ?? 0, 'tager du på vegne af en anden'),
  ].filter((line) => line !== '');
  return {
    subject: subject(counts),
    text: [
      `Hej ${firstName(name)}.`,
      'Her er din liste:',
      ...lines,
      ...personalWord(counts.goals ?? 0),
      `Se dem her: ${pages}/opgaver`,
      'Hilsen Rød Tråd',
    ].join('\n'),
  };
}

/** R24: who has reached something hears it from a person. */
function personalWord(goals: number): string[] {
  if (goals === 0) return [];
  const who = goals === 1 ? '1 ung er' : `${String(goals)} unge er`;
  return [`${who} nået et skridt på vejen. Sig det selv til den unge.`];
}

function subject({ overdue, today, later, unit, behalf = 0 }: DigestCounts): string {
  const all = overdue + today + later + unit + behalf;
  const urgent = overdue > 0 ? `, ${String(overdue)} over tid` : today > 0 ? `, ${String(today)} i dag` : '';
  return `Rød Tråd: ${String(all)} ${all === 1 ? 'opgave' : 'opgaver'}${urgent}`;
}

function counted(n: number, what: string): string {
  if (n === 0) return '';
  return `${String(n)} ${n === 1 ? 'opgave' : 'opgaver'} ${what}.`;
}

export function firstName(name: string): string {
  return name.split(' ')[0] ?? name;
}

/** What every message to a youth or guardian has around it. */
function greeting(to: string, from: string, ...sentences: readonly string[]): string {
  return [`Hej ${firstName(to)}.`, ...sentences, `Hilsen ${firstName(from)}`].join(' ');
}

/** The way to answer: on one's own page, where there is one, or by phone. Nothing stands right behind the address. */
const toAnswer = (link: string | undefined, byPhone: string): string =>
  link === undefined ? byPhone : `Svar: ${link}`;

/** R40, L8: a reminder of an agreed time. */
export function meetingReminder(
  to: string,
  from: string,
  meeting: Instant,
  now: Instant,
  link?: string,
): string {
  return greeting(
    to,
    from,
    `Husk vores aftale ${dayFrom(now, meeting)} ${clock(meeting)}.`,
    toAnswer(link, 'Kan du ikke, så ring bare. Så finder vi en ny tid.'),
  );
}

/** R18, R40: an invitation says when, and that the answer is free. */
export function meetingInvited(
  to: string,
  from: string,
  meeting: Instant,
  now: Instant,
  link?: string,
): string {
  return greeting(
    to,
    from,
    `Vil du mødes ${dayFrom(now, meeting)} ${clock(meeting)}?`,
    toAnswer(link, 'Passer det ikke, så ring bare. Så finder vi en ny tid.'),
  );
}

/** R40: several agreed times in one message; more than two are told when they come nearer. */
export function meetingsAhead(to: string, from: string, meetings: readonly Instant[], now: Instant): string {
  const times = meetings.slice(0, 2).map((meeting) => `${dayFrom(now, meeting)} ${clock(meeting)}`);
  return greeting(to, from, `Vi ses ${times.join(' og ')}.`, 'Kan du ikke, så ring bare.');
}

/** R40: what the meeting is about is ready to be seen, not told here (L8). */
export function meetingAgenda(
  to: string,
  from: string,
  meeting: Instant,
  now: Instant,
  link?: string,
): string {
  return greeting(
    to,
    from,
    `Vi ses ${dayFrom(now, meeting)} ${clock(meeting)}.`,
    link === undefined
      ? 'Planen er klar. Har du noget, du vil have med? Så sig til.'
      : `Planen er klar: ${link}`,
  );
}

/** R08: that there is a question, and until when; what, stands on the youth's own page (L8). */
export function pulseAsked(to: string, from: string, until: Instant, now: Instant, link?: string): string {
  return greeting(
    to,
    from,
    link === undefined ? 'Der er et spørgsmål på din side.' : 'Et spørgsmål til dig.',
    link === undefined
      ? `Du kan svare til og med ${dayFrom(now, until)}. Det er ok ikke at svare.`
      : `Svar senest ${dayFrom(now, until)}: ${link}`,
  );
}

/** R41: the contact in the morning that was agreed on; nothing but that it is morning (L8). */
export function wakeUp(to: string, from: string): string {
  return [
    `Godmorgen ${firstName(to)}.`,
    'Nu er det tid til at stå op. Hav en god dag!',
    `Hilsen ${firstName(from)}`,
  ].join(' ');
}

/** R13: before a meeting about many youths each is asked; that there is something, and until when (L8). */
export function roundAsked(to: string, from: string, before: Instant, now: Instant): string {
  return greeting(
    to,
    from,
    `Hvordan går det? Vi vil gerne høre det fra dig før ${dayFrom(now, before)}.`,
    'Ring, eller kom forbi.',
  );
}

/** R13: and told after it; what, they hear from a person. */
export function roundTold(to: string, from: string): string {
  return greeting(to, from, 'Der er nyt til dig. Ring, eller kom forbi, så taler vi om det.');
}

/** R37: no reproach, and a new time tomorrow. */
export function meetingMissed(to: string, from: string, newDay: Instant, now: Instant): string {
  return greeting(
    to,
    from,
    'Vi fik ikke set dig. Det er ok.',
    `Du har en ny tid ${dayFrom(now, newDay)}.`,
    'Ring, hvis du vil have en anden.',
  );
}

/** `19. oktober`, for pages. */
export const dateText = (at: Instant): string => danishDate(copenhagen(at).date);
