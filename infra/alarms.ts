/**
 * The alarms: when each goes off, and what it says. Each name is the heading of its paragraph in docs/runbook.md.
 */

interface AlarmTerms {
  /** Goes off above this … */
  readonly above?: number;
  /** … or below this. */
  readonly below?: number;
  /** So many periods in a row; once, when left out. */
  readonly times?: number;
  /** What a missing measurement means; `fine` when left out. */
  readonly missing?: 'fine' | 'bad';
  /** What has happened, in Danish, for whoever gets the e-mail. */
  readonly says: string;
}

/** Worker milliseconds in an hour that cost more than a container would: two at work all the time. */
const TWO_ALL_HOUR_MS = 2 * 3_600_000;
/** R23: a first contact within one working day; this leaves room for a week-end. */
const SLOW_HOURS = 72;

const alarms = {
  'worker-errors': { above: 0, times: 3, says: 'Workeren fejler, når motoren vækker den.' },
  'worker-throttled': {
    above: 0,
    times: 3,
    says: 'Workeren må ikke køre så mange gange på én gang, som motoren vil.',
  },
  'worker-seconds': {
    above: TWO_ALL_HOUR_MS,
    times: 3,
    says: 'Workeren kører næsten hele tiden og koster mere end en container.',
  },
  'web-errors': { above: 5, says: 'Sider eller API svarer med fejl.' },
  'routine-missing': { below: 1, missing: 'bad', says: 'Rutinen har ikke kørt i et kvarter.' },
  'routine-errors': { above: 0, times: 2, says: 'Rutinen fejler: fravær bliver måske ikke leveret.' },
  'dead-letters': { above: 0, says: 'En hændelse kunne ikke behandles og ligger i køen.' },
  'table-throttled': { above: 0, times: 3, says: 'Tabellen kan ikke følge med.' },
  'messages-unsent': { above: 0, times: 3, says: 'Beskeder venter længere, end de må.' },
  'messages-uncertain': { above: 0, says: 'Det er uvist, om en besked blev sendt. Den sendes ikke igen.' },
  'messages-failed': { above: 3, says: 'Flere beskeder kunne ikke sendes.' },
  'workflows-stuck': { above: 0, times: 3, says: 'Et forløb kan ikke komme videre af sig selv.' },
  'schools-silent': { above: 0, times: 12, says: 'En skole bekræfter ikke sine skoledage (R55).' },
  'response-slow': { above: SLOW_HOURS, says: 'En ung har ventet for længe på den første kontakt (R23).' },
  'sms-spend': { says: 'Det meste af månedens beløb til SMS er brugt.' },
} satisfies Record<string, AlarmTerms>;

export type AlarmName = keyof typeof alarms;
export const ALARMS: Readonly<Record<AlarmName, AlarmTerms>> = alarms;
