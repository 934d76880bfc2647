/**
 * The journal told in plain Danish: one or two short sentences per entry, and the facts beside them. The kind of
 * task stands above the sentence as a label, so the sentences stay short.
 */
import { type Facts, type JournalEvent, type TaskKind } from '../contract/messages/vocabulary';
import { type Instant } from '../rules/clock';
import { codeText, outcomeWords, restOfFacts, whyShort } from './facts';
import {
  CHANNEL_LABELS,
  CLOSING_LABELS,
  EVENT_LABELS,
  KIND_LABELS,
  ROLE_LABELS,
  STAGE_LABELS,
} from './labels';
import { arrangementStory } from './arrangements';
import { SCHOOL_EVENT_LABELS } from './pagesSchool';
import { roundWords } from './rounds';
import { notedText } from './situation';
import { datesText, daysText, momentText } from './times';

/** What of an entry is told; the records' journal entries have this shape. */
export interface Told {
  readonly at: Instant;
  readonly late?: Instant;
  readonly event: JournalEvent;
  readonly kind?: TaskKind;
  readonly role?: string;
  readonly assignee?: string;
  readonly due?: Instant;
  readonly by?: string;
  readonly reason?: Facts;
}

/** Says a staff reference or unit as a name. */
export type NameOf = (ref: string) => string;

export interface Story {
  /** What it is about: the kind of task, or the kind of event. */
  readonly heading: string;
  readonly text: string;
  /** The facts behind it as labels; empty where the sentence holds them all. */
  readonly facts: string;
  /** Said when it was carried out later than planned. */
  readonly late?: string;
}

export function story(entry: Told, nameOf: NameOf, now: Instant): Story {
  const { event, kind, reason = {}, at, late } = entry;
  return {
    heading: kind === undefined ? EVENT_LABELS[event] : KIND_LABELS[kind],
    text: sentence(entry, reason, nameOf, now),
    facts: factsBeside(event, reason, kind),
    ...(late !== undefined && { late: lateText(at, late, now) }),
  };
}

/** Both times, where the system was away when something was to happen. */
export function lateText(at: Instant, late: Instant, now: Instant): string {
  return `Sket for sent: ${momentText(late, now)}. Det skulle ske ${momentText(at, now)}.`;
}

function factsBeside(event: JournalEvent, reason: Facts, kind?: TaskKind): string {
  switch (event) {
    case 'task.completed':
      return outcomeWords(reason, kind);
    case 'case.opened':
      return whyShort(reason);
    case 'meeting.held':
    case 'agreement.made':
      return roundWords(reason);
    case 'task.opened':
      return [whyShort(reason), restOfFacts(reason)].filter((part) => part !== '').join(' · ');
    case 'signal.received':
    case 'signal.withdrawn':
      return Array.isArray(reason.days) ? datesText(reason.days) : '';
    case 'task.escalated':
    case 'task.postponed':
    case 'task.withdrawn':
    case 'meeting.missed':
    case 'message.failed':
    case 'message.suppressed':
    case 'message.uncertain':
      return restOfFacts(reason);
    default:
      return '';
  }
}

/** R40: what the youth answered to an invitation. */
function answeredText(answer: string): string {
  if (answer === 'coming') return 'Den unge kommer.';
  if (answer === 'callMe') return 'Den unge vil gerne ringes op.';
  return 'Den unge vil gerne have en anden tid.';
}

function sentence(entry: Told, reason: Facts, nameOf: NameOf, now: Instant): string {
  const who = entry.by === undefined ? undefined : nameOf(entry.by);
  const holder = entry.assignee === undefined ? 'Ingen' : nameOf(entry.assignee);
  const due = entry.due === undefined ? '' : ` Frist: ${momentText(entry.due, now)}.`;
  switch (entry.event) {
    case 'signal.received':
      if (reason.event !== undefined) return schoolEventText(reason.event, reason.superseded === true);
      if (reason.noted !== undefined) return notedText(String(reason.noted));
      if (reason.score !== undefined) return `Den unge svarede ${String(reason.score)} på, hvordan det går.`;
      if (reason.declined === true) return 'Den unge vil ikke have spørgsmål. Det er helt ok.';
      if (reason.answer !== undefined) return answeredText(String(reason.answer));
      if (reason.agenda !== undefined) return 'Netværket ser på det på sit næste møde.';
      return `Skolen har meldt fravær ind for ${daysText(count(reason.days))}.`;
    case 'signal.withdrawn':
      if (reason.noted === 'wakeUp') return 'Den unge får ikke besked om morgenen mere.';
      if (reason.noted !== undefined) return 'Noget, der var en fejl, er taget ud igen.';
      return 'Skolen har taget fravær tilbage.';
    case 'case.opened':
      return 'En sag om fravær er åbnet.';
    case 'case.closed':
      return reason.why === undefined ? 'Sagen er lukket.' : `Sagen er lukket: ${closing(reason.why)}.`;
    case 'task.opened':
      return `${holder} har den nu.${due}`;
    case 'task.reminded':
      return `${holder} blev mindet om den.${due}`;
    case 'task.escalated':
      return `Den gik fra ${roleText(reason.from)} til ${holder}.${due}`;
    case 'task.completed':
      return `${who ?? holder} blev færdig med den.`;
    case 'task.withdrawn':
      return 'Den er taget af listen.';
    case 'task.postponed':
      return who === undefined || reason.why === 'notReached'
        ? `Der var ikke svar. Næste gang: ${channel(reason.next)}.${due}`
        : `${who} gav den en ny frist.${due}`;
    case 'task.reassigned':
      if (entry.by !== undefined && entry.by === entry.assignee) return `${holder} tog den.${due}`;
      return `${who ?? 'Nogen'} gav den til ${holder}.${due}`;
    case 'task.commented':
      return `${who ?? 'Nogen'} skrev et notat.`;
    case 'task.reopened':
      return `${who ?? 'Nogen'} åbnede den igen.${due}`;
    default:
      return happening(entry, reason, holder, now);
  }
}

