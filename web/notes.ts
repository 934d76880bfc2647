/**
 * Notes about a youth, narrowed to who may see them (R43, R44, R52).
 */
import { type YouthRef } from '../contract/messages/ids';
import { type Person } from '../contract/ports/identity';
import { type NoteReader } from '../contract/schemas/plan';
import { getYouth, type Youth } from '../records/people';
import { type Note, notesOf, putNote } from '../records/notes';
import { type Instant } from '../rules/clock';
import { type TaskRow } from '../records/tasks';
import { isSchoolRole, may } from './authorization';
import { changeYouth, youthFor } from './changes';
import { mayHearFromUs } from './people';
import { type WebPorts } from './ports';

/** Notes a reader of the municipality may see; with `as`, only what the youth or the guardians may see today. */
export async function readNotes(
  ports: WebPorts,
  person: Person,
  ref: YouthRef,
  as?: 'youth' | 'guardians',
): Promise<Note[]> {
  const youth = await youthFor(ports, person, ref, 'note.read');
  const notes = await notesOf(ports.table, ref);
  return as === undefined ? notes : notes.filter((note) => isFor(note, as, youth, ports.now()));
}

/** R43, R44: what a reader of a task may see about its youth: schools what is shared with them, about their own. */
export async function notesOfTask({ table }: WebPorts, person: Person, task: TaskRow): Promise<Note[]> {
  const youth = task.youth === undefined ? undefined : await getYouth(table, task.youth);
  if (!youth) return [];
  const shared = isSchoolRole(person.role) && youth.school === person.school;
  if (!shared && !may(person, 'note.read', { youth, tasks: [task] })) return [];
  const notes = await notesOf(table, youth.ref);
  return shared ? notes.filter(({ alsoFor }) => alsoFor.includes('school')) : notes;
}

/** R44, R52: guardians see what is for them, and only while they may hear of the youth. */
function isFor({ alsoFor }: Note, reader: 'youth' | 'guardians', youth: Youth, now: Instant): boolean {
  return alsoFor.includes(reader) && (reader === 'youth' || mayHearFromUs(youth, now).guardians);
}

/** Writes a note. Throws `Problem`. */
export async function writeNote(
  ports: WebPorts,
  person: Person,
  ref: YouthRef,
  { text, alsoFor }: { readonly text: string; readonly alsoFor: readonly NoteReader[] },
  requestId: string,
): Promise<void> {
  await youthFor(ports, person, ref, 'note.write');
  await changeYouth(ports, person, ref, {
    where: 'notes',
    requestId,
    write: (at) => putNote(ports.table, ref, { id: requestId, by: person.id, at, text, alsoFor }),
    tell: () => Promise.resolve(),
  });
}
