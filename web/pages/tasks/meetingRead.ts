/**
 * What a meeting's forms add to the others: a suggested time, what was agreed per party, and what became of earlier
 * agreements (R15, R16, R41).
 */
import { type AgreementMade, type AgreementVerdict } from '../../../contract/messages/outcomes';
import { PARTIES, STAFF_ROLES } from '../../../contract/messages/vocabulary';
import { isDate } from '../../../rules/calendar';
import { MEND } from '../../../texts/forms';
import { MEND_AGREEMENT } from '../../../texts/plan';
import { type Sent } from '../visit';

/** How many agreements the form has room for; more are made at the next meeting. */
export const AGREEMENT_ROWS = 4;

/** The name of a field of one agreement, and of the verdict on an earlier one. */
export const agreementField = (row: number, name: 'party' | 'role' | 'due'): string =>
  `aftale-${String(row)}-${name}`;
export const verdictField = (agreement: string): string => `tidligere-${agreement}`;

/** The day and time of day a form says: the suggestion that was chosen, or what was typed. */
export function dayAndTimeOf({ forslag = '', date = '', time = '' }: Sent): { date: string; time: string } {
  const [day, hour] = forslag.split('T');
  return day !== undefined && hour !== undefined ? { date: day, time: hour } : { date, time };
}

/** What was agreed; rows nobody touched are none, half a row is a problem beside its field. */
export function agreementsOf(sent: Sent, problems: Record<string, string>): AgreementMade[] {
  return Array.from({ length: AGREEMENT_ROWS }, (_, row) => row).flatMap((row) => {
    const [partyField, roleField, dueField] = (['party', 'role', 'due'] as const).map((name) =>
      agreementField(row, name),
    );
    const value = (name = ''): string => sent[name] ?? '';
    const due = value(dueField);
    const party = PARTIES.find((known) => known === value(partyField));
    const role = STAFF_ROLES.find((known) => known === value(roleField));
    if (!party && due === '') return [];
    if (!party && partyField !== undefined) problems[partyField] = MEND_AGREEMENT;
    if (!isDate(due) && dueField !== undefined) problems[dueField] = MEND.date;
    if (!party || !isDate(due)) return [];
    return [{ party, due, ...(party === 'municipality' && role && { role }) }];
  });
}

/** What somebody said of earlier agreements; the others return on the next agenda. */
export function verdictsOf(sent: Sent): AgreementVerdict[] {
  const prefix = verdictField('');
  return Object.entries(sent).flatMap(([name, said]) =>
    name.startsWith(prefix) && (said === 'holdt' || said === 'ikke')
      ? [{ agreement: name.slice(prefix.length), kept: said === 'holdt' }]
      : [],
  );
}
