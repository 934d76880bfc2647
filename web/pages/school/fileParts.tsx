/**
 * Sending a file in parts, so that a long one shows how far it has come. The file goes along from page to page; nothing
 * of it is kept here before it is sent.
 */
import { progressText, receiptText, SCHOOL_PAGE } from '../../../texts/pagesSchool';
import { COLUMN_NAMES, readAbsenceFile } from '../../absenceFile';
import { type AbsenceAnswer, takeInRecords } from '../../intake';
import { Problem } from '../../problem';
import { Alert } from '../parts/basics';
import { Layout } from '../parts/layout';
import { type Markup } from '../parts/markup';
import { digest } from '../signing';
import { page, type Sent, type Visit } from '../visit';
import { ownSchool, SchoolNav } from './common';

/** Rows sent at a time. */
const PART = 200;

type Counts = Readonly<Record<'accepted' | 'corrected' | 'duplicates' | 'rejected' | 'undelivered', number>>;
export const NOTHING_YET: Counts = { accepted: 0, corrected: 0, duplicates: 0, rejected: 0, undelivered: 0 };
const COUNTED = Object.keys(NOTHING_YET) as (keyof Counts)[];

interface ContinueProps {
  readonly token: string;
  readonly file: string;
  /** The place of the next row to send. */
  readonly from: number;
  readonly counts: Counts;
  readonly button: string;
  /** Sent by the script, without waiting for a click. */
  readonly goesOn?: boolean;
}

export function Continue({ token, file, from, counts, button, goesOn = false }: ContinueProps): Markup {
  return (
    <form
      method="post"
      action="/skole/fil/send"
      enctype="multipart/form-data"
      class={goesOn ? 'rt-goes-on' : ''}
    >
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="fil" value={file} />
      <input type="hidden" name="fra" value={String(from)} />
      {COUNTED.map((name) => (
        <input type="hidden" name={name} value={String(counts[name])} />
      ))}
      <button class="button button-primary">{button}</button>
    </form>
  );
}

/** Sends the next part of the file and answers how far it has come. */
export async function sendFile(visit: Visit, sent: Sent): Promise<Response> {
  const { c, ports, person, reader } = visit;
  const school = await ownSchool(visit);
  const { fil: file = '' } = sent;
  const incoming = readAbsenceFile(new Uint8Array(Buffer.from(file, 'base64')), school.id);
  const from = numberOf(sent.fra);
  const part = incoming.slice(from, from + PART);
  const requestId = digest([person.id, school.id, file, String(from)]);
  const answer = await takeInPart(() => takeInRecords(ports, person, school, part, COLUMN_NAMES, requestId));
  const counts = added(sent, answer);
  const done = from + part.length;
  const over = done >= incoming.length;
  return page(
    c,
    <Layout title="Filen bliver sendt" at="/skole" reader={reader}>
      <h1 class="h2">{school.id}</h1>
      <SchoolNav at="/skole/fil" />
      {over ? (
        <Alert kind={counts.rejected > 0 ? 'warning' : 'success'} heading={SCHOOL_PAGE.sentAll}>
          <p class="alert-text">{receiptText(counts)}</p>
          {counts.undelivered > 0 && <p class="alert-text">{SCHOOL_PAGE.undelivered}</p>}
          <p class="alert-text">
            <a href="/skole/kvitteringer">Se kvitteringer</a>
          </p>
        </Alert>
      ) : (
        <section class="rt-card rt-narrow">
          <p>
            <label for="hvor-langt">{progressText(done, incoming.length)}</label>
          </p>
          <progress class="rt-progress" id="hvor-langt" max={incoming.length} value={done}></progress>
          <p class="rt-hint">{SCHOOL_PAGE.working}</p>
          <Continue
            token={reader.token}
            file={file}
            from={done}
            counts={counts}
            button="Send videre"
            goesOn
          />
        </section>
      )}
    </Layout>,
  );
}

/** A part whose every row is turned away is no reason to stop: the preview has said so. */
async function takeInPart(take: () => Promise<AbsenceAnswer>): Promise<AbsenceAnswer> {
  try {
    return await take();
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'all-rejected') throw error;
    return error.more as unknown as AbsenceAnswer;
  }
}

function added(sent: Sent, answer: AbsenceAnswer): Counts {
  const sums = COUNTED.map((name) => [name, numberOf(sent[name]) + (answer[name] ?? 0)]);
  return Object.fromEntries(sums) as Counts;
}

const numberOf = (text = ''): number => (/^\d{1,7}$/.test(text) ? Number(text) : 0);
