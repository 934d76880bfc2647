/**
 * A file from the school's own system: row by row what will be taken in and what will not, before anything is sent.
 */
import { type Context } from 'hono';
import { ABSENCE_COLUMNS } from '../../../contract/schemas/absences';
import { type School } from '../../../records/people';
import { ABSENCE_LABELS, previewText, rowProblem, SCHOOL_PAGE } from '../../../texts/pagesSchool';
import { danishDate } from '../../../rules/danishDates';
import { COLUMN_NAMES, readAbsenceFile } from '../../absenceFile';
import { type Incoming, judge, type Judged } from '../../intake';
import { Problem } from '../../problem';
import { Alert, Badge } from '../parts/basics';
import { Layout } from '../parts/layout';
import { type Markup } from '../parts/markup';
import { page, type Visit } from '../visit';
import { ownSchool, SchoolNav } from './common';
import { Continue, NOTHING_YET } from './fileParts';

/** A file may be this long; with what stands around it, it stays below what a request may hold. */
const LONGEST_FILE_BYTES = 2 * 1024 * 1024;
/** Rows without a problem that the preview shows. */
const SHOWN_GOOD = 100;

export async function showFile(visit: Visit): Promise<Response> {
  return choose(visit, await ownSchool(visit));
}

function choose(visit: Visit, school: School, problem?: string): Promise<Response> {
  const { c, reader } = visit;
  return page(
    c,
    <Layout title="Fravær fra en fil" at="/skole" reader={reader}>
      <h1 class="h2">{school.id}</h1>
      <SchoolNav at="/skole/fil" />
      {problem !== undefined && (
        <div class="rt-problems" tabindex={-1}>
          <Alert kind="error" heading="Filen kan ikke bruges">
            <p class="alert-text">{problem}</p>
          </Alert>
        </div>
      )}
      <section class="rt-card rt-narrow" aria-labelledby="fil">
        <h2 class="h4" id="fil">
          Fravær fra en fil
        </h2>
        <p class="rt-hint">{SCHOOL_PAGE.fileHint}</p>
        <form method="post" action="/skole/fil" enctype="multipart/form-data" class="rt-form">
          <input type="hidden" name="token" value={reader.token} />
          <div class="form-group">
            <label class="form-label" for="valgt">
              Fil
            </label>
            <input class="rt-file" type="file" id="valgt" name="valgt" accept=".csv,text/csv" />
          </div>
          <button class="button button-primary">Se filen</button>
        </form>
        <p class="rt-hint rt-after">
          {SCHOOL_PAGE.fileColumns} <span class="rt-code">{Object.values(ABSENCE_COLUMNS).join(';')}</span>
        </p>
      </section>
    </Layout>,
    problem === undefined ? 200 : 422,
  );
}

// ------------------------------------------------------------------ preview

export async function previewFile(visit: Visit): Promise<Response> {
  const { c, ports, reader } = visit;
  const school = await ownSchool(visit);
  const bytes = await fileOf(c);
  if (bytes === undefined || bytes.length === 0) return choose(visit, school, SCHOOL_PAGE.noFile);
  if (bytes.length > LONGEST_FILE_BYTES) return choose(visit, school, SCHOOL_PAGE.tooBig);
  const incoming = readRows(bytes, school);
  if (typeof incoming === 'string') return choose(visit, school, incoming);
  const judged = await judge(ports, school, incoming, COLUMN_NAMES);
  const good = judged.filter(({ problem }) => problem === undefined).length;
  return page(
    c,
    <Layout title="Se filen igennem" at="/skole" reader={reader}>
      <h1 class="h2">{school.id}</h1>
      <SchoolNav at="/skole/fil" />
      <h2 class="h4">{previewText(good, incoming.length - good)}</h2>
      <p class="rt-hint">{good === 0 ? SCHOOL_PAGE.nothingToSend : SCHOOL_PAGE.previewHint}</p>
      {good < incoming.length && good > 0 && <p class="rt-hint">{SCHOOL_PAGE.previewErrors}</p>}
      {good > 0 && (
        <Continue
          token={reader.token}
          file={Buffer.from(bytes).toString('base64')}
          from={0}
          counts={NOTHING_YET}
          button={`Send ${String(good)}`}
        />
      )}
      <Rows incoming={incoming} judged={judged} />
    </Layout>,
  );
}

/** The chosen file; undefined where none came. */
async function fileOf(c: Context): Promise<Uint8Array | undefined> {
  const { valgt } = await c.req.parseBody();
  return valgt instanceof File ? new Uint8Array(await valgt.arrayBuffer()) : undefined;
}

/** The rows, or why the file as a whole cannot be read. */
function readRows(bytes: Uint8Array, school: School): Incoming[] | string {
  try {
    return readAbsenceFile(bytes, school.id);
  } catch (error) {
    if (error instanceof Problem) return error.detail;
    throw error;
  }
}

interface RowsProps {
  readonly incoming: readonly Incoming[];
  readonly judged: readonly Judged[];
}

/** Every row that will not be sent, first; then the others. */
function Rows({ incoming, judged }: RowsProps): Markup {
  const lines = incoming.map((one, index) => ({ ...one, problem: judged[index]?.problem }));
  const bad = lines.filter(({ problem }) => problem !== undefined);
  const good = lines.filter(({ problem }) => problem === undefined);
  return (
    <>
      {lines.length > 0 && (
        <table class="table table--compact table--borderless table-md-responsive-headers rt-table rt-after">
          <caption class="sr-only">Rækker i filen</caption>
          <thead>
            <tr>
              <th scope="col">Række</th>
              <th scope="col">Elev</th>
              <th scope="col">Dag</th>
              <th scope="col">Fravær</th>
              <th scope="col">Sendes</th>
            </tr>
          </thead>
          <tbody>
            {[...bad, ...good.slice(0, SHOWN_GOOD)].map((line) => (
              <Row {...line} />
            ))}
          </tbody>
        </table>
      )}
      {good.length > SHOWN_GOOD && <p class="rt-hint">{SCHOOL_PAGE.cutShort}</p>}
    </>
  );
}

function Row({
  row,
  id,
  read,
  problem,
}: Incoming & { readonly problem: Judged['problem'] | undefined }): Markup {
  const record = 'code' in read ? undefined : read;
  return (
    <tr class={problem ? 'rt-row-late' : ''}>
      <td data-title="Række">
        <span class="rt-nowrap">Række {row}</span> <span class="rt-quiet">{id}</span>
      </td>
      <td data-title="Elev">{record?.student ?? '–'}</td>
      <td data-title="Dag">
        <span class="rt-nowrap">{record ? danishDate(record.date) : '–'}</span>
      </td>
      <td data-title="Fravær">
        {record ? `${ABSENCE_LABELS[record.type]}, ${String(record.minutes)} min.` : '–'}
      </td>
      <td data-title="Sendes">
        {problem ? (
          <span class="rt-wrong">
            <strong>Nej.</strong> {problem.column}: {rowProblem(problem.message)}
          </span>
        ) : (
          <Badge kind="success">Ja</Badge>
        )}
      </td>
    </tr>
  );
}

/** What a form with a file may hold, in bytes: the file as text, and what stands around it. */
export const LONGEST_FILE_FORM_BYTES = Math.ceil((LONGEST_FILE_BYTES * 4) / 3) + 64 * 1024;
