/**
 * Notes about a youth, and who may see each (R44). For municipal roles only (R43).
 */
import { type Hono } from 'hono';
import { type NoteReader, noteBody } from '../../../contract/schemas/plan';
import { NOTE_READER_LABELS, PLAN } from '../../../texts/plan';
import { momentText } from '../../../texts/times';
import { may } from '../../authorization';
import { readNotes, writeNote } from '../../notes';
import { parsed } from '../../parsed';
import { colleagues, fullName } from '../../people';
import { type WebPorts } from '../../ports';
import { readYouth } from '../../youths';
import { logLook } from '../access';
import { type Forms, formPage, Outcome, PageForm, stateOf, Tick } from '../formPage';
import { BackLink, Empty } from '../parts/basics';
import { TextArea } from '../parts/fields';
import { Layout } from '../parts/layout';
import { type Markup } from '../parts/markup';
import { type Visit } from '../visit';

const READERS = Object.keys(NOTE_READER_LABELS) as NoteReader[];

/** Registers `/unge/{ref}/notater`. */
export function notePages(app: Hono, ports: WebPorts): void {
  formPage(app, ports, '/unge/:ref/notater', {
    show: showNotes,
    deeds: {
      async skriv({ c, person }, sent, requestId) {
        const alsoFor = READERS.filter((reader) => sent[reader] === 'ja');
        const note = parsed(noteBody, { text: sent.text ?? '', alsoFor });
        await writeNote(ports, person, c.req.param('ref') ?? '', note, requestId);
      },
    },
  });
}

async function showNotes(visit: Visit, forms: Forms): Promise<Markup> {
  const { c, ports, person, now } = visit;
  const ref = c.req.param('ref') ?? '';
  const notes = await readNotes(ports, person, ref);
  const { youth, tasks } = await readYouth(ports, person, ref);
  await logLook(visit, [ref], 'notes');
  const people = await colleagues(ports.table);
  const state = stateOf(forms, 'skriv');
  return (
    <Layout title={`Notater om ${fullName(youth)}`} at="/unge" reader={visit.reader}>
      <BackLink href={`/unge/${ref}`}>{fullName(youth)}</BackLink>
      <Outcome {...forms} />
      <h1 class="h2 rt-title">Notater</h1>
      {may(person, 'note.write', { youth, tasks }) && (
        <section class="rt-card" aria-labelledby="nyt">
          <h2 class="h4" id="nyt">
            Nyt notat
          </h2>
          <p>{PLAN.notSecret}</p>
          <PageForm forms={forms} name="skriv" button="Gem" primary>
            <TextArea state={state} name="text" label="Notat" hint={PLAN.noteHint} />
            <fieldset class="form-group">
              <legend class="form-label">Hvem må også se det?</legend>
              <Tick state={state} name="youth" label="Den unge" />
              <Tick state={state} name="guardians" label="Værgerne" hint={PLAN.guardiansHint} />
              <Tick state={state} name="school" label="Skolen" hint={PLAN.schoolHint} />
            </fieldset>
          </PageForm>
        </section>
      )}
      {notes.length === 0 && <Empty>{PLAN.noNotes}</Empty>}
      <ol class="rt-timeline">
        {notes.map(({ at, by, text, alsoFor }) => (
          <li>
            <span class="rt-when">{momentText(at, now)}</span>
            <div class="rt-what">
              <blockquote class="rt-words">{text}</blockquote>
              <span class="rt-quiet rt-block">
                {people.nameOf(by)} · for{' '}
                {['kommunen', ...alsoFor.map((one) => NOTE_READER_LABELS[one])].join(', ')}
              </span>
            </div>
          </li>
        ))}
      </ol>
    </Layout>
  );
}
