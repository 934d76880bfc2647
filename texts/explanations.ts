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
 * with their unit, stands in for whoever has it, had it before, or only looks on.
 */
export type Relation = 'holder' | 'given' | 'unit' | 'substitute' | 'former' | 'observer';

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
    case 'substitute':
      return 'Den, der har den, er her ikke. Du tager den imens.';
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
  'absence.parentCall': (reason) =>
    reason.percent === undefined
      ? `${threshold(reason)} Derfor skal hjemmet høre fra os nu.`
      : `${share(reason)} ${heardAbout(reason)}`,
  'absence.parentMeeting': (reason) => `${again(reason)} Nu skal I tale med hjemmet om det.`,
  'absence.followUp': (reason) =>
    reason.percent !== undefined
      ? `${share(reason)} ${reason.offer === undefined ? 'Hør, hvordan det går.' : 'Tilbyd dem i hjemmet at gå sammen om en plan.'}`
      : `Målet var højst ${days(Number(reason.allowed ?? 0))} væk. Den unge var væk i ${days(dates(reason.days).length)}.`,
  'absence.considerNotification': (reason) =>
    `${reason.percent === undefined ? again(reason) : share(reason)} Du skal tage stilling. Det gør intet system for dig.`,
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
  'wellbeing.dialogue': ({ unanswered, event }) =>
    unanswered === undefined
      ? event === 'atRisk'
        ? 'Skolen er bange for, at den unge går ud. Hør, hvordan det går.'
        : 'Den unge har sagt, at det ikke går så godt.'
      : `Den unge har ikke svaret ${times(Number(unanswered))}. Det er helt ok. Spørg selv, hvordan det går.`,
  'coordinator.assign': () => 'Den unge har ingen tovholder. Det skal alle unge have.',
  'contact.assign': () => 'Den unge har ikke en fast voksen.',
  'contact.review': () => 'Det er tid til at se, om det stadig er det rette.',
  'contact.handover': () => 'Den unge får en ny fast voksen. I skal nå at mødes først.',
  'transition.conference': () => 'Den unge skal snart et nyt sted hen.',
  'newcomer.contact': () => 'Den unge er lige flyttet til.',
  'dropout.contact': ({ counted, why }) =>
    counted === 'release'
      ? 'Så vidt vi ved, går den unge ikke i skole eller på job. Fristen tæller fra i dag, hvor den unge kom på listen.'
      : why === 'nothingKnown'
        ? 'Så vidt vi ved, går den unge ikke i skole eller på job.'
        : 'Den unge går ikke i skole eller på job mere.',
  'dropout.newActivity': ({ said }) =>
    said === 'declined'
      ? 'Den unge sagde nej tak i dag. Du skal stadig byde på noget nyt. Spørg pænt igen.'
      : 'Den unge har brug for noget nyt at stå op til.',
  'contactCheck.contact': () => 'Det er tid til at høre, hvordan det går.',
  'referral.approve': () =>
    'En kollega vil sende den unge videre til andre. Det skal du sige ja eller nej til.',
  'referral.receive': () => 'Lederen har sagt ja til, at du skal møde den unge.',
  'notification.assess': () => 'Der er kommet en underretning. Du skal vurdere den i dag.',
  'notification.receipt': () => 'Der er kommet en underretning. Den, der sendte den, skal have svar.',
  'move.handover': () => 'Den unge flytter til en ny kommune. De skal vide det, de må vide.',
  'goal.followUp': () => 'Den unges pålæg slutter snart. I skal tale om, hvad der så sker.',
  'talk.requested': () => 'Den unge har bedt om at tale med dig.',
  'school.silent': (reason) =>
    `Skolen har ikke meldt, at dens fravær er ført. Det er nu ${days(dates(reason.days).length)} i træk.`,
  'placement.offer': () => 'Der er en ledig plads nu.',
  'placement.visit': ({ visit = 1, visits = 1 }) =>
    `Den unge skal snart starte. Først skal I se stedet sammen. Det er besøg ${String(visit)} af ${String(visits)}.`,
  'placement.start': () => 'I har set stedet. Nu mødes I om starten, og så går den unge i gang.',
  'placement.evaluation': () => 'Den unge er i gang. Den dag, det slutter, skal I se på, hvad det gav.',
  'programme.talk': () => 'I har en fast aftale om at tale sammen.',
  'programme.visit': () => 'I har en fast aftale om at mødes.',
  'network.conference': () => 'Der er ikke fundet en vej endnu.',
  'staff.left': ({ tasks = 0, youths = 0 }) =>
    `Der er en, der er stoppet. Nu skal andre tage over. Det er ${openTasks(Number(tasks))} og ${peopleLeft(Number(youths))}.`,
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

