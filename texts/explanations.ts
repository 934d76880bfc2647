/**
 * The four answers every task can give (DESIGN): why me, why now, why this date, and what happens if I do nothing.
 * Pure functions of what a task row knows. Short words and sentences: LIX 25 at most for each answer, by test.
 */
import { isUnit } from '../contract/messages/ids';
import { outcomeForm } from '../contract/messages/outcomes';
import { type Facts, type Remedy, type StaffRole, type TaskKind } from '../contract/messages/vocabulary';
import { type IsoDate } from '../rules/calendar';
import { copenhagen, type Instant } from '../rules/clock';
import { danishDate, danishDateList, explainDueDate } from '../rules/danishDates';
import { type DueExplanation } from '../rules/dueDates';
import { REMEDY_LABELS } from './labels';

/** What of a task the answers rest on; the records' task rows have this shape. */
export interface ExplainedTask {
  readonly kind: TaskKind;
  readonly reason: Facts;
  readonly status: 'open' | 'completed' | 'withdrawn';
  readonly youth?: string;
  readonly placement: {
    readonly rung: number;
    readonly role: StaffRole;
    readonly assignee: string;
    readonly due: Instant;
    readonly overdue: boolean;
  };
  /** How the due date was counted; out of date where somebody or something has moved the date since. */
  readonly explanation?: DueExplanation | undefined;
  readonly next?: { readonly role: StaffRole };
  readonly formers: readonly unknown[];
  readonly attempts: number;
  readonly postponed?: boolean;
}

/**
 * How the reader stands to the task: holds it by their role for the youth, was given it by a colleague, shares it
 * with their unit, had it before, or only looks on.
 */
export type Relation = 'holder' | 'given' | 'unit' | 'former' | 'observer';

/** The four answers, each one to four short Danish sentences. */
export interface Explanations {
  readonly whyMe: string;
  readonly whyNow: string;
  readonly whyThisDate: string;
  readonly whatIfNothing: string;
}

export function explain(task: ExplainedTask, relation: Relation): Explanations {
  return {
    whyMe: whyMe(task, relation),
    whyNow: whyNow(task),
    whyThisDate: whyThisDate(task),
    whatIfNothing: whatIfNothing(task, relation),
  };
}

// ------------------------------------------------------------------ why me

/** The reader's role, said to them. */
const YOU_ARE: Record<StaffRole, string> = {
  contactTeacher: 'Du er kontaktlærer for den unge.',
  schoolLeader: 'Du er leder på skolen.',
  guidance: 'Du er vejleder for den unge.',
  jobcenter: 'Du sidder med den unges sag i jobcentret.',
  socialServices: 'Du er socialrådgiver for den unge.',
  coordinator: 'Du er tovholder for den unge.',
  contactPerson: 'Du er kontaktperson for den unge.',
  network: 'Du er med i netværket for de unge.',
  districtTeam: 'Du er med i teamet for dit område.',
  admin: 'Du er med til at drive systemet.',
};

/** The role as somebody else, in the middle of a sentence. */
const SOMEBODY: Record<StaffRole, string> = {
  contactTeacher: 'kontaktlæreren',
  schoolLeader: 'lederen på skolen',
  guidance: 'vejlederen',
  jobcenter: 'jobcentret',
  socialServices: 'socialrådgiveren',
  coordinator: 'tovholderen',
  contactPerson: 'kontaktpersonen',
  network: 'netværket',
  districtTeam: 'teamet i området',
  admin: 'administratoren',
};

/** Why the reader has the task, or no longer has it. */
export function whyMe(task: ExplainedTask, relation: Relation): string {
  const { role } = task.placement;
  switch (relation) {
    case 'observer':
      return `Den er ikke din. Lige nu er den hos ${SOMEBODY[role]}.`;
    case 'former':
      return `Du havde den før. Nu er den hos ${SOMEBODY[role]}. Du må stadig godt løse den.`;
    case 'given':
      return 'En kollega har givet den til dig.';
    case 'unit':
      return `${YOU_ARE[role]} Den er på jeres fælles liste, og alle må tage den.${howItCame(task)}`;
    case 'holder':
      return `${YOU_ARE[role]}${howItCame(task)}`;
  }
}

