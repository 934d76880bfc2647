import { type Person } from '../../contract/ports/identity';
import { STAFF_ROLES } from '../../contract/messages/vocabulary';
import { type TaskRow } from '../../records/tasks';
import { type Action, ACTIONS, type ActorRole, may, reach, type Subject } from '../../web/authorization';
import { NORD, placement, SYD, taskRow, YOUTHS } from './support';

const person = (role: ActorRole): Person => ({
  id: 'me',
  name: 'Mig',
  role,
  ...(['contactTeacher', 'schoolLeader', 'school'].includes(role) && { school: NORD }),
});
const unitOf = (role: ActorRole): string =>
  role === 'contactTeacher' || role === 'schoolLeader' ? `unit:${role}:${NORD}` : `unit:${role}`;

const OPEN = { n: 1, workflowId: 'w', id: 't' };
const with_ = (assignee: string, role: TaskRow['placement']['role'], more: Partial<TaskRow> = {}): TaskRow =>
  taskRow({ ...OPEN, placement: placement({ assignee, role }), ...more });
/** A task's role where the role is the actor's; a school's feed can hold none. */
const own = (role: ActorRole): TaskRow['placement']['role'] => (role === 'school' ? 'contactTeacher' : role);

/** The objects each action is tried on, by the letter that stands for them in the table. */
const TASKS: Record<string, (role: ActorRole) => Subject> = {
  /** Mine. */
  O: (role) => ({ task: with_('me', own(role)) }),
  /** On my unit's list. */
  U: (role) => ({ task: with_(unitOf(role), own(role)) }),
  /** It was mine, and is now with a coordinator. */
  F: () => ({ task: with_('tk-9', 'coordinator', { formers: [{ assignee: 'me', until: 1 }] }) }),
  /** It was my unit's, and is now with a coordinator. */
  V: (role) => ({ task: with_('tk-9', 'coordinator', { formers: [{ assignee: unitOf(role), until: 1 }] }) }),
  /** A teacher's, about a student of my school. */
  C: () => ({ task: with_('kl-9', 'contactTeacher') }),
  /** A coordinator's, about a student of my school. */
  M: () => ({ task: with_('tk-9', 'coordinator') }),
  /** A teacher's at another school. */
  X: () => ({ task: with_('kl-9', 'contactTeacher', { school: SYD }) }),
};
const INBOXES: Record<string, (role: ActorRole) => Subject> = {
  O: () => ({ inboxOf: 'me' }),
  U: (role) => ({ inboxOf: unitOf(role) }),
  /** A teacher's at my school. */
  C: () => ({ inboxOf: 'kl-9', school: NORD }),
  /** A coordinator's. */
  M: () => ({ inboxOf: 'tk-9' }),
  /** A teacher's at another school. */
  X: () => ({ inboxOf: 'kl-9', school: SYD }),
};
const [, , , other] = YOUTHS;
const stranger = { ...other, people: {} };
const YOUTH: Record<string, (role: ActorRole) => Subject> = {
  /** I am the youth's coordinator (contact teacher, guidance, contact person). */
  H: () => ({ youth: { ...stranger, people: { contactPerson: 'me' } } }),
  /** I have an open task about the youth. */
  T: (role) => ({ youth: stranger, tasks: [with_('me', own(role))] }),
  /** My unit has. */
  U: (role) => ({ youth: stranger, tasks: [with_(unitOf(role), own(role))] }),
  /** I had one; it is closed. */
  K: (role) => ({ youth: stranger, tasks: [with_('me', own(role), { status: 'completed' })] }),
  X: () => ({ youth: stranger, tasks: [with_('tk-9', 'coordinator')] }),
};
const SCHOOLS: Record<string, (role: ActorRole) => Subject> = {
  O: () => ({ school: NORD }),
  X: () => ({ school: SYD }),
};
const ROUNDS: Record<string, (role: ActorRole) => Subject> = {
  /** I have the meeting's task. */
  O: (role) => ({ round: { takePart: [], task: with_('me', own(role)) } }),
  /** My unit has it. */
  U: (role) => ({ round: { takePart: [], task: with_(unitOf(role), own(role)) } }),
  /** My unit had it before it went on. */
  V: (role) => ({
    round: {
      takePart: [],
      task: with_('tk-9', 'coordinator', { formers: [{ assignee: unitOf(role), until: 1 }] }),
    },
  }),
  /** My role takes part in the meeting, whose task another has. */
  R: (role) => ({ round: { takePart: [own(role)], task: with_('tk-9', 'coordinator') } }),
  /** Nothing of it is mine. */
  X: () => ({ round: { takePart: [], task: with_('tk-9', 'coordinator') } }),
};
const COLLEAGUES: Record<string, (role: ActorRole) => Subject> = {
  O: () => ({ colleague: { staff: { id: 'me', role: 'coordinator' }, leader: undefined } }),
  /** I lead their role, at my school where it is a school's. */
  L: (role) => ({
    colleague: { staff: { id: 'x', role: 'contactTeacher', school: NORD }, leader: own(role) },
  }),
  /** I lead their role; they work at another school. */
  S: (role) => ({
    colleague: { staff: { id: 'x', role: 'contactTeacher', school: SYD }, leader: own(role) },
  }),
  /** Somebody else leads them. */
  X: () => ({ colleague: { staff: { id: 'x', role: 'districtTeam' }, leader: undefined } }),
};
const LIST: Record<string, (role: ActorRole) => Subject> = { L: () => 'list' };

