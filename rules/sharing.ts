/**
 * L4: which fields of a youth may be shared with whom. Under one age everything the receiver needs, under the next only
 * what it takes to find the youth and go on; after that nothing without consent. Pure: age and consent are arguments.
 */

/** Whom data leaves for. */
export type Receiver =
  /** Another municipality, that a youth moves to. */
  | 'municipality'
  /** A school: it needs consent, but for what the law lets it know. */
  | 'school';

/** Fields that can be shared, as an answer of the API names them. */
export const SHARED_FIELDS = [
  'name',
  'born',
  'contact',
  'status',
  'school',
  'contactPerson',
  'trackedGoal',
  'dropout',
  'plan',
  'risk',
] as const;
export type SharedField = (typeof SHARED_FIELDS)[number];

/** What is left of the fields when only the limited ones may be shared. */
const LIMITED: readonly SharedField[] = ['name', 'born', 'contact', 'status', 'trackedGoal'];
/** What a school may know without consent: tracked goal, risk of dropping out or interruption, and contact person. */
const SCHOOL: readonly SharedField[] = ['name', 'contactPerson', 'trackedGoal', 'dropout'];

export interface SharingTerms {
  /** The birthday from which only limited fields are shared. */
  readonly fullUntilAge: number;
  /** The birthday from which nothing is. */
  readonly limitedUntilAge: number;
}

/** The fields that may be shared with this receiver about a youth of this age. */
export function sharedFields(
  receiver: Receiver,
  { age, consented }: { readonly age: number; readonly consented: boolean },
  { fullUntilAge, limitedUntilAge }: SharingTerms,
): readonly SharedField[] {
  if (consented) return SHARED_FIELDS;
  if (age >= limitedUntilAge) return [];
  const byAge = age < fullUntilAge ? SHARED_FIELDS : LIMITED;
  return receiver === 'school' ? byAge.filter((field) => SCHOOL.includes(field)) : byAge;
}
