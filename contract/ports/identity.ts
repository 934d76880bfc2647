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
  /** Whose tasks they may do today beside their own; filled in for each request. */
  readonly standsInFor?: readonly StoodInFor[];
}

/** Somebody who is away for some days, or has left and whose tasks are not yet given to others. */
export interface StoodInFor {
  readonly id: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly school?: SchoolRef;
  readonly why: 'away' | 'left';
}

export interface Identity {
  /** The person a bearer token belongs to; undefined for a token that is unknown or expired. */
  byToken(token: string): Promise<Person | undefined>;
  /** The person with this id, for a session that was begun earlier; undefined once they are gone. */
  byId(id: string): Promise<Person | undefined>;
  /** Local sign-in only: the people to choose from. */
  readonly choices?: () => Promise<readonly Person[]>;
}

/** Sign-in at an identity provider somewhere else. */
export interface SignInProvider {
  /**
   * Where to send the browser, and what to keep until it is back.
   * @param callback address of ours the provider sends it back to
   */
  begin(callback: string): Promise<{ readonly address: string; readonly kept: string }>;
  /**
   * The reference of the staff member who came back. Rejects with {@link SignInRefusedError}.
   * @param cameBackTo the whole address, with what the provider added to it
   */
  finish(cameBackTo: string, kept: string): Promise<string>;
}

/** Nobody was signed in. */
export class SignInRefusedError extends Error {
  constructor(readonly why: 'refused' | 'unfitting' | 'noReference') {
    super(why);
  }
}
