/**
 * The people of the town, and its time: it is Wednesday 21 October 2026, 9 o'clock in Denmark.
 */
import { type StaffRole } from '../../contract/messages/vocabulary';
import { type Staff, type Youth } from '../../records/people';
import { type Instant, instantOf } from '../../rules/clock';

export const NOW = instantOf('2026-10-21', '09:00');
export const at = (date: string, time = '16:00'): Instant => instantOf(date, time);

export const STAFF = {
  maja: staff('contactTeacher-01', 'Maja Østergaard', 'contactTeacher', 'FGU-NORD'),
  tobias: staff('contactTeacher-02', 'Tobias Hansen', 'contactTeacher', 'FGU-NORD'),
  ida: staff('contactTeacher-09', 'Ida Krogh', 'contactTeacher', 'FGU-SYD'),
  lone: staff('schoolLeader-01', 'Lone Vestergaard', 'schoolLeader', 'FGU-NORD'),
  per: staff('guidance-01', 'Per Lund', 'guidance'),
  anna: staff('coordinator-01', 'Anna Bach', 'coordinator'),
  mette: staff('coordinator-02', 'Mette Holm', 'coordinator'),
  sara: staff('contactPerson-01', 'Sara Juul', 'contactPerson'),
  niels: staff('network-01', 'Niels Toft', 'network'),
  gitte: staff('network-02', 'Gitte Rask', 'network'),
  omar: staff('admin-01', 'Omar Dahl', 'admin'),
} as const;
export type Who = keyof typeof STAFF;

function staff(id: string, name: string, role: StaffRole, school?: string): Staff {
  return {
    id,
    name,
    role,
    email: `${id.toLowerCase()}@kommune.example`,
    mobile: '+4520000001',
    ...(school !== undefined && { school }),
  };
}

export function youth(ref: string, firstName: string, more: Partial<Youth> = {}): Youth {
  return {
    ref,
    cpr: '010109-4001',
    firstName,
    lastName: 'Nielsen',
    born: '2009-01-01',
    status: 'fgu',
    school: 'FGU-NORD',
    student: `E-${ref}`,
    mobile: '+4531000000',
    email: `${ref}@post.example`,
    address: 'Eksempelvej 1, 2750 Ballerup',
    risk: 'medium',
    people: { contactTeacher: STAFF.maja.id, coordinator: STAFF.anna.id, guidance: STAFF.per.id },
    guardians: [{ name: 'Karen Nielsen', mobile: '+4532000000' }],
    ...more,
  };
}

export const YOUTHS = {
  freja: youth('yfreja', 'Freja'),
  noah: youth('ynoah', 'Noah', { lastName: 'Ali', born: '2007-03-12' }),
  viktor: youth('yviktor', 'Viktor', { lastName: 'Møller-Sørensen' }),
  emma: youth('yemma', 'Emma', {
    lastName: '<b>Krogh</b>',
    people: { contactTeacher: STAFF.tobias.id, coordinator: STAFF.mette.id },
  }),
  lukas: youth('ylukas', 'Lukas', { lastName: 'Friis', people: {}, status: 'none', school: 'FGU-SYD' }),
} as const;
