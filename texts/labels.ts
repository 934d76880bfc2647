/**
 * The Danish words for everything people see (docs/glossary.md holds both languages).
 */
import {
  type Cause,
  type CaseClosing,
  type Channel,
  type JournalEvent,
  type PostponeReason,
  type Remedy,
  type Role,
  type SchoolKind,
  type TaskKind,
} from '../contract/messages/vocabulary';
import { type Refusal } from '../contract/messages/tasks';

export const ROLE_LABELS: Record<Role, string> = {
  contactTeacher: 'kontaktlærer',
  schoolLeader: 'skolens leder',
  guidance: 'UU-vejleder',
  jobcenter: 'jobcenter',
  socialServices: 'socialrådgiver',
  coordinator: 'tovholder',
  contactPerson: 'kontaktperson',
  network: 'koordinatornetværk',
  districtTeam: 'distriktsteam',
  admin: 'administrator',
  youth: 'den unge',
  guardian: 'værge',
  school: 'skolen',
};

export const KIND_LABELS: Record<TaskKind, string> = {
  'absence.firstContact': 'Første kontakt om fravær',
  'absence.conversation1': '1. fraværssamtale',
  'absence.conversation2': '2. fraværssamtale',
  'absence.leaderDecision': 'Leder beslutter støtte',
  'absence.districtTeam': 'Drøftelse i distriktsteam',
  'absence.parentCall': 'Ring til forældre om fravær',
  'absence.parentMeeting': 'Møde med forældre om fravær',
  'absence.followUp': 'Målet blev ikke nået: følg op',
  'absence.considerNotification': 'Overvej underretning',
  'retention.measure': 'Sæt aftalt indsats i værk',
  'progress.schoolStatus': 'Skolens status før møde',
  'progress.meeting': 'Progressionsmøde',
  'family.book': 'Aftal familiemøde',
  'family.meeting': 'Familiemøde',
  'family.agreement': 'Aftale fra familiemøde',
  'prognosis.meeting': 'Prognosemøde',
  'wellbeing.dialogue': 'Tal med den unge om trivsel',
  'coordinator.assign': 'Find en tovholder',
  'contact.assign': 'Find en kontaktperson',
  'contact.review': 'Se på kontaktpersonens rolle',
  'contact.handover': 'Overdragelse til ny kontaktperson',
  'transition.conference': 'Overgangskonference',
  'newcomer.contact': 'Første kontakt til tilflytter',
  'dropout.contact': 'Opsøg den unge',
  'dropout.newActivity': 'Find en ny aktivitet',
  'contactCheck.contact': 'Hør hvordan det går',
  'referral.approve': 'Godkend en henvisning',
  'referral.receive': 'Tag imod en henvist ung',
  'notification.assess': 'Vurdér en underretning',
  'notification.receipt': 'Send kvittering for en underretning',
  'move.handover': 'Giv videre til den nye kommune',
  'goal.followUp': 'Følg op på uddannelsespålæg',
  'talk.requested': 'Den unge vil tale med dig',
  'school.silent': 'Skolen melder ikke fravær ind',
  'placement.offer': 'Tilbyd en plads',
  'placement.visit': 'Besøg før start',
  'placement.evaluation': 'Evaluér forløbet',
  'placement.start': 'Opstartsmøde',
  'programme.talk': 'Fast samtale',
  'programme.visit': 'Fast besøg',
  'network.conference': 'Netværkskonference',
  'message.phoneInstead': 'Ring: en besked nåede ikke frem',
  'staff.left': 'En kollega er stoppet: giv det videre',
};

export const OUTCOME_LABELS: Record<string, string> = {
  reached: 'Jeg fik kontakt',
  notReached: 'Jeg fik ikke kontakt',
  held: 'Samtalen er holdt',
  moved: 'Mødet er flyttet',
  noShow: 'Den unge kom ikke',
  declined: 'Nej tak fra den unge',
  support: 'Vi giver mere støtte',
  noSolution: 'Vi kan ikke finde en løsning',
  done: 'Det er gjort',
  notPossible: 'Det kan ikke lade sig gøre',
};

export const CAUSE_LABELS: Record<Cause, string> = {
  health: 'Helbred',
  wellbeing: 'Trivsel',
  bullying: 'Mobning',
  level: 'Det faglige niveau',
  home: 'Forhold hjemme',
  hardToLeaveHome: 'Svært at komme ud ad døren',
  transport: 'Transport',
  economy: 'Penge',
  work: 'Arbejde',
  substanceUse: 'Rusmidler',
  doesNotWantToSay: 'Vil ikke sige det',
  other: 'Andet',
};

export const REMEDY_LABELS: Record<Remedy, string> = {
  mentor: 'Mentor',
  retentionConsultant: 'Fastholdelseskonsulent',
  psychologist: 'Samtaler hos psykolog',
  adjustedTimetable: 'Andet skema',
  wakeUpContact: 'Vækning om morgenen',
  phoneFollowUp: 'Opfølgning på telefon',
  virtualFollowUp: 'Opfølgning på video',
  transportHelp: 'Hjælp til transport',
  familySupport: 'Støtte til familien',
  socialServices: 'Socialrådgiver med',
  newOffer: 'Nyt tilbud',
  none: 'Ingen indsats lige nu',
};

