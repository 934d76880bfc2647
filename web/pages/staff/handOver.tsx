/**
 * Everything that was with somebody who has left: a choice for each row and one for the rest. Each is done by itself,
 * and what could not be done says why.
 */
import { type Hono } from 'hono';
import { type Staff } from '../../../records/people';
import { type Left } from '../../../records/leaving';
import { KIND_LABELS } from '../../../texts/labels';
import { AWAY } from '../../../texts/pagesAway';
import { dueShort } from '../../../texts/times';
import { isSchoolRole } from '../../authorization';
import { type HandedOver, type HandOver, handOver, leaverTask, successors, youthsIn } from '../../leaving';
import { type Colleagues, colleagues, fullName, roleName, youthsOf } from '../../people';
import { type WebPorts } from '../../ports';
import { invalidInput, Problem } from '../../problem';
import { logLook } from '../access';
import { type Forms, formPage, Outcome, PageForm, stateOf } from '../formPage';
import { Alert, BackLink } from '../parts/basics';
import { type Choice, Select } from '../parts/fields';
import { Layout } from '../parts/layout';
import { type Markup } from '../parts/markup';
import { type Sent, type Visit } from '../visit';

const idOf = ({ c }: Visit): string => c.req.param('id') ?? '';

/** Registers `/stoppet/{task}`. */
export function handOverPages(app: Hono, ports: WebPorts): void {
  formPage(app, ports, '/stoppet/:id', {
    show,
    deeds: {
      async giv(visit, sent, requestId) {
        const { staff, left } = await leaverTask(ports, visit.person, idOf(visit));
        const people = await colleagues(ports.table);
        const wish = wishOf(sent, left, people, staff);
        if (wish.tasks.length + wish.roles.length === 0) {
          throw invalidInput([{ path: 'alle', message: AWAY.choose }]);
        }
        const { results } = await handOver(ports, visit.person, idOf(visit), wish, requestId);
        const problems = results.filter(({ problem }) => problem !== undefined);
        if (problems.length > 0) throw notAll(problems);
      },
    },
  });
}

/** A field for each row; a problem's path ends at its first dot, so names have none. */
const taskField = (id: string): string => `opgave:${id.replaceAll('.', ':')}`;
const roleField = (youth: string, role: string): string => `ung:${youth}:${role}`;

/** What was chosen for each, and otherwise for the rest – where that one can have it. */
function wishOf(sent: Sent, left: Left, people: Colleagues, staff: string): HandOver {
  const chosen = (field: string, fits: readonly Staff[]): string | undefined => {
    const own = sent[field]?.trim() ?? '';
    if (own !== '') return own;
    return fits.some(({ id }) => id === sent.alle) ? sent.alle : undefined;
  };
  return {
    tasks: left.tasks.flatMap((task) => {
      const to = chosen(taskField(task.id), receivers(task.school, people, staff));
      return to === undefined ? [] : [{ task: task.id, to }];
    }),
    roles: left.roles.flatMap(({ youth, role }) => {
      const to = chosen(roleField(youth.ref, role), holdersFor(role, youth.school, people, staff));
      return to === undefined ? [] : [{ youth: youth.ref, role, to }];
    }),
  };
}

/** R43: nobody at a school gets what belongs to another. */
function receivers(school: string | undefined, { all }: Colleagues, leaver: string): Staff[] {
  return all.filter((staff) => staff.id !== leaver && (!isSchoolRole(staff.role) || staff.school === school));
}

function holdersFor(
  role: Staff['role'],
  school: string | undefined,
  { all }: Colleagues,
  leaver: string,
): Staff[] {
  return successors(all, { id: leaver, role, ...(isSchoolRole(role) && school !== undefined && { school }) });
}

function notAll(problems: readonly HandedOver[]): Problem {
  const fields = problems.map(({ task, youth = '', role = '', problem = '' }) => ({
    path: task === undefined ? roleField(youth, role) : taskField(task),
    message: problem,
  }));
  return new Problem(409, 'not-all', 'Noget blev ikke givet videre', fields.map((f) => f.message).join(' '));
}

async function show(visit: Visit, forms: Forms): Promise<Markup> {
  const { ports, person, now, reader } = visit;
  const { task, staff, left } = await leaverTask(ports, person, idOf(visit));
  const [people, youths] = await Promise.all([
    colleagues(ports.table),
    youthsOf(ports.table, left.tasks),
    logLook(visit, youthsIn(left), 'handOver'),
  ]);
  const name = people.nameOf(staff);
  const state = stateOf(forms, 'giv');
  const open = task.status === 'open';
  return (
    <Layout title={`${name} er stoppet`} at="/opgaver" reader={reader}>
      <BackLink href={`/opgaver/${task.id}`}>Opgaven</BackLink>
      <Outcome {...forms} />
      <h1 class="h2 rt-title">{name} er stoppet</h1>
      {!open && (
        <Alert kind="success">
          <p class="alert-text">{AWAY.nothingLeft}</p>
        </Alert>
      )}
      {open && (
        <>
          <p class="rt-hint">
            {AWAY.handOverHint} {AWAY.meanwhile}
          </p>
          <PageForm forms={forms} name="giv" button={AWAY.handOver} primary>
            <Select
              state={state}
              name="alle"
              label={AWAY.forAll}
              hint={AWAY.forAllHint}
              empty="Ingen"
              choices={grouped(receivers(person.school, people, staff))}
            />
            <Rows heading="Åbne opgaver" of={left.tasks}>
              {left.tasks.map((row) => {
                const youth = youths.get(row.youth ?? '');
                const who = youth ? fullName(youth) : (row.school ?? '');
                return (
                  <Select
                    state={state}
                    name={taskField(row.id)}
                    label={`${KIND_LABELS[row.kind]}, ${who}, ${dueShort(row.placement.due, now)}`}
                    empty="Vælg"
                    choices={grouped(receivers(row.school, people, staff))}
                  />
                );
              })}
            </Rows>
            <Rows heading="Unge" of={left.roles}>
              {left.roles.map(({ youth, role }) => (
                <Select
                  state={state}
                  name={roleField(youth.ref, role)}
                  label={`${fullName(youth)}: ${roleName(role).toLowerCase()}`}
                  empty="Vælg"
                  choices={holdersFor(role, youth.school, people, staff).map((one) => ({
                    value: one.id,
                    label: one.name,
                  }))}
                />
              ))}
            </Rows>
          </PageForm>
        </>
      )}
    </Layout>
  );
}

function Rows({
  heading,
  of,
  children,
}: {
  readonly heading: string;
  readonly of: readonly unknown[];
  readonly children: Markup[];
}): Markup {
  if (of.length === 0) return <></>;
  return (
    <section class="rt-section" aria-label={heading}>
      <h2 class="h4">
        {heading} <span class="rt-number">{of.length}</span>
      </h2>
      {children}
    </section>
  );
}

const grouped = (staff: readonly Staff[]): Choice[] =>
  [...staff]
    .sort((a, b) => a.role.localeCompare(b.role) || a.name.localeCompare(b.name, 'da'))
    .map(({ id, name, role }) => ({ value: id, label: name, group: roleName(role) }));