/** The weekly list is asked for as such, and for each task on it. */
const OBJECTS: Record<Action, Record<string, (role: ActorRole) => Subject>> = {
  'task.read': TASKS,
  'task.act': TASKS,
  'task.postpone': TASKS,
  'task.reassign': TASKS,
  'inbox.read': INBOXES,
  'weeklyList.read': { ...LIST, ...TASKS },
  'youth.read': YOUTH,
  'youth.list': { ...LIST, ...YOUTH },
  'plan.read': { ...LIST, ...YOUTH },
  'plan.change': { ...LIST, ...YOUTH },
  'note.read': { ...LIST, ...YOUTH },
  'note.write': { ...LIST, ...YOUTH },
  'risk.confirm': { ...LIST, ...YOUTH },
  'person.change': { ...LIST, ...YOUTH },
  'guardians.change': { ...LIST, ...YOUTH },
  'wish.register': { ...LIST, ...YOUTH },
  'page.handOut': { ...LIST, ...YOUTH },
  'meeting.read': { ...LIST, ...YOUTH },
  'meeting.prepare': { ...LIST, ...YOUTH },
  'round.read': { ...LIST, ...ROUNDS },
  'round.answer': { ...LIST, ...ROUNDS },
  'notification.register': { ...LIST, ...YOUTH },
  'offer.change': LIST,
  'absence.register': SCHOOLS,
  'receipts.read': SCHOOLS,
  'agreement.read': SCHOOLS,
  'agreement.move': SCHOOLS,
  'away.set': COLLEAGUES,
  'leaving.set': COLLEAGUES,
  'workflows.read': LIST,
  'outbox.read': LIST,
};

