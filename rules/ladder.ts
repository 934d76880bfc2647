/**
 * Ladders: who is responsible first, and where a task goes when it is not done in time.
 */

/** One rung: a role and the working days it is given. */
export interface Rung<Role extends string = string> {
  readonly role: Role;
  readonly days: number;
}

/** A rung somebody stands on, and those passed over because nobody holds their role. */
export interface Placement<Role extends string, Holder> {
  /** Index in the ladder. */
  readonly rung: number;
  readonly role: Role;
  readonly days: number;
  readonly holder: Holder;
  /** Roles that nobody holds for this youth and that were passed over; the journal says so. */
  readonly skipped: readonly Role[];
}

/**
 * The first rung from `from` on whose role somebody holds. Undefined when there is none: a task that is already
 * placed then stays where it is.
 */
export function placeOnLadder<Role extends string, Holder>(
  ladder: readonly Rung<Role>[],
  from: number,
  holderOf: (role: Role) => Holder | undefined,
): Placement<Role, Holder> | undefined {
  const skipped: Role[] = [];
  for (const [offset, { role, days }] of ladder.slice(from).entries()) {
    const holder = holderOf(role);
    if (holder !== undefined) return { rung: from + offset, role, days, holder, skipped };
    skipped.push(role);
  }
  return undefined;
}