function howItCame({ placement, formers, attempts, kind }: ExplainedTask): string {
  if (placement.rung === 0) return '';
  if (formers.length === 0) return ' Der var ingen før dig, som kunne få den.';
  return outcomeForm(kind) === 'contact' && attempts > 0
    ? ` Der er prøvet ${times(attempts)}, men den unge svarede ikke.`
    : ' Den, der havde den før, nåede det ikke.';
}

// ------------------------------------------------------------------ why now

type WhyNow = (reason: Facts) => string;

const WHY_NOW: Record<TaskKind, WhyNow> = {
  'absence.firstContact': (reason) => `${threshold(reason)} Derfor skal den unge høre fra os nu.`,
  'absence.conversation1': () => 'Der er kontakt til den unge. Nu er det tid til at tale sammen.',
  'absence.conversation2': (reason) => `${again(reason)} Det var efter den første samtale.`,
  'absence.leaderDecision': (reason) => `${again(reason)} Nu skal skolen finde mere hjælp.`,
  'absence.districtTeam': (reason) => `${again(reason)} Nu skal flere se på det sammen.`,
  'absence.parentCall': (reason) => `${threshold(reason)} Derfor skal hjemmet høre fra os nu.`,
  'absence.parentMeeting': (reason) => `${again(reason)} Nu skal I tale med hjemmet om det.`,
  'absence.followUp': (reason) =>
    `Målet var højst ${days(Number(reason.allowed ?? 0))} væk. Den unge var væk i ${days(dates(reason.days).length)}.`,
  'absence.considerNotification': (reason) =>
    `${again(reason)} Du skal tage stilling. Det gør intet system for dig.`,
  'retention.measure': ({ remedy, special }) =>
    special === true
      ? 'I blev enige om, at den unge skal have mere hjælp. Nu skal det i gang.'
      : `I har aftalt det med den unge, og nu skal det i gang.${remedy === undefined ? '' : ` Det drejer sig om ${REMEDY_LABELS[remedy as Remedy].toLowerCase()}.`}`,
  'progress.schoolStatus': () => 'Der er snart et møde. Før det skal I skrive, hvor hver ung er nu.',
  'progress.meeting': () => 'Der er gået tre måneder. Så er det tid til et møde.',
  'family.book': () => 'Det er tid til at mødes med den unge og dem i hjemmet.',
  'family.meeting': () => 'I har sat en tid til at mødes.',
  'family.agreement': () => 'Det lovede I på det sidste møde.',
  'prognosis.meeting': () => 'Det er et halvt år siden sidst.',
  'wellbeing.dialogue': () => 'Den unge har sagt, at det ikke går så godt.',
  'coordinator.assign': () => 'Den unge har ingen tovholder. Det skal alle unge have.',
  'contact.assign': () => 'Den unge har ikke en fast voksen.',
  'contact.review': () => 'Det er tid til at se, om det stadig er det rette.',
  'contact.handover': () => 'Den unge får en ny fast voksen. I skal nå at mødes først.',
  'transition.conference': () => 'Den unge skal snart et nyt sted hen.',
  'newcomer.contact': () => 'Den unge er lige flyttet til.',
  'dropout.contact': () => 'Den unge går ikke i skole eller på job mere.',
  'dropout.newActivity': () => 'Den unge har brug for noget nyt at stå op til.',
  'contactCheck.contact': () => 'Det er tid til at høre, hvordan det går.',
  'talk.requested': () => 'Den unge har bedt om at tale med dig.',
  'school.silent': (reason) =>
    `Skolen har ikke meldt, at dens fravær er ført. Det er nu ${days(dates(reason.days).length)} i træk.`,
  'placement.offer': () => 'Der er en ledig plads nu.',
  'placement.visit': () => 'Den unge skal snart starte. Først skal I se stedet sammen.',
  'placement.evaluation': () => 'Det er slut nu. I skal se på, hvad det gav.',
  'network.conference': () => 'Der er ikke fundet en vej endnu.',
  'message.phoneInstead': ({ why }) =>
    `${why === 'uncertain' ? 'Vi ved ikke, om en besked til den unge kom frem.' : 'En besked til den unge kom ikke frem.'} Derfor skal du ringe.`,
};