/** Who may do what to which object; `-` is no. Written out by hand: it is the agreement, not the code. */
const TABLE: Record<ActorRole, Record<Action, string>> = {
  school: {
    'task.read': '-------',
    'task.act': '-------',
    'task.postpone': '-------',
    'task.reassign': '-------',
    'inbox.read': '-----',
    'weeklyList.read': '--------',
    'youth.read': '-----',
    'youth.list': '------',
    'plan.read': '------',
    'plan.change': '------',
    'note.read': '------',
    'note.write': '------',
    'risk.confirm': '------',
    'person.change': '------',
    'guardians.change': '------',
    'wish.register': '------',
    'page.handOut': '------',
    'meeting.read': '------',
    'meeting.prepare': '------',
    'round.read': '------',
    'round.answer': '------',
    'notification.register': '------',
    'offer.change': '-',
    'absence.register': 'O-',
    'receipts.read': 'O-',
    'agreement.read': '--',
    'agreement.move': '--',
    'away.set': '----',
    'leaving.set': '----',
    'workflows.read': '-',
    'outbox.read': '-',
  },
  contactTeacher: {
    'task.read': 'OUFV---',
    'task.act': 'OUFV---',
    'task.postpone': 'OU-----',
    'task.reassign': 'OU-----',
    'inbox.read': 'OU---',
    'weeklyList.read': '--------',
    'youth.read': '-----',
    'youth.list': '------',
    'plan.read': '------',
    'plan.change': '------',
    'note.read': '------',
    'note.write': '------',
    'risk.confirm': '------',
    'person.change': '------',
    'guardians.change': '------',
    'wish.register': '------',
    'page.handOut': '------',
    'meeting.read': '------',
    'meeting.prepare': '------',
    'round.read': '------',
    'round.answer': '------',
    'notification.register': '------',
    'offer.change': '-',
    'absence.register': 'O-',
    'receipts.read': 'O-',
    'agreement.read': 'O-',
    'agreement.move': '--',
    'away.set': 'OL--',
    'leaving.set': '----',
    'workflows.read': '-',
    'outbox.read': '-',
  },
  schoolLeader: {
    'task.read': 'OUFVC--',
    'task.act': 'OUFVC--',
    'task.postpone': 'OU--C--',
    'task.reassign': 'OU--C--',
    'inbox.read': 'OUC--',
    'weeklyList.read': 'LOUFVC--',
    'youth.read': '-----',
    'youth.list': '------',
    'plan.read': '------',
    'plan.change': '------',
    'note.read': '------',
    'note.write': '------',
    'risk.confirm': '------',
    'person.change': '------',
    'guardians.change': '------',
    'wish.register': '------',
    'page.handOut': '------',
    'meeting.read': '------',
    'meeting.prepare': '------',
    'round.read': '------',
    'round.answer': '------',
    'notification.register': '------',
    'offer.change': '-',
    'absence.register': 'O-',
    'receipts.read': 'O-',
    'agreement.read': 'O-',
    'agreement.move': '--',
    'away.set': 'OL--',
    'leaving.set': '-L--',
    'workflows.read': '-',
    'outbox.read': '-',
  },
  guidance: {
    'task.read': 'OUFV---',
    'task.act': 'OUFV---',
    'task.postpone': 'OU-----',
    'task.reassign': 'OU-----',
    'inbox.read': 'OU---',
    'weeklyList.read': '--------',
    'youth.read': 'HTU--',
    'youth.list': 'LHTU--',
    'plan.read': 'LHTU--',
    'plan.change': 'LHTU--',
    'note.read': 'LHTU--',
    'note.write': 'LHTU--',
    'risk.confirm': 'LHTU--',
    'person.change': '------',
    'guardians.change': 'LHTU--',
    'wish.register': 'LHTU--',
    'page.handOut': 'LHTU--',
    'meeting.read': 'LHTU--',
    'meeting.prepare': 'LHTU--',
    'round.read': 'LOUVR-',
    'round.answer': 'LOUV--',
    'notification.register': 'LHTU--',
    'offer.change': '-',
    'absence.register': '--',
    'receipts.read': '--',
    'agreement.read': 'OX',
    'agreement.move': '--',
    'away.set': 'OLS-',
    'leaving.set': '----',
    'workflows.read': '-',
    'outbox.read': '-',
  },
  jobcenter: {
    'task.read': 'OUFV---',
    'task.act': 'OUFV---',
    'task.postpone': 'OU-----',
    'task.reassign': 'OU-----',
    'inbox.read': 'OU---',
    'weeklyList.read': '--------',
    'youth.read': 'HTU--',
    'youth.list': 'LHTU--',
    'plan.read': 'LHTU--',
    'plan.change': 'LHTU--',
    'note.read': 'LHTU--',
    'note.write': 'LHTU--',
    'risk.confirm': 'LHTU--',
    'person.change': '------',
    'guardians.change': 'LHTU--',
    'wish.register': 'LHTU--',
    'page.handOut': 'LHTU--',
    'meeting.read': 'LHTU--',
    'meeting.prepare': 'LHTU--',
    'round.read': 'LOUVR-',
    'round.answer': 'LOUV--',
    'notification.register': 'LHTU--',
    'offer.change': '-',
    'absence.register': '--',
    'receipts.read': '--',
    'agreement.read': 'OX',
    'agreement.move': '--',
    'away.set': 'OLS-',
    'leaving.set': '----',
    'workflows.read': '-',
    'outbox.read': '-',
  },
  socialServices: {
    'task.read': 'OUFV---',
    'task.act': 'OUFV---',
    'task.postpone': 'OU-----',
    'task.reassign': 'OU-----',
    'inbox.read': 'OU---',
    'weeklyList.read': '--------',
    'youth.read': 'HTU--',
    'youth.list': 'LHTU--',
    'plan.read': 'LHTU--',
    'plan.change': 'LHTU--',
    'note.read': 'LHTU--',
    'note.write': 'LHTU--',
    'risk.confirm': 'LHTU--',
    'person.change': '------',
    'guardians.change': 'LHTU--',
    'wish.register': 'LHTU--',
    'page.handOut': 'LHTU--',
    'meeting.read': 'LHTU--',
    'meeting.prepare': 'LHTU--',
    'round.read': 'LOUVR-',
    'round.answer': 'LOUV--',
    'notification.register': 'LHTUKX',
    'offer.change': '-',
    'absence.register': '--',
    'receipts.read': '--',
    'agreement.read': 'OX',
    'agreement.move': '--',
    'away.set': 'OLS-',
    'leaving.set': '----',
    'workflows.read': '-',
    'outbox.read': '-',
  },
  contactPerson: {
    'task.read': 'OUFV---',
    'task.act': 'OUFV---',
    'task.postpone': 'OU-----',
    'task.reassign': 'OU-----',
    'inbox.read': 'OU---',
    'weeklyList.read': '--------',
    'youth.read': 'HTU--',
    'youth.list': 'LHTU--',
    'plan.read': 'LHTU--',
    'plan.change': 'LHTU--',
    'note.read': 'LHTU--',
    'note.write': 'LHTU--',
    'risk.confirm': 'LHTU--',
    'person.change': '------',
    'guardians.change': 'LHTU--',
    'wish.register': '------',
    'page.handOut': 'LHTU--',
    'meeting.read': 'LHTU--',
    'meeting.prepare': 'LHTU--',
    'round.read': 'LOUVR-',
    'round.answer': 'LOUV--',
    'notification.register': 'LHTU--',
    'offer.change': '-',
    'absence.register': '--',
    'receipts.read': '--',
    'agreement.read': 'OX',
    'agreement.move': '--',
    'away.set': 'OLS-',
    'leaving.set': '----',
    'workflows.read': '-',
    'outbox.read': '-',
  },
  districtTeam: {
    'task.read': 'OUFV---',
    'task.act': 'OUFV---',
    'task.postpone': 'OU-----',
    'task.reassign': 'OU-----',
    'inbox.read': 'OU---',
    'weeklyList.read': '--------',
    'youth.read': 'HTU--',
    'youth.list': 'LHTU--',
    'plan.read': 'LHTU--',
    'plan.change': 'LHTU--',
    'note.read': 'LHTU--',
    'note.write': 'LHTU--',
    'risk.confirm': 'LHTU--',
    'person.change': '------',
    'guardians.change': 'LHTU--',
    'wish.register': 'LHTU--',
    'page.handOut': 'LHTU--',
    'meeting.read': 'LHTU--',
    'meeting.prepare': 'LHTU--',
    'round.read': 'LOUVR-',
    'round.answer': 'LOUV--',
    'notification.register': 'LHTU--',
    'offer.change': '-',
    'absence.register': '--',
    'receipts.read': '--',
    'agreement.read': 'OX',
    'agreement.move': '--',
    'away.set': 'OLS-',
    'leaving.set': '----',
    'workflows.read': '-',
    'outbox.read': '-',
  },
  coordinator: {
    'task.read': 'OUFV---',
    'task.act': 'OUFV---',
    'task.postpone': 'OU-----',
    'task.reassign': 'OU-----',
    'inbox.read': 'OU---',
    'weeklyList.read': 'LOUFVCMX',
    'youth.read': 'HTU--',
    'youth.list': 'LHTU--',
    'plan.read': 'LHTU--',
    'plan.change': 'LHTU--',
    'note.read': 'LHTU--',
    'note.write': 'LHTU--',
    'risk.confirm': 'LHTU--',
    'person.change': 'LHTU--',
    'guardians.change': 'LHTU--',
    'wish.register': 'LHTU--',
    'page.handOut': 'LHTU--',
    'meeting.read': 'LHTU--',
    'meeting.prepare': 'LHTU--',
    'round.read': 'LOUVR-',
    'round.answer': 'LOUV--',
    'notification.register': 'LHTU--',
    'offer.change': '-',
    'absence.register': '--',
    'receipts.read': '--',
    'agreement.read': 'OX',
    'agreement.move': '--',
    'away.set': 'OLS-',
    'leaving.set': '-LS-',
    'workflows.read': '-',
    'outbox.read': '-',
  },
  network: {
    'task.read': 'OUFVCMX',
    'task.act': 'OUFV---',
    'task.postpone': 'OU-----',
    'task.reassign': 'OU-----',
    'inbox.read': 'OU---',
    'weeklyList.read': 'LOUFVCMX',
    'youth.read': 'HTUKX',
    'youth.list': 'LHTUKX',
    'plan.read': 'LHTUKX',
    'plan.change': 'LHTUKX',
    'note.read': 'LHTUKX',
    'note.write': 'LHTUKX',
    'risk.confirm': 'LHTUKX',
    'person.change': 'LHTUKX',
    'guardians.change': 'LHTUKX',
    'wish.register': 'LHTUKX',
    'page.handOut': 'LHTUKX',
    'meeting.read': 'LHTUKX',
    'meeting.prepare': 'LHTUKX',
    'round.read': 'LOUVRX',
    'round.answer': 'LOUV--',
    'notification.register': 'LHTUKX',
    'offer.change': '-',
    'absence.register': '--',
    'receipts.read': '--',
    'agreement.read': 'OX',
    'agreement.move': '--',
    'away.set': 'OLSX',
    'leaving.set': 'OLSX',
    'workflows.read': '-',
    'outbox.read': '-',
  },
  admin: {
    'task.read': 'OUFVCMX',
    'task.act': 'OUFV---',
    'task.postpone': 'OU-----',
    'task.reassign': 'OUFVCMX',
    'inbox.read': 'OUCMX',
    'weeklyList.read': 'LOUFVCMX',
    'youth.read': 'HTUKX',
    'youth.list': 'LHTUKX',
    'plan.read': 'LHTUKX',
    'plan.change': '------',
    'note.read': '------',
    'note.write': '------',
    'risk.confirm': '------',
    'person.change': 'LHTUKX',
    'guardians.change': '------',
    'wish.register': '------',
    'page.handOut': '------',
    'meeting.read': 'LHTUKX',
    'meeting.prepare': '------',
    'round.read': 'LOUVRX',
    'round.answer': 'LOUV--',
    'notification.register': '------',
    'offer.change': 'L',
    'absence.register': '--',
    'receipts.read': 'OX',
    'agreement.read': 'OX',
    'agreement.move': 'OX',
    'away.set': 'OLSX',
    'leaving.set': 'OLSX',
    'workflows.read': 'L',
    'outbox.read': 'L',
  },
};