/** Messages, meetings, agreements and people. */
function happening(entry: Told, reason: Facts, holder: string, now: Instant): string {
  const to = entry.role === undefined ? holder : roleText(entry.role);
  switch (entry.event) {
    case 'message.sent':
      return `${medium(reason.channel)} er sendt til ${to}.`;
    case 'message.failed':
      return `${medium(reason.channel)} til ${to} kom ikke frem.`;
    case 'message.uncertain':
      return `${medium(reason.channel)} til ${to} kom måske ikke frem.`;
    case 'message.suppressed':
      return `${medium(reason.channel)} til ${to} blev ikke sendt.`;
    case 'meeting.booked':
      return `Der er aftalt en tid: ${meeting(reason, now)}.`;
    case 'meeting.moved':
      return `Tiden er flyttet til ${meeting(reason, now)}.`;
    case 'meeting.held':
      return isOfRound(entry.kind) ? 'Vi har talt om den unge på et møde.' : 'Vi har mødt den unge.';
    case 'agreement.made':
      return reason.criterion === undefined
        ? 'Der er lavet en aftale.'
        : 'Den unge har fået mere tid på FGU.';
    case 'meeting.missed':
      return `Den unge kom ikke. Det er ok. Ny tid: ${entry.due === undefined ? 'snart' : momentText(entry.due, now)}.`;
    case 'stage.changed':
      return `Den unge er nu på trinnet ${stageText(reason.to)}.`;
    case 'person.changed':
      return `${holder} er nu ${to}.`;
    case 'arrangement.changed':
      return arrangementStory(reason, now);
    case 'policy.moved':
      return policyMoved(entry, reason, now);
    default:
      return OTHERS[entry.event] ?? '';
  }
}

/** What needs no more than its own words. */
const OTHERS: Partial<Record<JournalEvent, string>> = {
  'agreement.kept': 'Det, vi har aftalt, er gjort.',
  'agreement.broken': 'Det, vi har aftalt, er ikke gjort.',
  'risk.confirmed': 'En voksen har set på den unges risiko.',
};

/** R07: what a move to another version did to a task, or that the procedure follows it. */
function policyMoved({ due }: Told, reason: Facts, now: Instant): string {
  const moved = 'Der gælder en ny aftale nu.';
  if (due === undefined) return moved;
  const passed = reason.due === 'nextWorkingDay' ? ' Den nye dag var gået, så der er lidt mere tid.' : '';
  return `${moved} Ny frist: ${momentText(due, now)}.${passed}`;
}

/** R33. */
function schoolEventText(event: Facts[string], superseded: boolean): string {
  const label = (SCHOOL_EVENT_LABELS as Readonly<Record<string, string>>)[String(event)];
  const told = `Nyt fra skolen: ${label?.toLowerCase() ?? codeText(String(event))}.`;
  return superseded ? `${told} Der er kommet noget nyere, så det ændrer ikke noget.` : told;
}

/** Meetings about many youths, where the youth is not present. */
const isOfRound = (kind: TaskKind | undefined): boolean =>
  kind === 'progress.meeting' || kind === 'prognosis.meeting' || kind === 'network.conference';

function count(days: Facts[string] | undefined): number {
  return Array.isArray(days) ? days.length : 0;
}

function closing(why: Facts[string] | undefined): string {
  return (CLOSING_LABELS as Readonly<Record<string, string>>)[String(why)] ?? codeText(String(why));
}

function roleText(role: Facts[string] | undefined): string {
  return (ROLE_LABELS as Readonly<Record<string, string>>)[String(role)] ?? 'en anden';
}

function stageText(stage: Facts[string] | undefined): string {
  return ((STAGE_LABELS as Readonly<Record<string, string>>)[String(stage)] ?? 'et nyt').toLowerCase();
}

function channel(next: Facts[string] | undefined): string {
  return (CHANNEL_LABELS as Readonly<Record<string, string>>)[String(next)]?.toLowerCase() ?? 'en ny vej';
}

function medium(channelOfMessage: Facts[string] | undefined): string {
  if (channelOfMessage === 'post') return 'Et brev';
  return channelOfMessage === 'sms' ? 'En sms' : 'En mail';
}

function meeting(reason: Facts, now: Instant): string {
  return typeof reason.meeting === 'number' ? momentText(reason.meeting, now) : 'en ny tid';
}
