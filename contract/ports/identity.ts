/**
 * Who somebody is. Local sign-in is choosing a person; in the cloud it is the municipality's identity provider.
 */
import { type SchoolRef } from '../messages/ids';
import { type StaffRole } from '../messages/vocabulary';

/** A person, or a school's data feed (`role: 'school'`). */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: StaffRole | 'school';
  readonly school?: SchoolRef;
}

export interface Identity {
  /** The person a bearer token belongs to; undefined for a token that is unknown or expired. */
  byToken(token: string): Promise<Person | undefined>;
  /** The person with this id, for a session that was begun earlier; undefined once they are gone. */
  byId(id: string): Promise<Person | undefined>;
  /** Local sign-in only: the people to choose from. */
  readonly choices?: () => Promise<readonly Person[]>;
}
