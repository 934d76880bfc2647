/**
 * Mine opgaver: what is late, due today, this week and later, what waits for others; the unit's list; and what has
 * moved on from me. Leaders and administrators see the lists of those they answer for, too.
 */
import { isUnit, unitRef } from '../../../contract/messages/ids';
import { SCHOOL_ROLES, STAFF_ROLES } from '../../../contract/messages/vocabulary';
import { type Person } from '../../../contract/ports/identity';
import { listedYouths } from '../../../records/people';
import { absencesOf, coversBy, holdsOn } from '../../../records/substitutes';
import { type TaskRow } from '../../../records/tasks';
import { copenhagen } from '../../../rules/clock';
import { awayText, coversText } from '../../../texts/pagesAway';
import { isSchoolRole, may, reach, unitsOfPerson } from '../../authorization';
import { type Colleagues, colleagues, fullName, roleName, unitName } from '../../people';
import { forbidden } from '../../problem';
import { type ListedTasks, listsAt, listsOf, mayReadList } from '../../taskLists';
import { logLook } from '../access';
import { type Choice } from '../parts/fields';
import { Layout } from '../parts/layout';
import { page, type Visit } from '../visit';
import { Inbox } from './inboxList';
import { filtered, type Line, MINE, PARTS, readFilter, sortIntoParts } from './lists';

export async function showInbox(visit: Visit): Promise<Response> {
  const { c, ports, person, now, reader } = visit;
  if (reach(person.role, 'inbox.read') === 'none') throw forbidden();
  const filter = readFilter(c.req.query());
  const [lists, people, absences] = await Promise.all([
    readLists(visit, filter.hos),
    colleagues(ports.table),
    absencesOfReader(visit),
  ]);
  const parts = sortIntoParts(await linesOf(visit, lists), now);
  const shown = filtered(parts, filter);
  await logLook(
    visit,
    PARTS.flatMap((part) => shown[part].flatMap(({ task }) => task.youth ?? [])),
    'tasks',
  );
  const units = unitsOfPerson(person);
  return page(
    c,
    <Layout title="Mine opgaver" at="/opgaver" reader={reader}>
      <Inbox
        parts={parts}
        shown={shown}
        filter={filter}
        lists={listChoices(person, people)}
        now={now}
        nameOf={people.nameOf}
        mayAct={(task) => may(person, 'task.act', { task }) || may(person, 'task.reassign', { task })}
        mayClaim={({ placement }) => units.includes(placement.assignee)}
        behalfOf={({ placement }) => person.standsInFor?.find(({ id }) => id === placement.assignee)?.name}
        absences={absences(people)}
        token={reader.token}
        once={ports.newId()}
      />
    </Layout>,
  );
}

/** That somebody takes the reader's tasks today, or the other way round; said once the names are known. */
async function absencesOfReader({ ports, person, now }: Visit): Promise<(people: Colleagues) => string[]> {
  const today = copenhagen(now).date;
  const [away, covers] = await Promise.all([
    absencesOf(ports.table, person.id, today),
    coversBy(ports.table, person.id, today),
  ]);
  return ({ nameOf }) => [
    ...away.filter((known) => holdsOn(known, today)).map(({ by, to }) => awayText(nameOf(by), to)),
    ...covers.filter((known) => holdsOn(known, today)).map(({ of, to }) => coversText(nameOf(of), to)),
  ];
}

function readLists({ ports, person }: Visit, of: string | undefined): Promise<ListedTasks> {
  return of === undefined || of === MINE || of === person.id
    ? listsOf(ports, person, of !== undefined)
    : listsAt(ports, person, of);
}

/** Each task with the name it is found by; schools know their students by number, too. */
async function linesOf(
  { ports, person }: Visit,
  { own, unit, passedOn }: ListedTasks,
): Promise<Record<keyof ListedTasks, Line[]>> {
  const refs = new Set([...own, ...unit, ...passedOn].flatMap(({ youth }) => youth ?? []));
  const youths = new Map((await listedYouths(ports.table, refs)).map((youth) => [youth.ref, youth]));
  const withNumber = SCHOOL_ROLES.some((role) => role === person.role);
  const line = (task: TaskRow): Line => {
    const youth = task.youth === undefined ? undefined : youths.get(task.youth);
    const number = withNumber && youth?.student !== undefined ? `, elev ${youth.student}` : '';
    return { task, who: youth ? `${fullName(youth)}${number}` : (task.school ?? '') };
  };
  return { own: own.map(line), unit: unit.map(line), passedOn: passedOn.map(line) };
}

/** The lists the reader may look into: their own, their unit's, and those they answer for. */
function listChoices(person: Person, { all }: Colleagues): Choice[] {
  const own = unitsOfPerson(person).map((unit): Choice => ({ value: unit, label: unitName(unit) }));
  const readable = all.filter(({ id, school }) => id !== person.id && mayReadList(person, id, school));
  const others = STAFF_ROLES.flatMap((role): Choice[] => {
    const members = readable.filter((staff) => staff.role === role);
    const units = new Set(
      members.map(({ school }) => unitRef(role, isSchoolRole(role) ? school : undefined)),
    );
    return [
      ...[...units]
        .filter((unit) => isUnit(unit) && !own.some(({ value }) => value === unit))
        .map((unit) => ({ value: unit, label: `Alle: ${unitName(unit)}`, group: roleName(role) })),
      ...members.map(({ id, name }) => ({ value: id, label: name, group: roleName(role) })),
    ];
  });
  return [{ value: MINE, label: 'Kun mig' }, ...own, ...others];
}
