/**
 * Who may be at a meeting: never without the youth, with the family under 18, with whom the youth agrees to from 18 on
 * (R18, R52), and not more professionals than one can face (R42).
 */

/** Who is invited. */
export interface Invited {
  readonly youth: boolean;
  readonly guardians: boolean;
  /** How many professionals. */
  readonly professionals: number;
  /** The youth agreed to this list; asked from 18 on. */
  readonly consented: boolean;
}

export interface Attendance {
  /** The youth's age on the day of the meeting. */
  readonly age: number;
  readonly hasGuardians: boolean;
  /** R52: whether guardians may be told on that day. */
  readonly guardiansMayHear: boolean;
  readonly maxProfessionals: number;
}

/** Why people cannot be invited like this. */
export type InvitationProblem =
  'youthMissing' | 'guardiansMissing' | 'guardiansNotAllowed' | 'consentMissing';
/** What is only mentioned. */
export type InvitationWarning = 'tooMany' | 'familyNotAsked';

export function invitationProblem(
  { youth, guardians, consented }: Invited,
  { age, hasGuardians, guardiansMayHear }: Attendance,
): InvitationProblem | undefined {
  if (!youth) return 'youthMissing';
  if (age >= 18) return consented ? undefined : 'consentMissing';
  if (guardians && !guardiansMayHear) return 'guardiansNotAllowed';
  return !guardians && hasGuardians && guardiansMayHear ? 'guardiansMissing' : undefined;
}

export function invitationWarnings(
  { guardians, professionals }: Invited,
  { age, hasGuardians, maxProfessionals }: Attendance,
): InvitationWarning[] {
  return [
    ...(professionals > maxProfessionals ? (['tooMany'] as const) : []),
    ...(age < 18 && hasGuardians && !guardians ? (['familyNotAsked'] as const) : []),
  ];
}
