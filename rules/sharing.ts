/**
 * L4: which fields of a youth may be shared with another municipality. Under one age everything it needs, under the next
 * only what it takes to find the youth and go on; after that nothing without consent. Pure: age and consent are
 * arguments. A school is sent none of them: it reads what became of its own reports, by its own student numbers (R43).
 */

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

export interface SharingTerms {
  /** The birthday from which only limited fields are shared. */
  readonly fullUntilAge: number;
  /** The birthday from which nothing is. */
  readonly limitedUntilAge: number;
}

/** The fields that may be shared about a youth of this age. */
export function sharedFields(
  { age, consented }: { readonly age: number; readonly consented: boolean },
  { fullUntilAge, limitedUntilAge }: SharingTerms,
): readonly SharedField[] {
  if (consented) return SHARED_FIELDS;
  if (age >= limitedUntilAge) return [];
  return age < fullUntilAge ? SHARED_FIELDS : LIMITED;
}