/** R03, L2: how much of school was missed. */
function share({ absent, of, unlawful }: Facts): string {
  const what = unlawful === true ? 'væk uden lov' : 'væk fra skole';
  return `Den unge var ${what} i ${days(Number(absent))} ud af ${String(of)}.`;
}

/** L2: at the first threshold the parents are warned, at the second they are heard. */
function heardAbout({ hear }: Facts): string {
  if (hear === undefined) return 'Sig det til dem i hjemmet nu.';
  const who = hear === 'parentsAndYouth' ? 'den unge og dem i hjemmet' : 'dem i hjemmet';
  return `Kommunen skal have det at vide. Hør først ${who}.`;
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
  if (postponed !== true && kind === 'dropout.newActivity' && typeof reason.contactOn === 'string') {
    return `Loven giver 30 dage fra den dag, I fik kontakt. Det var den ${danishDate(reason.contactOn)}. Ferien om sommeren tæller ikke med. ${now}`;
  }
  if (postponed !== true && kind === 'notification.assess') return `Loven giver et døgn. ${now}`;
  if (postponed !== true && kind === 'goal.followUp') return `Den dag slutter det. ${now}`;
  if (postponed !== true && kind === 'family.meeting') return `Så skal mødet være holdt. ${now}`;
  if (postponed !== true && kind === 'family.agreement') return `Den dag har I sat på mødet. ${now}`;
  if (postponed !== true && outcomeForm(kind) === 'contact' && attempts > 0) {
    return `Den unge svarede ikke. Så er der en dag mere til at prøve igen. ${now}`;
  }
  if (postponed !== true && outcomeForm(kind) === 'conversation') {
    return `Den unge kom ikke. Så er der en ny tid den næste dag. ${now}`;
  }
  if (postponed !== true && IN_A_RHYTHM.has(kind)) return `Den dag har I aftalt. ${now}`;
  return `Der er sat en ny frist. ${now}`;
}

/** R38, R39: kinds whose day follows from the one before, or from the start. */
const IN_A_RHYTHM: ReadonlySet<TaskKind> = new Set<TaskKind>([
  'placement.visit',
  'placement.evaluation',
  'programme.talk',
  'programme.visit',
]);

// ------------------------------------------------------------------ what if nothing

/** Where the task goes by itself. */
export function whatIfNothing({ status, placement, next }: ExplainedTask, relation: Relation): string {
  if (status !== 'open') return 'Den er lukket, så der sker ikke mere.';
  if (next && !placement.overdue) {
    const still = relation === 'observer' ? '' : ' Du må stadig godt løse den.';
    return `Sker der ikke noget, går den videre den ${moment(placement.due)}. Så er det ${SOMEBODY[next.role]}, der har den.${still}`;
  }
  const stays =
    relation === 'holder' || relation === 'given' || relation === 'substitute'
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
const openTasks = (n: number): string => (n === 1 ? '1 opgave' : `${String(n)} opgaver`);
const peopleLeft = (n: number): string => (n === 1 ? '1 ung' : `${String(n)} unge`);
const onDays = (list: readonly IsoDate[]): string =>
  list.length === 0 ? '' : ` den ${danishDateList(list)}`;

/** `28. oktober kl. 16`. */
function moment(at: Instant): string {
  const { date, time } = copenhagen(at);
  return `${danishDate(date)} kl. ${String(Number(time.slice(0, 2)))}${time.endsWith(':00') ? '' : `.${time.slice(3)}`}`;
}
