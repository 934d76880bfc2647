/**
 * The school API: absence in, receipts back. A school's data feed, and its own people, for their own school only.
 */
import {
  ABSENCE_COLUMNS,
  absenceEnvelope,
  absenceRequest,
  readRecord,
} from '../../contract/schemas/absences';
import {
  absenceAnswer,
  dayAnswer,
  receiptsAnswer,
  withdrawnAnswer,
} from '../../contract/schemas/answers/schools';
import { eventAnswer, eventBody } from '../../contract/schemas/situation';
import { readDay } from '../../contract/schemas/times';
import { findStudent } from '../../records/people';
import { type CaseReceipt, receiptsOf } from '../../records/receipts';
import { type Instant, isoCopenhagen } from '../../rules/clock';
import { COLUMN_NAMES, readAbsenceFile } from '../absenceFile';
import { noteAccess } from '../access';
import { takeInRecords } from '../intake';
import { parsed } from '../parsed';
import { notFound } from '../problem';
import { confirmSchoolDay, reportSchoolEvent, schoolFor, withdrawRecord, wrongDay } from '../schoolDeeds';
import { file, json, rawJson } from './body';
import { type Route, route } from './route';

const SCHOOL = '/api/v1/schools/{school}';
const params = { school: 'Skolens reference, som FGU-NORD.' };

const ANSWERS = `Hver registrering får sit eget svar, og en dårlig stopper aldrig de gode. Samme nummer med samme indhold er en gentagelse; med samme elev og dato, men ny type eller nye minutter, en rettelse; med en anden elev eller dato bliver den afvist. Status 200, når mindst én er taget ind eller var kendt; 422 all-rejected med de samme felter, når alle er afvist.`;

const absences = route({
  method: 'post',
  path: `${SCHOOL}/absences`,
  tag: 'Skole',
  summary: { da: 'Registrér fravær', en: 'Register absence' },
  details: ANSWERS,
  params,
  body: rawJson('AbsenceRequest', absenceRequest),
  answer: ['AbsenceAnswer', absenceAnswer],
  repeatable: true,
  problems: [
    'malformed-json',
    'invalid-idempotency-key',
    'invalid-input',
    'too-many-records',
    'all-rejected',
  ],
  async handle({ ports, person, params: { school: id }, body, requestId }) {
    const school = await schoolFor(ports, person, id, 'absence.register');
    const { records } = parsed(absenceEnvelope, body);
    const incoming = records.map((raw, index) => ({ row: index + 1, id: idOf(raw), read: readRecord(raw) }));
    return takeInRecords(ports, person, school, incoming, (field) => field, requestId);
  },
});

/** The id of a record that may be anything. */
function idOf(raw: unknown): string | undefined {
  const id: unknown = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : undefined;
  return typeof id === 'string' && id.trim() !== '' ? id.trim() : undefined;
}

const absencesCsv = route({
  method: 'post',
  path: `${SCHOOL}/absences.csv`,
  tag: 'Skole',
  summary: { da: 'Registrér fravær fra en CSV-fil', en: 'Register absence from a CSV file' },
  details: `Kolonner: ${Object.values(ABSENCE_COLUMNS).join(';')}. Skole kan udelades; ellers skal det være skolen i adressen. Skilletegn ; eller komma. UTF-8 med eller uden BOM, eller Windows-1252. Send helst som application/octet-stream eller som en fil i en formular: text/csv kan miste tegn på vejen. ${ANSWERS}`,
  params,
  body: file,
  answer: ['AbsenceAnswer', absenceAnswer],
  repeatable: true,
  problems: [
    'invalid-idempotency-key',
    'broken-encoding',
    'unreadable-file',
    'empty-file',
    'missing-column',
    'duplicate-column',
    'not-one-file',
    'too-many-records',
    'all-rejected',
  ],
  async handle({ ports, person, params: { school: id }, body, requestId }) {
    const school = await schoolFor(ports, person, id, 'absence.register');
    const incoming = readAbsenceFile(body, school.id);
    return takeInRecords(ports, person, school, incoming, COLUMN_NAMES, requestId);
  },
});

