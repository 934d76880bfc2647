/**
 * Who is who on one machine: everybody in the records can be chosen, and has a token in a file only its owner may
 * read. Never in the cloud.
 */
import { createHash, randomBytes } from 'node:crypto';
import { type Identity, type Person } from '../contract/ports/identity';
import { type Table } from '../contract/ports/table';
import { allSchools, allStaff } from '../records/people';
import { personById, schoolPerson, staffPerson } from './persons';
import { readPrivateFile, writePrivateFile } from './privateFiles';

const TOKEN_BYTES = 32;

/** A line of the personas file. */
export interface Persona extends Person {
  /** Bearer token: 32 random bytes, base64url. */
  readonly token: string;
}

export interface LocalIdentity extends Identity {
  readonly choices: () => Promise<readonly Person[]>;
  /** Brings the file up to date with the records: tokens for who is new, none for who is gone. */
  refresh(): Promise<void>;
}

/** @param file where people and tokens are kept: an array of {@link Persona}, mode 600. Throws when it is not one. */
export function localIdentity(table: Table, file: string): LocalIdentity {
  let idsByDigest = byDigest(readPersonas(file));
  const byId = (id: string): Promise<Person | undefined> => personById(table, id);
  return {
    byId,
    async byToken(token) {
      const id = idsByDigest.get(digest(token));
      return id === undefined ? undefined : byId(id);
    },
    async choices() {
      return (await allStaff(table)).flatMap((staff) => staffPerson(staff) ?? []);
    },
    async refresh() {
      const before = readPersonas(file);
      const tokens = new Map(before.map(({ id, token }) => [id, token]));
      const people = [
        ...(await allSchools(table)).map(schoolPerson),
        ...(await allStaff(table)).map(staffPerson),
      ].filter((person) => person !== undefined);
      const personas = people.map((person) => ({
        ...person,
        token: tokens.get(person.id) ?? randomBytes(TOKEN_BYTES).toString('base64url'),
      }));
      const text = `${JSON.stringify(personas, undefined, 2)}\n`;
      if (text !== readPrivateFile(file)) writePrivateFile(file, text);
      idsByDigest = byDigest(personas);
    },
  };
}

/** The people and tokens in the file; none where there is no file. */
export function readPersonas(file: string): Persona[] {
  const text = readPrivateFile(file);
  return text === undefined ? [] : (JSON.parse(text) as Persona[]);
}

/** Looked up by digest: how long a look-up takes tells nothing about a token. */
function byDigest(personas: readonly Persona[]): Map<string, string> {
  return new Map(personas.map(({ id, token }) => [digest(token), id]));
}

const digest = (token: string): string => createHash('sha256').update(token).digest('hex');