/** What happened that made it a task. */
export function whyNow({ kind, reason }: ExplainedTask): string {
  return WHY_NOW[kind](reason);
}

/** R01: which threshold was met, and when. */
function threshold(reason: Facts): string {
  const away = dates(reason.days);
  const how = reason.threshold === 'month' ? 'i samme måned' : 'i træk';
  return `Den unge var væk fra skole i ${days(away.length)} ${how}. Det var${onDays(away)}.`;
}

/** R02, R04: absence after a step was taken. */
function again(reason: Facts): string {
  const away = dates(reason.renewed);
  return away.length === 0
    ? 'Det hjalp ikke nok.'
    : `Den unge var væk igen i ${days(away.length)}. Det var${onDays(away)}.`;
}

// ------------------------------------------------------------------ why this date

/** How the date was counted, or that it was moved. */
export function whyThisDate({
  kind,
  reason,
  placement,
  explanation,
  attempts,
  postponed,
}: ExplainedTask): string {
  const { date } = copenhagen(placement.due);
  if (explanation?.dueOn === date) return explainDueDate(explanation);
  const now = `Den er nu den ${moment(placement.due)}.`;
  if (postponed !== true && typeof reason.meetingOn === 'string') {
    return reason.meetingOn === date
      ? `Det er dagen for mødet. ${now}`
      : `Det skal være klar før mødet den ${danishDate(reason.meetingOn)}. ${now}`;
  }
  if (postponed !== true && kind === 'family.meeting') return `Så skal mødet være holdt. ${now}`;
  if (postponed !== true && kind === 'family.agreement') return `Den dag har I sat på mødet. ${now}`;
  if (postponed !== true && outcomeForm(kind) === 'contact' && attempts > 0) {
    return `Den unge svarede ikke. Så er der en dag mere til at prøve igen. ${now}`;
  }
  if (postponed !== true && outcomeForm(kind) === 'conversation') {
    return `Den unge kom ikke. Så er der en ny tid den næste dag. ${now}`;
  }
  return `Der er sat en ny frist. ${now}`;
}

// ------------------------------------------------------------------ what if nothing

/** Where the task goes by itself. */
export function whatIfNothing({ status, placement, next }: ExplainedTask, relation: Relation): string {
  if (status !== 'open') return 'Den er lukket, så der sker ikke mere.';
  if (next && !placement.overdue) {
    const still = relation === 'observer' ? '' : ' Du må stadig godt løse den.';
    return `Sker der ikke noget, går den videre den ${moment(placement.due)}. Så er det ${SOMEBODY[next.role]}, der har den.${still}`;
  }
  const stays =
    relation === 'holder' || relation === 'given'
      ? 'Så bliver den hos dig'
      : isUnit(placement.assignee) && relation === 'unit'
        ? 'Så bliver den hos jer'
        : 'Så bliver den, hvor den er';
  return `${stays}. Der kommer en ny besked om den, til den er løst. Den står også på listen hos en leder.`;
}

// ------------------------------------------------------------------ words

const dates = (value: Facts[string] | undefined): readonly IsoDate[] =>
  typeof value === 'object' ? value : [];
const days = (n: number): string => (n === 1 ? '1 dag' : `${String(n)} dage`);
const times = (n: number): string => (n === 1 ? '1 gang' : `${String(n)} gange`);
const onDays = (list: readonly IsoDate[]): string =>
  list.length === 0 ? '' : ` den ${danishDateList(list)}`;

/** `28. oktober kl. 16`. */
function moment(at: Instant): string {
  const { date, time } = copenhagen(at);
  return `${danishDate(date)} kl. ${String(Number(time.slice(0, 2)))}${time.endsWith(':00') ? '' : `.${time.slice(3)}`}`;
}