const cells = Object.entries(TABLE).flatMap(([role, rights]) =>
  ACTIONS.flatMap((action) =>
    Object.entries(OBJECTS[action]).map(([letter, subject], index) => ({
      role: role as ActorRole,
      action,
      letter,
      subject,
      expected: rights[action][index] === letter,
      written: rights[action],
    })),
  ),
);

describe('who may do what to which object', () => {
  test.each(cells)(
    '$role $action $letter: $expected',
    ({ role, action, letter, subject, expected, written }) => {
      expect(written).toMatch(new RegExp(`^[-${Object.keys(OBJECTS[action]).join('')}]+$`));
      expect(written.length).toBe(Object.keys(OBJECTS[action]).length);
      expect([letter, may(person(role), action, subject(role))]).toEqual([letter, expected]);
    },
  );

  test('the table holds every role and action', () => {
    expect(Object.keys(TABLE).sort()).toEqual([...STAFF_ROLES, 'school'].sort());
    for (const rights of Object.values(TABLE)) expect(Object.keys(rights)).toEqual([...ACTIONS]);
  });

  test('a school role without a school reaches no school, no unit and nobody’s task', () => {
    const lost: Person = { id: 'me', name: 'Mig', role: 'schoolLeader' };
    for (const action of ACTIONS) {
      expect(may(lost, action, { school: NORD })).toBe(false);
      expect(may(lost, action, { task: with_('unit:schoolLeader', 'schoolLeader') })).toBe(false);
      expect(may(lost, action, { inboxOf: 'kl-9' })).toBe(false);
    }
  });

  test('what is not in the table is denied', () => {
    expect(reach('school', 'youth.read')).toBe('none');
    expect(reach('contactTeacher', 'youth.list')).toBe('none');
  });
});

