/** Dispatch over a table in memory: planned messages, a clock, and what was sent. All people are made up. */
import { type Ports } from '../../activities';
import { sendDue } from '../../activities/dispatch';
import { type NotSentError } from '../../contract/ports/notifier';
import { type MessageFailure } from '../../contract/messages/procedures';
import { defaultPolicy } from '../../contract/schemas/policy';
import { addAgreement } from '../../records/agreements';
import { MemoryTable } from '../../records/memoryTable';
import { getNotice, type Notice, type NoticeKind, planNotice, type Recipient } from '../../records/notices';
import { putMunicipality, putStaff, putYouth, type Staff, type Youth } from '../../records/people';
import { saveTask, type TaskRow } from '../../records/tasks';
import { placement, taskRow } from '../web/support';
import { at } from '../support/municipality';

export interface Sent {
  readonly to: string;
  readonly text: string;
}

export class Mailroom {
  readonly table = new MemoryTable();
  readonly sent: Sent[] = [];
  readonly calls: MessageFailure[] = [];
  /** What the next e-mail fails with. */
  mailFails: NotSentError | undefined;
  private clock = 0;
  private planned = 0;

  readonly ports: Ports = {
    table: this.table,
    now: () => this.clock,
    pages: 'https://roedtraad.example',
    notifier: {
      email: ({ recipient, text }) => {
        if (this.mailFails) return Promise.reject(this.mailFails);
        this.sent.push({ to: recipient, text });
        return Promise.resolve();
      },
      sms: ({ phone, text }) => {
        this.sent.push({ to: phone, text });
        return Promise.resolve();
      },
    },
    engine: {
      wakeDispatch: () => Promise.resolve(),
      wishForPlace: () => Promise.resolve(),
      gone: () => Promise.resolve([]),
      messageFailed: (_, failure) => {
        this.calls.push(failure);
        return Promise.resolve();
      },
    },
  };

  static async open(): Promise<Mailroom> {
    const room = new Mailroom();
    await addAgreement(room.table, undefined, defaultPolicy());
    await putMunicipality(room.table, { closed: [], calendar: 1 });
    return room;
  }

  async staff(id: string, more: Partial<Staff> = {}): Promise<void> {
    await putStaff(this.table, {
      id,
      name: `${id} Holm`,
      role: 'coordinator',
      email: `${id}@kommune.example`,
      ...more,
    });
  }

  async youth(more: Partial<Youth> = {}): Promise<void> {
    await putYouth(this.table, {
      ref: 'y1',
      cpr: '',
      firstName: 'Ali',
      lastName: 'Noor',
      born: '2008-01-01',
      status: 'fgu',
      mobile: '+4531000001',
      people: {},
      guardians: [],
      ...more,
    });
  }

  async task(n: number, assignee: string, more: Partial<TaskRow> = {}): Promise<string> {
    const row = taskRow({
      n,
      kind: 'family.meeting',
      placement: placement({ assignee, role: 'coordinator', due: at('2026-12-18 16:00') }),
      ...more,
    });
    await saveTask(this.table, row);
    return row.id;
  }

  /** Plans a message; answers its id. */
  async plan(
    kind: NoticeKind,
    recipient: Recipient,
    task: string,
    planned: string,
    until?: number,
  ): Promise<string> {
    const id = `${task}/${String((this.planned += 1))}.${kind}`;
    await planNotice(this.table, {
      id,
      kind,
      recipient,
      task,
      rule: 'R40',
      planned: at(planned),
      state: 'pending',
      attempts: 0,
      youth: 'y1',
      ...(until !== undefined && { until }),
    });
    return id;
  }

  /** Lets dispatch work through everything it plans itself, up to a moment; the engine is up from `from` on. */
  async run(from: string, until: string): Promise<void> {
    this.clock = at(from);
    for (;;) {
      const { next } = await sendDue(this.ports);
      if (next === undefined || next > at(until)) break;
      this.clock = Math.max(this.clock, next);
    }
  }

  get now(): number {
    return this.clock;
  }

  async state(id: string): Promise<string> {
    const { state, why } = (await getNotice(this.table, id)) as Notice;
    return why === undefined ? state : `${state} ${why}`;
  }
}
