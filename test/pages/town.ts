/**
 * A small town for page tests: two schools, a handful of staff and youths, and tasks at every stage.
 */
import { resolve } from 'node:path';
import { type Person } from '../../contract/ports/identity';
import { defaultPolicy } from '../../contract/schemas/policy';
import { addAgreement } from '../../records/agreements';
import { MemoryTable } from '../../records/memoryTable';
import { putSchool, putStaff, putYouth } from '../../records/people';
import { saveTask } from '../../records/tasks';
import { type WebPorts } from '../../web/ports';
import { FakeEngine } from './fakeEngine';
import { NOW, STAFF, YOUTHS } from './townPeople';
import { tellStories } from './townStories';
import { TASKS } from './townTasks';

export { at, NOW, STAFF, type Who, youth } from './townPeople';
export { task, TASKS } from './townTasks';

/** The town, its pages' ports and its engine. */
export interface Town {
  readonly table: MemoryTable;
  readonly engine: FakeEngine;
  readonly ports: WebPorts;
  readonly logged: Readonly<Record<string, string | number | boolean>>[];
  people: Person[];
  /** Lets time pass, in milliseconds. */
  later(ms: number): void;
}

export async function makeTown(): Promise<Town> {
  const table = new MemoryTable();
  await addAgreement(table, undefined, defaultPolicy());
  await putSchool(table, { id: 'FGU-NORD', kind: 'fgu', closed: [], calendar: 1 });
  await putSchool(table, { id: 'FGU-SYD', kind: 'fgu', closed: [], calendar: 1 });
  for (const person of Object.values(STAFF)) await putStaff(table, person);
  for (const person of Object.values(YOUTHS)) await putYouth(table, person);
  const { lastRung, ...others } = TASKS;
  for (const row of Object.values(others)) await saveTask(table, row);
  await saveTask(table, { ...lastRung, placement: { ...lastRung.placement, overdue: true } });
  await tellStories(table);
  return withPorts(table);
}

function withPorts(table: MemoryTable): Town {
  const logged: Town['logged'] = [];
  const people: Person[] = [
    ...Object.values(STAFF).map(({ id, name, role, school }) => ({
      id,
      name,
      role,
      ...(school !== undefined && { school }),
    })),
    { id: 'school:FGU-NORD', name: 'FGU-NORD', role: 'school', school: 'FGU-NORD' },
  ];
  let ids = 0;
  let passed = 0;
  const engine = new FakeEngine(table, () => NOW + passed);
  const ports: WebPorts = {
    table,
    engine,
    identity: {
      byToken: () => Promise.resolve(undefined),
      byId: (id) => Promise.resolve(people.find((person) => person.id === id)),
      choices: () => Promise.resolve(people),
    },
    now: () => NOW + passed,
    newId: () => `id-${String((ids += 1))}`,
    sessionSecret: 'a secret of more than thirty-two bytes',
    designSystem: resolve(__dirname, '../../node_modules/dkfds/dist'),
    localOutbox: true,
    log: (line) => void logged.push(line),
  };
  const later = (ms: number): void => {
    passed += ms;
  };
  return { table, engine, ports, logged, people, later };
}