describe('for somebody who is away', () => {
  const standIn: Person = {
    id: 'me',
    name: 'Mig',
    role: 'coordinator',
    standsInFor: [{ id: 'away', name: 'Væk', role: 'guidance', why: 'away' }],
  };
  const theirs = with_('away', 'guidance');
  const youth = { ...stranger };

  test('their tasks can be read, done, put off and handed on', () => {
    for (const action of ['task.read', 'task.act', 'task.postpone', 'task.reassign'] as const) {
      expect([action, may(standIn, action, { task: theirs })]).toEqual([action, true]);
      expect([action, may(person('coordinator'), action, { task: theirs })]).toEqual([action, false]);
    }
  });

  test('their youths only as far as an open task of theirs needs it', () => {
    expect(may(standIn, 'youth.read', { youth, tasks: [theirs] })).toBe(true);
    expect(may(standIn, 'youth.read', { youth, tasks: [{ ...theirs, status: 'completed' }] })).toBe(false);
    expect(may(standIn, 'youth.read', { youth: { ...youth, people: { guidance: 'away' } } })).toBe(false);
    expect(may(standIn, 'person.change', { youth, tasks: [theirs] })).toBe(false);
  });

  test('not their unit’s tasks, and not what they had before', () => {
    expect(may(standIn, 'task.act', { task: with_('unit:guidance', 'guidance') })).toBe(false);
    const former = with_('tk-9', 'coordinator', { formers: [{ assignee: 'away', until: 1 }] });
    expect(may(standIn, 'task.act', { task: former })).toBe(false);
  });

  test('R43: a teacher who stands in for a teacher sees no youth', () => {
    const teacher: Person = {
      ...person('contactTeacher'),
      standsInFor: [{ id: 'away', name: 'Væk', role: 'contactTeacher', school: NORD, why: 'away' }],
    };
    const task = with_('away', 'contactTeacher');
    expect(may(teacher, 'task.act', { task })).toBe(true);
    expect(may(teacher, 'youth.read', { youth, tasks: [task] })).toBe(false);
  });
});
