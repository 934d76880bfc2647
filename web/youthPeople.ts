/**
 * Who is who for a youth, and the youth's risk: the same for pages, API and CLI (R09, R19, R28, R52). Each is decided
 * by a person, journalled, and told to the youth's journey.
 */
import { type StaffRef, type YouthRef } from '../contract/messages/ids';
import { type PersonalRole, SCHOOL_ROLES } from '../contract/messages/vocabulary';
import { type Person } from '../contract/ports/identity';
import { type Policy } from '../contract/schemas/policy';
import { currentTerms } from '../records/agreements';
import { append, type JournalEntry } from '../records/journal';
import { assignPerson, getStaff, type Risk, updateYouth, type Youth } from '../records/people';
import { copenhagen } from '../rules/clock';
import { ROLE_LABELS } from '../texts/labels';
import { DECIDED_BY } from '../texts/plan';
import { changeYouth, youthFor } from './changes';
import { guardiansDecidedBy } from './people';
import { type WebPorts } from './ports';
import { forbidden, invalidInput, Problem } from './problem';

/** R09: a person confirms the risk, which picks the weeks between meetings. Throws `Problem`. */
export async function confirmRisk(
  ports: WebPorts,
  person: Person,
  ref: YouthRef,
  risk: Risk,
  requestId: string,
): Promise<void> {
  await youthFor(ports, person, ref, 'risk.confirm');
  await changeYouth(ports, person, ref, {
    where: 'risk',
    requestId,
    async write(at) {
      await note(ports, requestId, {
        at,
        youth: ref,
        event: 'risk.confirmed',
        rule: 'R09',
        by: person.id,
        reason: { risk },
      });
      await changeProfile(ports, ref, { risk });
    },
    tell: () => ports.engine.reviewJourney(ref),
  });
}

/** R19, R28: a role gets another holder from today. Throws `Problem`. */
export async function changePerson(
  ports: WebPorts,
  person: Person,
  ref: YouthRef,
  role: PersonalRole,
  to: StaffRef,
  requestId: string,
): Promise<void> {
  const youth = await youthFor(ports, person, ref, 'person.change');
  const { policy } = await currentTerms(ports.table, youth.school);
  if (!mayGive(person, role, policy)) throw forbidden();
  await giveRole(ports, person, youth, role, to, requestId);
}

/** Gives a role to somebody who can have it; whether the giver may is asked before. Throws `Problem`. */
export async function giveRole(
  ports: WebPorts,
  person: Person,
  youth: Youth,
  role: PersonalRole,
  to: StaffRef,
  requestId: string,
): Promise<void> {
  const { ref } = youth;
  await checkHolder(ports, role, to, youth);
  await changeYouth(ports, person, ref, {
    where: `people.${role}`,
    requestId,
    async write(at) {
      const from = youth.people[role] ?? 'nobody';
      if (from === to) return;
      await note(ports, requestId, {
        at,
        youth: ref,
        event: 'person.changed',
        rule: role === 'contactPerson' ? 'R27' : 'R19',
        role,
        assignee: to,
        by: person.id,
        reason: { from },
      });
      await assignPerson(ports.table, ref, role, to, copenhagen(at).date);
    },
    tell: () => ports.engine.personChanged(ref, { role, person: to }),
  });
}

/** A coordinator hands out the roles they lead, and not their own; network and administrators any. */
export function mayGive(person: Person, role: PersonalRole, { leaders }: Pick<Policy, 'leaders'>): boolean {
  return person.role !== 'coordinator' || leaders[role] === person.role;
}

async function checkHolder(
  { table }: WebPorts,
  role: PersonalRole,
  to: StaffRef,
  youth: Youth,
): Promise<void> {
  const staff = await getStaff(table, to);
  const atSchool =
    !SCHOOL_ROLES.includes(role) || (youth.school !== undefined && staff?.school === youth.school);
  if (staff?.role === role && !staff.left && atSchool) return;
  const where = SCHOOL_ROLES.includes(role) ? ' på den unges skole' : '';
  throw invalidInput([{ path: 'person', message: `skal være en, der er ${ROLE_LABELS[role]}${where}` }]);
}

/** R28: the youth wishes for another contact person. Nothing is journalled here: the contact person reads the timeline. */
export async function wishForAnother(
  ports: WebPorts,
  person: Person,
  ref: YouthRef,
  requestId: string,
): Promise<void> {
  const { people } = await youthFor(ports, person, ref, 'wish.register');
  if (people.contactPerson === undefined) {
    throw new Problem(
      409,
      'no-contact-person',
      'Der er ingen at skifte ud',
      'Den unge har ingen kontaktperson endnu. Find den første først.',
    );
  }
  await changeYouth(ports, person, ref, {
    where: 'wishes',
    requestId,
    write: () => Promise.resolve(),
    tell: () => ports.engine.wishForAnother(ref),
  });
}

/** R52: whether guardians hear of the youth, where it is a choice or the youth's own. Throws `Problem`. */
export async function changeGuardians(
  ports: WebPorts,
  person: Person,
  ref: YouthRef,
  wish: { readonly chosen?: boolean; readonly consented?: boolean },
  requestId: string,
): Promise<void> {
  const youth = await youthFor(ports, person, ref, 'guardians.change');
  const { chosen, consented } = wish;
  const decidedBy = guardiansDecidedBy(youth, ports.now());
  if (decidedBy !== (chosen === undefined ? 'consent' : 'choice')) {
    throw new Problem(409, 'decided-otherwise', 'Det er ikke et valg her', DECIDED_BY[decidedBy]);
  }
  await changeYouth(ports, person, ref, {
    where: 'guardians',
    requestId,
    async write(at) {
      const reason = { why: decidedBy, yes: chosen ?? consented ?? false };
      await note(ports, requestId, {
        at,
        youth: ref,
        event: 'person.changed',
        rule: 'R52',
        role: 'guardian',
        by: person.id,
        reason,
      });
      await changeProfile(ports, ref, {
        ...(chosen !== undefined && { guardiansChosen: chosen }),
        ...(consented !== undefined && { consented }),
      });
    },
    tell: () => ports.engine.reviewJourney(ref),
  });
}

function note({ table }: WebPorts, requestId: string, entry: JournalEntry): Promise<void> {
  return append(table, [{ writer: 'edge', key: requestId, entry }]);
}

/** Writes fields of the youth's row, as it stands now. */
async function changeProfile({ table }: WebPorts, ref: YouthRef, fields: Partial<Youth>): Promise<void> {
  await updateYouth(table, ref, (youth) => ({ ...youth, ...fields }));
}
