/**
 * The local outbox: what was sent and what is planned, with the words as they would be if it went now. Messages to
 * staff are one digest per person, so planned notices of one person and moment are shown as one.
 */
import { isUnit } from '../../../contract/messages/ids';
import { type Table } from '../../../contract/ports/table';
import { getNotice, type Notice, queued } from '../../../records/notices';
import { getStaff, getYouth, unitsOf } from '../../../records/people';
import { type SentMessage, sentMessages } from '../../../records/sentMessages';
import { wakeUpOf } from '../../../records/wakeUps';
import { getTask, inbox } from '../../../records/tasks';
import { copenhagen } from '../../../rules/clock';
import { smsParts } from '../../../rules/sms';
import {
  type DigestCounts,
  meetingMissed,
  meetingReminder,
  pulseAsked,
  wakeUp,
  staffDigest,
} from '../../../texts/messages';
import { NOTICE_LABELS } from '../../../texts/notices';
import { PAGE, smsText } from '../../../texts/pages';
import { momentText } from '../../../texts/times';
import { may } from '../../authorization';
import { forbidden, notFound } from '../../problem';
import { logLook } from '../access';
import { Badge, Empty, phoneText } from '../parts/basics';
import { Layout } from '../parts/layout';
import { type Markup } from '../parts/markup';
import { colleagues, fullName } from '../../people';
import { page, type Visit } from '../visit';

/** Messages of each kind on the page. */
const LONGEST = 100;

const CHANNEL_NAMES = { email: 'E-mail', sms: 'Sms', post: 'Digital Post' } as const;

/** A message as the outbox shows it. */
interface Letter {
  readonly channel: 'email' | 'sms' | 'post';
  readonly to: string;
  readonly when: number;
  readonly about: readonly string[];
  readonly subject?: string;
  readonly text: string;
}

export async function showOutbox(visit: Visit): Promise<Response> {
  const { c, ports, person, now } = visit;
  if (!ports.localOutbox) throw notFound('Siden');
  if (!may(person, 'outbox.read', 'list')) throw forbidden();
  const notices = await plannedNotices(ports.table);
  const origin = new URL(c.req.url).origin;
  const [planned, sent, { nameOf }] = await Promise.all([
    Promise.all(grouped(notices).map((group) => rendered(ports.table, group, now, origin))),
    sentMessages(ports.table, LONGEST),
    colleagues(ports.table),
  ]);
  await logLook(
    visit,
    notices.flatMap(({ youth }) => youth ?? []),
    'outbox',
  );
  return page(
    c,
    <Layout title="Udbakke" at="/udbakke" reader={visit.reader}>
      <h1 class="h2">Udbakke</h1>
      <p class="rt-hint">{PAGE.outboxHint}</p>
      <section class="rt-section" aria-labelledby="paa-vej">
        <h2 class="h4" id="paa-vej">
          På vej <span class="rt-number">{planned.length}</span>
        </h2>
        <p class={planned.length === 0 ? 'rt-empty' : 'rt-hint'}>
          {planned.length === 0 ? PAGE.plannedEmpty : PAGE.plannedHint}
        </p>
        <Letters of={planned} now={now} verb="Sendes" />
      </section>
      <section class="rt-section" aria-labelledby="sendt">
        <h2 class="h4" id="sendt">
          Sendt <span class="rt-number">{sent.length}</span>
        </h2>
        {sent.length === 0 && <Empty>{PAGE.sentEmpty}</Empty>}
        <Letters of={sent.map((message) => sentLetter(message, nameOf))} now={now} verb="Sendt" />
      </section>
    </Layout>,
  );
}

function sentLetter(
  { at, channel, to, subject, text }: SentMessage,
  nameOf: (ref: string) => string,
): Letter {
  return {
    channel,
    to: channel === 'sms' ? phoneText(to) : nameOf(to),
    when: at,
    about: [],
    text,
    ...(subject !== undefined && { subject }),
  };
}

async function plannedNotices(table: Table): Promise<Notice[]> {
  const places = await queued(table, undefined, LONGEST);
  const notices = await Promise.all(places.map(({ id }) => getNotice(table, id)));
  return notices.filter((notice, index): notice is Notice => {
    // A place that was left behind when its notice moved is none.
    return notice?.state === 'pending' && notice.planned === places[index]?.planned;
  });
}

