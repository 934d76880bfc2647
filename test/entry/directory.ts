/**
 * Directories to load, written for one test: a small municipality, and what is changed in it.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const STAFF_HEADINGS = 'Id;Navn;Rolle;Skole;E-mail;Mobil';
const YOUTH_HEADINGS =
  'CPR;Fornavn;Efternavn;Adresse;Mobil;E-mail;Status;Skole;Elevnr;Klassetrin;Tilflyttet;Tovholder;Kontaktlærer;Vejleder;Risikoprofil;Værge;Værge mobil';

export const STAFF = [
  'kl-1;Maja Østergaard;contactTeacher;FGU-NORD;kl-1@kommune.example;+4520000001',
  'sl-1;Åse Lund;schoolLeader;FGU-NORD;sl-1@kommune.example;+4520000002',
  'tk-1;Mette Dahl;coordinator;;tk-1@kommune.example;20 00 00 03',
  'uu-1;Noah Møller;guidance;;uu-1@kommune.example;',
  'net-1;Ida Ali;network;;net-1@kommune.example;',
  'adm-1;Liam Åkjær;admin;;;',
];

/** Replacement numbers: 60 is added to the day. */
export const YOUTHS = [
  '740310-4001;Malthe;Jensen;Eksempelvej 1;+4531000001;ung1@post.example;fgu;FGU-NORD;E1;;;tk-1;kl-1;uu-1;middel;Emma Jensen;+4541000001',
  '610108-4002;Freja;Yılmaz;Eksempelvej 2;;;ingen;;;;05-07-2026;;;uu-1;høj;;',
  '620109-4003;Bjørk;Ali;;31 00 00 03;;Grundskole;;;9;2026-01-26;tk-1;;;;;',
];

export const CALENDAR = {
  municipality: { closed: ['2026-12-24', '2026-12-31/2026-12-31'] },
  schools: { 'FGU-NORD': { closed: ['2026-10-12/2026-10-16'] }, ENGEN: { kind: 'primary', closed: [] } },
};

export interface Files {
  readonly staff?: readonly string[];
  readonly youths?: readonly string[];
  readonly calendar?: unknown;
  /** How text becomes bytes. */
  readonly encode?: (text: string) => Uint8Array;
  readonly separator?: string;
}

export interface Directory {
  readonly path: string;
  write(files: Files): void;
  remove(): void;
}

export function directory(): Directory {
  const path = mkdtempSync(join(tmpdir(), 'roed-traad-load-'));
  return {
    path,
    write({ staff = STAFF, youths = YOUTHS, calendar = CALENDAR, encode = utf8, separator = ';' }) {
      const csv = (headings: string, rows: readonly string[]): Uint8Array =>
        encode([headings, ...rows, ''].join('\r\n').replaceAll(';', separator));
      writeFileSync(join(path, 'medarbejdere.csv'), csv(STAFF_HEADINGS, staff));
      writeFileSync(join(path, 'unge.csv'), csv(YOUTH_HEADINGS, youths));
      writeFileSync(join(path, 'kalender.json'), JSON.stringify(calendar));
    },
    remove() {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
export const utf8WithBom = (text: string): Uint8Array => utf8(`\uFEFF${text}`);
/** Windows-1252 as far as Danish needs it; what it lacks becomes a question mark. */
export const windows1252 = (text: string): Uint8Array =>
  Uint8Array.from(text, (letter) => {
    const code = letter.charCodeAt(0);
    return code < 256 ? code : '?'.charCodeAt(0);
  });
