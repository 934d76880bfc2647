/**
 * A youth's continuity, read from the journal (R28).
 */
import { type PersonalRole, PERSONAL_ROLES } from '../contract/messages/vocabulary';
import { type Continuity, continuity, type Handing } from '../rules/continuity';
import { copenhagen, type Instant } from '../rules/clock';
import { type JournalEntry } from './journal';

/** How often each role changed hands and how long nobody had it; roles nothing happened to are left out. */
export function continuityOf(
  entries: readonly JournalEntry[],
  now: Instant,
): (Continuity & { readonly role: PersonalRole })[] {
  const today = copenhagen(now).date;
  return PERSONAL_ROLES.flatMap((role) => {
    const handings = entries.flatMap((entry) => handingsOf(entry, role));
    return handings.length === 0 ? [] : [{ role, ...continuity(handings, today) }];
  });
}

/** Tasks that are only opened where nobody has the role; a handover (R28) asks for somebody while another has it. */
const ASKED: Partial<Record<PersonalRole, JournalEntry['kind']>> = {
  coordinator: 'coordinator.assign',
  contactPerson: 'contact.assign',
};

/** What an entry says of who has a role: nothing mostly, or that somebody has it or nobody has. */
export function handingsOf(
  { at, event, role: of, assignee, kind, rule, reason }: JournalEntry,
  role: PersonalRole,
): Handing[] {
  const on = copenhagen(at).date;
  if (event === 'task.opened' && kind !== undefined && kind === ASKED[role] && rule !== 'R28')
    return [{ on, person: undefined }];
  if (event !== 'person.changed' || of !== role) return [];
  // The edge notes whom somebody took over from; where that was nobody, this is the first.
  const first: Handing[] = reason?.from === 'nobody' ? [{ on, person: undefined }] : [];
  return [...first, { on, person: assignee }];
}
