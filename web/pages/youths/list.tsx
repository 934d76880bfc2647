/**
 * Unge: those the reader follows, found by name. Every look and every search is logged for each youth shown (L10).
 */
import { type YouthRef } from '../../../contract/messages/ids';
import { type ListedYouth } from '../../../records/people';
import { type TaskRow } from '../../../records/tasks';
import { ageOn } from '../../../rules/calendar';
import { copenhagen } from '../../../rules/clock';
import { STATUS_LABELS } from '../../../texts/labels';
import { PAGE } from '../../../texts/pages';
import { SITUATION } from '../../../texts/situation';
import { dueText } from '../../../texts/times';
import { unitsOfPerson } from '../../authorization';
import { mayNoteAny } from '../../notifications';
import { byYouth } from '../../taskLists';
import { findWithTasks } from '../../youths';
import { logLook } from '../access';
import { Empty } from '../parts/basics';
import { Input } from '../parts/fields';
import { Layout } from '../parts/layout';
import { type Markup } from '../parts/markup';
import { Pages } from '../parts/pages';
import { colleagues, fullName } from '../../people';
import { page, type Visit } from '../visit';

/** Youths on one page of the list. */
const PER_PAGE = 50;

export async function showYouths(visit: Visit): Promise<Response> {
  const { c, ports, person, now } = visit;
  const wanted = c.req.query('navn')?.trim() ?? '';
  const [{ youths: found, tasks }, { nameOf }] = await Promise.all([
    findWithTasks(ports, person, wanted === '' ? undefined : wanted),
    colleagues(ports.table),
  ]);
  // What is with the reader and their unit now.
  const lists = [person.id, ...unitsOfPerson(person)];
  const mine = byYouth(tasks.filter(({ placement }) => lists.includes(placement.assignee)));
  const pages = Math.max(1, Math.ceil(found.length / PER_PAGE));
  const at = Math.min(Math.max(1, Math.trunc(Number(c.req.query('side'))) || 1), pages);
  const shown = found.slice((at - 1) * PER_PAGE, at * PER_PAGE);
  const refs = shown.map(({ ref }) => ref);
  await logLook(visit, refs, 'youths', wanted === '' ? 'read' : 'search');
  const state = { form: 'find', values: { navn: wanted }, problems: {} };
  return page(
    c,
    <Layout title="Unge" at="/unge" reader={visit.reader}>
      <h1 class="h2">Unge</h1>
      <p class="rt-hint">{PAGE.youthsHint}</p>
      <form class="rt-filter" method="get" action="/unge" role="search" aria-label="Find en ung">
        <Input state={state} name="navn" label="Navn" type="search" width="m" />
        <button class="button button-secondary">Søg</button>
        {wanted !== '' && <a href="/unge">Vis alle</a>}
      </form>
      {mayNoteAny(visit.person) && (
        <p>
          <a href="/underretning">{SITUATION.notificationTitle}</a>
        </p>
      )}
      <p class="rt-quiet" role="status">
        {found.length === 1 ? '1 ung' : `${String(found.length)} unge`}
      </p>
      {found.length === 0 ? (
        <Empty>{PAGE.noYouths}</Empty>
      ) : (
        <YouthTable found={shown} mine={mine} now={now} nameOf={nameOf} />
      )}
      <Pages at={at} of={pages} path="/unge" query={{ navn: wanted }} />
    </Layout>,
  );
}

function YouthTable({
  found,
  mine,
  now,
  nameOf,
}: {
  readonly found: readonly ListedYouth[];
  readonly mine: ReadonlyMap<YouthRef, readonly TaskRow[]>;
  readonly now: number;
  readonly nameOf: (ref: string) => string;
}): Markup {
  const today = copenhagen(now).date;
  return (
    <table class="table table--compact table--borderless table-md-responsive-headers rt-table">
      <thead>
        <tr>
          <th scope="col">Navn</th>
          <th scope="col">Alder</th>
          <th scope="col">Lige nu</th>
          <th scope="col">Tovholder</th>
          <th scope="col">Hos mig</th>
        </tr>
      </thead>
      <tbody>
        {found.map((youth) => {
          const tasks = mine.get(youth.ref) ?? [];
          const [next] = tasks;
          return (
            <tr>
              <td data-title="Navn">
                <a href={`/unge/${youth.ref}`}>{fullName(youth)}</a>
              </td>
              <td data-title="Alder">{ageOn(youth.born, today)} år</td>
              <td data-title="Lige nu">{youth.school ?? STATUS_LABELS[youth.status]}</td>
              <td data-title="Tovholder">
                {youth.people.coordinator === undefined ? 'Ingen endnu' : nameOf(youth.people.coordinator)}
              </td>
              <td data-title="Hos mig" class={next ? '' : 'rt-none'}>
                {next ? `${String(tasks.length)}, næste ${dueText(next.placement.due, now)}` : '–'}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
