/**
 * Labels of what runs behind the pages, for administrators: workflows, their states, and who looked at what.
 */
const TYPES: Readonly<Record<string, string>> = {
  journey: 'Forløb',
  absenceCase: 'Sag om fravær',
  schoolFeed: 'Skolens indberetning',
  yearWheel: 'Årshjul',
  progressionRound: 'Progressionsmøde',
  prognosisRound: 'Prognosemøde',
  networkConference: 'Netværkskonference',
  dispatch: 'Afsendelse af beskeder',
  staffLeave: 'En medarbejder stopper',
};
const STATES: Readonly<Record<string, string>> = {
  RUNNING: 'Kører',
  COMPLETED: 'Færdig',
  FAILED: 'Fejlet',
  CANCELED: 'Annulleret',
  CANCELLED: 'Annulleret',
  TERMINATED: 'Standset',
  TIMED_OUT: 'Løb ud',
  CONTINUED_AS_NEW: 'Fortsat',
};
const LOOKS: Readonly<Record<string, string>> = {
  tasks: 'så sin opgaveliste',
  task: 'så en opgave',
  youths: 'så listen over unge',
  youth: 'så den unges side',
  'weekly-list': 'så ugelisten',
  receipts: 'så skolens kvitteringer',
  attendance: 'så skolens fravær',
  portfolio: 'så overblikket',
  figures: 'hentede tal',
  schoolEvent: 'meldte nyt om eleven',
  timeline: 'så, hvad der er sket',
  workflows: 'så driften',
  outbox: 'så udbakken',
  absences: 'meldte fravær ind',
  'absences.withdraw': 'trak fravær tilbage',
  completeTask: 'afsluttede en opgave',
  postponeTask: 'gav en opgave ny frist',
  reassignTask: 'gav en opgave videre',
  bookTask: 'aftalte en tid',
  commentTask: 'skrev et notat',
  reopenTask: 'åbnede en opgave igen',
  handOver: 'gav det videre fra en, der er stoppet',
};
/** What was looked at or changed; of `plan.addEffort` the part before the dot. */
const TOPICS: Readonly<Record<string, string>> = {
  plan: 'planen',
  standing: 'trin og trivsel',
  pulse: 'svar om trivsel',
  situation: 'job, pauser og flytning',
  offers: 'stederne',
  arrangements: 'steder og faste tider',
  arrangement: 'steder og faste tider',
  placement: 'pladsen',
  programme: 'de faste tider',
  proof: 'beviset',
  notes: 'notaterne',
  people: 'de voksne om den unge',
  guardians: 'værgerne',
  risk: 'risikoen',
  wishes: 'ønsket om en anden voksen',
  talks: 'ønsket om en snak',
  wakeUp: 'vækningen',
  page: 'adgangen til den unges side',
  meetings: 'møder og aftaler',
  agenda: 'dagsordenen',
  round: 'mødets skema',
  handover: 'papirerne til en anden kommune',
  yearStatus: 'årsstatus',
  'agreement-move': 'aftalens udgave',
  'agreement-preview': 'aftalens udgave',
  me: 'sin egen side',
};
const WHAT: Readonly<Record<string, string>> = {
  read: 'så',
  search: 'søgte',
  change: 'ændrede',
  export: 'trak ud',
};

export const workflowType = (type: string): string => TYPES[type] ?? type;

export const workflowState = (status: string): string => STATES[status.toUpperCase()] ?? status;

/** What somebody did with a youth's data: `så den unges side`. */
export function lookText(what: string, where: string): string {
  const known = LOOKS[where];
  if (known === undefined) return `${WHAT[what] ?? what} ${TOPICS[where.split('.', 1)[0] ?? ''] ?? where}`;
  return what === 'search' ? `søgte og ${known}` : known;
}