/** Notices that go as one message: those of one member of staff at one moment; each of a family's alone. */
function grouped(notices: readonly Notice[]): Notice[][] {
  const groups = new Map<string, Notice[]>();
  for (const notice of notices) {
    const { recipient, planned, id } = notice;
    const key = 'staff' in recipient ? `${recipient.staff}/${String(planned)}` : id;
    groups.set(key, [...(groups.get(key) ?? []), notice]);
  }
  return [...groups.values()];
}

async function rendered(
  table: Table,
  group: readonly Notice[],
  now: number,
  origin: string,
): Promise<Letter> {
  const [first] = group;
  if (!first) throw new RangeError('a group of notices holds at least one');
  const { recipient, planned } = first;
  const about = [...new Set(group.map(({ kind }) => NOTICE_LABELS[kind] ?? kind))];
  if ('staff' in recipient) {
    const staff = await getStaff(table, recipient.staff);
    const name = staff?.name ?? recipient.staff;
    const units = staff ? unitsOf(staff).filter(isUnit) : [];
    const email = staffDigest(name, await digestCounts(table, recipient.staff, units, now), origin);
    return { channel: 'email', to: name, when: planned, about, ...email };
  }
  const ref = 'youth' in recipient ? recipient.youth : recipient.guardianOf;
  const [youth, task] = await Promise.all([getYouth(table, ref), getTask(table, first.task)]);
  const assignee = first.kind === 'wakeUp' ? (await wakeUpOf(table, ref))?.by : task?.placement.assignee;
  const from =
    assignee === undefined || isUnit(assignee) ? undefined : (await getStaff(table, assignee))?.name;
  const guardian = 'guardianOf' in recipient ? youth?.guardians[recipient.n]?.name : undefined;
  const name = guardian ?? (youth ? fullName(youth) : ref);
  const sender = from ?? 'kommunen';
  return { channel: 'sms', to: name, when: planned, about, text: familyText() };

  function familyText(): string {
    if (first?.kind === 'meeting.missed')
      return meetingMissed(name, sender, task?.placement.due ?? planned, now);
    if (first?.kind === 'wakeUp') return wakeUp(name, sender);
    if (first?.kind === 'pulse.asked') return pulseAsked(name, sender, first.until ?? planned, now);
    return meetingReminder(name, sender, task?.meeting ?? first?.until ?? planned, now);
  }
}

/** What the digest would count now, as dispatch counts it. */
async function digestCounts(
  table: Table,
  staff: string,
  units: readonly string[],
  now: number,
): Promise<DigestCounts> {
  const [own, ...shared] = await Promise.all([staff, ...units].map((list) => inbox(table, list)));
  const today = copenhagen(now).date;
  const dues = (own ?? []).map(({ placement }) => placement.due);
  const overdue = dues.filter((due) => due < now).length;
  const dueToday = dues.filter((due) => due >= now && copenhagen(due).date === today).length;
  return { overdue, today: dueToday, later: dues.length - overdue - dueToday, unit: shared.flat().length };
}

function Letters({
  of,
  now,
  verb,
}: {
  readonly of: readonly Letter[];
  readonly now: number;
  readonly verb: string;
}): Markup {
  return (
    <ul class="rt-letters">
      {of.map(({ channel, to, when, about, subject, text }) => (
        <li class="rt-letter">
          <p class="rt-letter-head">
            <Badge kind={channel === 'sms' ? 'success' : 'info'}>{CHANNEL_NAMES[channel]}</Badge>{' '}
            <strong>{to}</strong>{' '}
            <span class="rt-quiet">
              {verb} {momentText(when, now)}
              {about.length > 0 && ` · ${about.join(', ')}`}
              {channel === 'sms' && ` · ${smsText(smsParts(text))}`}
            </span>
          </p>
          {subject !== undefined && <p class="rt-letter-subject">{subject}</p>}
          <p class="rt-words">{text}</p>
        </li>
      ))}
    </ul>
  );
}
