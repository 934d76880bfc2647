/** dynalite ships no types; this is the part of it that is used. */
declare module 'dynalite' {
  import { type Server } from 'node:http';

  interface Options {
    /** Directory of the LevelDB files; left out, everything is kept in memory. */
    readonly path?: string;
    /** How long a new table takes to become active. */
    readonly createTableMs?: number;
  }
  export default function dynalite(options: Options): Server;
}
