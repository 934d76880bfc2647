/**
 * Receipts for what a school has registered – that something happens and when, never what (R43).
 */
import { type SchoolRef } from '../../../contract/messages/ids';
import { allSchools, type ListedYouth } from '../../../records/people';
import { type CaseReceipt, receiptsOf, type StudentReceipt } from '../../../records/receipts';
import { PAGE } from '../../../texts/pages';
import { momentText } from '../../../texts/times';
import { may, reach } from '../../authorization';
import { forbidden } from '../../problem';
import { logLook } from '../access';
import { Badge, Empty } from '../parts/basics';
import { Input } from '../parts/fields';
import { Layout } from '../parts/layout';
import { type Markup } from '../parts/markup';
import { fullName } from '../../people';
import { page, type Visit } from '../visit';
import { mayRegister, SchoolNav, studentsAt } from './common';

/** Students on one view; the search finds the others. */
const LONGEST = 100;

const STEPS = [
  ['taskOpened', 'Opgave'],
  ['conversationBooked', 'Tid aftalt'],
  ['conversationHeld', 'Samtale holdt'],
  ['escalated', 'Gået videre'],
  ['closed', 'Lukket'],
] as const satisfies readonly (readonly [keyof CaseReceipt, string])[];

export async function showReceipts(visit: Visit): Promise<Response> {
  const { c, ports, person, now } = visit;
  if (reach(person.role, 'receipts.read') === 'none') throw forbidden();
  const schools = (await allSchools(ports.table)).filter(({ id }) =>
    may(person, 'receipts.read', { school: id }),
  );
  const school = schools.find(({ id }) => id === (c.req.query('skole') ?? person.school)) ?? schools[0];
  if (!school) throw forbidden();
  const wanted = c.req.query('elev')?.trim() ?? '';
  const [receipts, students] = await Promise.all([
    receiptsOf(ports.table, school.id),
    studentsAt(ports, school.id),
  ]);
  const byStudent = new Map(students.map((youth) => [youth.student ?? '', youth]));
  const found = receipts
    .map((receipt) => ({ receipt, youth: byStudent.get(receipt.student) }))
    .filter((line) => isWanted(line, wanted))
    .sort(
      (a, b) =>
        Number(isOpen(b.receipt)) - Number(isOpen(a.receipt)) || b.receipt.received - a.receipt.received,
    );
  const shown = found.slice(0, LONGEST);
  await logLook(
    visit,
    shown.flatMap(({ youth }) => youth?.ref ?? []),
    'receipts',
    wanted === '' ? 'read' : 'search',
  );
  return page(
    c,
    <Layout
      title="Kvitteringer"
      at={mayRegister(visit) ? '/skole' : '/skole/kvitteringer'}
      reader={visit.reader}
    >
      <h1 class="h2">Kvitteringer for {school.id}</h1>
      {mayRegister(visit) && <SchoolNav at="/skole/kvitteringer" />}
      <p class="rt-hint">{PAGE.receiptsHint}</p>
      {schools.length > 1 && <Schools all={schools.map(({ id }) => id)} chosen={school.id} />}
      <form
        class="rt-filter"
        method="get"
        action="/skole/kvitteringer"
        role="search"
        aria-label="Find en elev"
      >
        <input type="hidden" name="skole" value={school.id} />
        <Input
          state={{ form: 'find', values: { elev: wanted }, problems: {} }}
          name="elev"
          label="Elev"
          type="search"
          width="m"
        />
        <button class="button button-secondary">Søg</button>
        {wanted !== '' && <a href={`/skole/kvitteringer?skole=${school.id}`}>Vis alle</a>}
      </form>
      {found.length === 0 && <Empty>{wanted === '' ? PAGE.receiptsEmpty : PAGE.nothingFound}</Empty>}
      {found.length > 0 && <Receipts lines={shown} now={now} />}
      {found.length > LONGEST && <p class="rt-hint">{PAGE.cutShort}</p>}
    </Layout>,
  );
}

interface Line {
  readonly receipt: StudentReceipt;
  readonly youth: ListedYouth | undefined;
}

function isWanted({ receipt, youth }: Line, wanted: string): boolean {
  const words = wanted.toLowerCase();
  const name = youth ? fullName(youth).toLowerCase() : '';
  return receipt.student.toLowerCase().includes(words) || name.includes(words);
}

const latest = ({ cases }: StudentReceipt): CaseReceipt | undefined =>
  [...cases].sort((a, b) => (b.taskOpened ?? 0) - (a.taskOpened ?? 0))[0];

/** Whether something is under way for the student. */
function isOpen(receipt: StudentReceipt): boolean {
  const newest = latest(receipt);
  return newest !== undefined && newest.closed === undefined;
}

function Schools({
  all,
  chosen,
}: {
  readonly all: readonly SchoolRef[];
  readonly chosen: SchoolRef;
}): Markup {
  return (
    <nav aria-label="Vælg skole">
      <ul class="rt-counts">
        {all.map((id) => (
          <li>
            <a
              class="rt-count"
              href={`/skole/kvitteringer?skole=${encodeURIComponent(id)}`}
              {...(id === chosen && { 'aria-current': 'true' as const })}
            >
              {id}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Receipts({ lines, now }: { readonly lines: readonly Line[]; readonly now: number }): Markup {
  const when = (at: number | undefined): string => (at === undefined ? '–' : momentText(at, now));
  return (
    <table class="table table--compact table--borderless table-md-responsive-headers rt-table">
      <thead>
        <tr>
          <th scope="col">Elev</th>
          <th scope="col">Modtaget</th>
          {STEPS.map(([, label]) => (
            <th scope="col">{label}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ receipt, youth }) => {
          const newest = latest(receipt);
          return (
            <tr>
              <td data-title="Elev">
                {youth ? fullName(youth) : 'Elev'} <span class="rt-quiet">{receipt.student}</span>{' '}
                {isOpen(receipt) && <Badge kind="info">I gang</Badge>}
              </td>
              <td data-title="Modtaget">{when(receipt.received)}</td>
              {STEPS.map(([step, label]) => (
                <td data-title={label} class={newest?.[step] === undefined ? 'rt-none' : ''}>
                  {when(newest?.[step])}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
