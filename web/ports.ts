/**
 * What pages and API act on.
 */
import { type Engine } from '../contract/ports/engine';
import { type Identity } from '../contract/ports/identity';
import { type Table } from '../contract/ports/table';
import { type Instant } from '../rules/clock';

export interface WebPorts {
  readonly table: Table;
  readonly engine: Engine;
  readonly identity: Identity;
  readonly now: () => Instant;
  /** Makes ids that are never the same twice, for requests and words. */
  readonly newId: () => string;
  /** Signs session cookies and form tokens; at least 32 bytes. */
  readonly sessionSecret: string;
  /** Where the design system's files lie (dkfds/dist). */
  readonly designSystem: string;
  /** Whether the outbox page is shown: only where messages stay on this machine. */
  readonly localOutbox: boolean;
  /** One line per request or failure; never personal data. */
  readonly log: (line: Readonly<Record<string, string | number | boolean>>) => void;
}
