/**
 * Beside a task's form: why me, why now, why this date, what if nothing; how to reach people; and its messages.
 */
import { type Child } from 'hono/jsx';
import { type Notice } from '../../../records/notices';
import { type TaskRow } from '../../../records/tasks';
import { isAboutParents } from '../../../texts/forms';
import { NOTICE_LABELS, noticeState } from '../../../texts/notices';
import { PAGE } from '../../../texts/pages';
import { TASKS_PAGE } from '../../../texts/pagesTasks';
import { flatFacts, outcomeWords } from '../../../texts/facts';
import { momentText } from '../../../texts/times';
import { ruleText } from '../../../texts/rules';
import { capitalised } from '../../people';
import { Empty, Pairs, Phone } from '../parts/basics';
import { type Markup } from '../parts/markup';
import { type TaskView } from './view';

export function Aside({ view, now }: { readonly view: TaskView; readonly now: number }): Markup {
  return (
    <aside class="rt-column-side" aria-label="Om opgaven">
      <Answers view={view} />
      <Contact view={view} />
      <LatelyCard view={view} now={now} />
      <Messages view={view} now={now} />
    </aside>
  );
}

/** The four answers every task can give. */
function Answers({ view: { answers, task } }: { readonly view: TaskView }): Markup {
  return (
    <section class="rt-card rt-answers" aria-labelledby="hvorfor">
      <h2 class="h5" id="hvorfor">
        Hvorfor?
      </h2>
      <Pairs
        of={[
          ['Hvorfor mig?', answers.whyMe],
          ['Hvorfor nu?', answers.whyNow],
          ['Hvorfor den dag?', answers.whyThisDate],
          ['Hvis jeg intet gør?', answers.whatIfNothing],
          [`Reglen bag, ${task.rule}`, ruleText(task.rule)],
        ]}
      />
    </section>
  );
}

/** How to reach whom it is about, and the one face: what the task takes, and no more. */
function Contact({ view }: { readonly view: TaskView }): Markup {
  const { task, youth, toReach, people, fromSchool } = view;
  if (!youth) return <></>;
  const coordinator = people.byId.get(youth.people.coordinator ?? '');
  return (
    <section class="rt-card" aria-labelledby="kontakt">
      <h2 class="h5" id="kontakt">
        Kontakt
      </h2>
      {toReach.length === 0 && isAboutParents(task.kind) && <p class="rt-hint">{PAGE.guardiansNotAllowed}</p>}
      <Pairs
        of={[
          ...toReach.map(({ name, mobile }) => [name, phoneOf(mobile)] as const),
          ['E-mail', !fromSchool && !isAboutParents(task.kind) && youth.email],
          ['Tovholder', coordinator?.name],
          ['Tovholders mobil', coordinator?.mobile !== undefined && <Phone number={coordinator.mobile} />],
        ]}
      />
    </section>
  );
}

/** The last contact and what was agreed, at hand before one calls. */
function LatelyCard({ view, now }: { readonly view: TaskView; readonly now: number }): Markup {
  const { task, lately, people } = view;
  const nothing = !lately.contact && !lately.agreed && lately.nextMeeting === undefined;
  if (task.youth === undefined || (nothing && view.fromSchool)) return <></>;
  const { contact, agreed, nextMeeting } = lately;
  const by = contact?.entry.by;
  const who = by === undefined ? '' : ` · ${people.nameOf(by)}`;
  return (
    <section class="rt-card" aria-labelledby="sidst">
      <h2 class="h5" id="sidst">
        Sidst
      </h2>
      {nothing && <Empty>{TASKS_PAGE.noContact}</Empty>}
      <Pairs
        of={[
          ['Sidste kontakt', contact && `${capitalised(momentText(contact.entry.at, now))}${who}`],
          [
            'Det kom der ud af',
            contact && outcomeWords(flatFacts(contact.entry.reason ?? {}), contact.entry.kind),
          ],
          [
            'Aftalt',
            agreed && agreed !== contact?.entry && outcomeWords(flatFacts(agreed.reason ?? {}), agreed.kind),
          ],
          ['Næste tid', nextMeeting !== undefined && capitalised(momentText(nextMeeting, now))],
        ]}
      />
      {contact?.words !== undefined && <blockquote class="rt-words">{contact.words}</blockquote>}
    </section>
  );
}

const phoneOf = (mobile: string | undefined): Child =>
  mobile === undefined ? 'Intet nummer' : <Phone number={mobile} />;

/** What was or will be sent about the task, and to whom; what goes to several at once is told once. */
function Messages({ view, now }: { readonly view: TaskView; readonly now: number }): Markup {
  const { notices, people, youth, task } = view;
  const to = ({ recipient }: Notice): string => {
    if ('staff' in recipient) return people.nameOf(recipient.staff);
    return 'youth' in recipient
      ? (youth?.firstName ?? 'Den unge')
      : (youth?.guardians[recipient.n]?.name ?? 'Hjemmet');
  };
  const told = new Map<string, { what: string; state: string; names: Set<string> }>();
  for (const notice of notices.filter((one) => stillPlanned(one, task))) {
    const [what, state] = [NOTICE_LABELS[notice.kind] ?? notice.kind, noticeState(notice, now)];
    const one = told.get(what + state) ?? { what, state, names: new Set() };
    told.set(what + state, { ...one, names: one.names.add(to(notice)) });
  }
  return (
    <section class="rt-card" aria-labelledby="beskeder">
      <h2 class="h5" id="beskeder">
        Beskeder
      </h2>
      {told.size === 0 && <Empty>{PAGE.noMessages}</Empty>}
      <ul class="rt-messages">
        {[...told.values()].map(({ what, state, names }) => (
          <li>
            <span>
              {what} til {[...names].join(' og ')}
            </span>
            <span class="rt-quiet">{state}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/**
 * What was planned for a time that has since been moved, or about a task that is done, is not sent; the ledger learns
 * that when it would have gone.
 */
function stillPlanned({ kind, state, planned, until }: Notice, { meeting, status }: TaskRow): boolean {
  if (state !== 'pending') return true;
  if (kind.startsWith('task.')) return status === 'open';
  if (!kind.startsWith('meeting.') || meeting === undefined) return true;
  return status === 'open' && planned < meeting && (until === undefined || until === meeting);
}