export const CHANNEL_LABELS: Record<Channel, string> = {
  sms: 'Sms',
  phone: 'Telefon',
  virtual: 'Video',
  inPerson: 'Samtale på skolen',
  outreach: 'Mød mig, hvor jeg er',
};

export const POSTPONE_LABELS: Record<PostponeReason, string> = {
  vacation: 'Ferie',
  illness: 'Sygdom',
  youthAsked: 'Den unge bad om det',
  awaitingOthers: 'Venter på andre',
  other: 'Andet',
};

export const EVENT_LABELS: Record<JournalEvent, string> = {
  'signal.received': 'Fravær modtaget',
  'signal.withdrawn': 'Registrering trukket tilbage',
  'case.opened': 'Sag åbnet',
  'case.closed': 'Sag lukket',
  'task.opened': 'Opgave oprettet',
  'task.reminded': 'Påmindelse',
  'task.escalated': 'Gået et trin op',
  'task.completed': 'Opgave afsluttet',
  'task.withdrawn': 'Opgave trukket tilbage',
  'task.postponed': 'Ny frist',
  'task.reassigned': 'Givet videre',
  'task.commented': 'Kommentar',
  'task.reopened': 'Genåbnet',
  'message.sent': 'Besked sendt',
  'message.failed': 'Besked ikke sendt',
  'message.suppressed': 'Besked undladt',
  'message.uncertain': 'Besked måske sendt',
  'meeting.booked': 'Tid aftalt',
  'meeting.moved': 'Tid flyttet',
  'meeting.held': 'Samtale holdt',
  'meeting.missed': 'Den unge kom ikke',
  'agreement.made': 'Aftale indgået',
  'agreement.kept': 'Aftale holdt',
  'agreement.broken': 'Aftale ikke holdt',
  'stage.changed': 'Nyt trin',
  'risk.confirmed': 'Risiko bekræftet',
  'person.changed': 'Ny person',
  'policy.moved': 'Flyttet til ny aftale',
  'arrangement.changed': 'Plads eller forløb',
};

export const CLOSING_LABELS: Record<CaseClosing, string> = {
  targetMet: 'målet er nået',
  exit: 'den unge er gået ud af skolen',
  transfer: 'den unge har skiftet skole',
  declined: 'den unge sagde nej tak',
  withdrawn: 'fraværet er rettet',
  gone: 'forløbet er standset af driften',
  done: 'det er gjort',
  notPossible: 'det lod sig ikke gøre',
  enrolled: 'den unge er i gang i skole',
  working: 'den unge har nok timer på job',
  paused: 'den unge har pause',
  placed: 'den unge har fået en plads',
  movedAway: 'den unge er flyttet til en anden kommune',
  ageLimit: 'den unge er fyldt 30 år',
  tooYoung: 'den unge er ikke fyldt 13 år',
  refused: 'lederen sagde nej',
  lawEnded: 'loven gælder ikke længere',
  takenOut: 'det var noteret ved en fejl',
  lapsed: 'pladsen gik til den næste i køen',
};

export const SCHOOL_KIND_LABELS: Record<SchoolKind, string> = { fgu: 'FGU', primary: 'grundskole' };

/** What a youth does, as lists and the youth's page say it. */
export const STATUS_LABELS = {
  primarySchool: 'grundskole',
  fgu: 'FGU',
  education: 'uddannelse',
  job: 'job',
  none: 'ikke i gang',
} as const;

/** R22. */
export const STAGE_LABELS = { absence: 'Fravær', wellbeing: 'Trivsel', education: 'Uddannelse' } as const;

export const RISK_LABELS = { low: 'lav', medium: 'middel', high: 'høj' } as const;

export const REFUSAL_TEXTS: Record<Refusal, string> = {
  unknownTask: 'Vi kan ikke finde den.',
  alreadyClosed: 'Opgaven er lukket. Andre nåede det før dig.',
  invalidOutcome: 'Der mangler et svar, eller det passer ikke her.',
  notInFuture: 'Tiden skal ligge efter nu.',
  nothingToBook: 'Der er ingen tid at aftale her.',
  notClosed: 'Opgaven er åben, så den kan ikke åbnes igen.',
  nextStepTouched: 'Det næste skridt er i gang. Opgaven kan ikke åbnes igen.',
  procedureClosed: 'Sagen er lukket. Der kan ikke ændres mere i den.',
  noMeeting: 'Der er ikke aftalt en tid at svare på.',
  noQuestion: 'Det kan du ikke svare på mere.',
  answersMissing: 'Nogle unge mangler svar. Mødet kan lukkes, når alle har fået et.',
  unknownYouth: 'Den unge er ikke med på dette møde.',
};