const completeDay = route({
  method: 'post',
  path: `${SCHOOL}/days/{date}/complete`,
  tag: 'Skole',
  summary: { da: 'Bekræft en skoledag', en: 'Confirm a school day' },
  details:
    'Alt fravær den dag er registreret (R55). En tavs skole er ikke det samme som fremmøde: frister, der hviler på fremmøde, tæller kun bekræftede dage. Kun skoledage, der er kommet. At bekræfte igen gør ingen forskel.',
  params: { ...params, date: 'Dagen, åååå-mm-dd eller dd-mm-åååå.' },
  answer: ['DayAnswer', dayAnswer],
  problems: ['invalid-date', 'future-date', 'closed-day'],
  async handle({ ports, person, params: { school: id, date: text } }) {
    const school = await schoolFor(ports, person, id, 'absence.register');
    const date = readDay(text);
    if (date === undefined) throw wrongDay('invalid-date', `"${text}" er ikke en dato, der findes`);
    const fresh = await confirmSchoolDay(ports, school, date);
    return {
      school: school.id,
      date,
      status: fresh ? ('confirmed' as const) : ('alreadyConfirmed' as const),
    };
  },
});

const withdrawAbsence = route({
  method: 'delete',
  path: `${SCHOOL}/absences/{id}`,
  tag: 'Skole',
  summary: { da: 'Træk en registrering tilbage', en: 'Withdraw a registration' },
  details:
    'Var registreringen nødvendig for en sag, og er der ikke holdt en samtale, falder sagen bort. At trække den tilbage igen gør ingen forskel.',
  params: { ...params, id: 'Registreringsnummeret.' },
  answer: ['WithdrawnAnswer', withdrawnAnswer],
  problems: [],
  async handle({ ports, person, params: { school: schoolId, id } }) {
    const school = await schoolFor(ports, person, schoolId, 'absence.register');
    const found = await withdrawRecord(ports, person, school, id, ports.newId());
    if (!found) throw notFound('Registreringen');
    return { id, status: 'withdrawn' as const };
  },
});

const events = route({
  method: 'post',
  path: `${SCHOOL}/events`,
  tag: 'Skole',
  summary: { da: 'Meld, at noget er sket med en elev', en: 'Report an event about a student' },
  details:
    'Begyndt, i fare for at falde fra, stoppet, færdig eller skiftet skole (R33) – aldrig hvorfor. Samme nummer med samme indhold er en gentagelse. Noget ældre, der kommer efter noget nyere, bliver gemt og ændrer intet.',
  params,
  body: json('SchoolEvent', eventBody),
  answer: ['SchoolEventAnswer', eventAnswer],
  repeatable: true,
  problems: ['malformed-json', 'invalid-idempotency-key', 'invalid-input'],
  async handle({ ports, person, params: { school: schoolId }, body, requestId }) {
    const school = await schoolFor(ports, person, schoolId, 'absence.register');
    const { date: on, ...event } = body;
    const status = await reportSchoolEvent(ports, person, school, { ...event, on }, requestId);
    return { id: body.id, status };
  },
});

const receipts = route({
  method: 'get',
  path: `${SCHOOL}/receipts`,
  tag: 'Skole',
  summary: { da: 'Se kvitteringer', en: 'See receipts' },
  details:
    'For hver elev: da registreringen kom, og hvornår der blev oprettet en opgave, aftalt og holdt en samtale, gået et trin op, og lukket. Aldrig hvad der skete (R43).',
  params,
  answer: ['ReceiptsAnswer', receiptsAnswer],
  problems: [],
  async handle({ ports, person, params: { school: id } }) {
    const school = await schoolFor(ports, person, id, 'receipts.read');
    const students = await receiptsOf(ports.table, school.id);
    const youths = await Promise.all(
      students.map(({ student }) => findStudent(ports.table, school.id, student)),
    );
    await noteAccess(ports, person, youths, 'read', 'receipts');
    return {
      school: school.id,
      students: students.map(({ student, received, cases }) => ({
        student,
        received: isoCopenhagen(received),
        cases: [...cases].sort(byOpening).map(stepsOf),
      })),
    };
  },
});

const byOpening = (a: CaseReceipt, b: CaseReceipt): number => (a.taskOpened ?? 0) - (b.taskOpened ?? 0);

/** A case without its id: that names the youth's workflow. */
function stepsOf({ case: _, ...steps }: CaseReceipt): Record<string, string> {
  return Object.fromEntries(Object.entries<Instant>(steps).map(([step, at]) => [step, isoCopenhagen(at)]));
}

export const schoolRoutes: readonly Route[] = [
  absences,
  absencesCsv,
  completeDay,
  withdrawAbsence,
  events,
  receipts,
];
