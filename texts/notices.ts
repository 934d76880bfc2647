/**
 * A message's way in words: planned, sent, or why it did not go.
 */
import { type Instant } from '../rules/clock';
import { codeText } from './facts';
import { momentText } from './times';

/** What a message is about, for staff; its own words never say it (L8). */
export const NOTICE_LABELS: Readonly<Record<string, string>> = {
  'task.opened': 'Ny opgave',
  'task.reminded': 'Påmindelse om frist',
  'task.escalated': 'Opgave fra en anden',
  'meeting.invited': 'Indbydelse til møde',
  'meeting.agenda': 'Dagsorden er klar',
  'meeting.reminder': 'Påmindelse om aftalt tid',
  'meeting.missed': 'Ny tid efter udeblivelse',
  'round.asked': 'Spørgsmål før et møde',
  'round.told': 'Nyt efter et møde',
  'pulse.asked': 'Et spørgsmål til den unge',
  wakeUp: 'Godmorgen',
  'goal.reached': 'Et delmål er nået',
};

/** What the ledger knows of a message; the records' notices have this shape. */
export interface Ledger {
  readonly state: 'pending' | 'claimed' | 'sent' | 'uncertain' | 'failed' | 'suppressed';
  readonly planned: Instant;
  readonly doneAt?: Instant;
  readonly why?: string;
}

/** `Sendt i dag kl. 8.04`, `Ikke sendt: opgaven er lukket`. */
export function noticeState({ state, planned, doneAt = planned, why }: Ledger, now: Instant): string {
  const because = why === undefined ? '' : `: ${codeText(why)}`;
  switch (state) {
    case 'pending':
      return `Sendes ${momentText(planned, now)}`;
    case 'claimed':
      return 'Er ved at blive sendt';
    case 'sent':
      return `Sendt ${momentText(doneAt, now)}`;
    case 'uncertain':
      return `Måske sendt ${momentText(doneAt, now)}${because}`;
    case 'failed':
      return `Kom ikke frem${because}`;
    case 'suppressed':
      return `Ikke sendt${because}`;
  }
}
