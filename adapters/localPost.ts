/**
 * Letters for Digital Post, written to a folder of this machine instead: one HTML file each, named by its key's digest.
 * Nothing leaves the machine; the outbox page tells that a letter was written.
 */
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DigitalPost } from '../contract/ports/digitalPost';
import { type Table } from '../contract/ports/table';
import { keepSent } from '../records/sentMessages';
import { type Instant } from '../rules/clock';

/** @param folder where the letters are written; made when the first one is */
export function localPost(table: Table, folder: string, now: () => Instant): DigitalPost {
  return {
    async send({ key, recipient: { youth }, title, html }) {
      const name = `${createHash('sha256').update(key).digest('hex').slice(0, 24)}.html`;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // The same letter again writes the same file.
      await writeFile(join(folder, name), html, { mode: 0o600 });
      await keepSent(
        table,
        { at: now(), channel: 'post', to: youth, subject: title, text: `Brevet ligger i ${name}.` },
        name,
      );
    },
  };
}
