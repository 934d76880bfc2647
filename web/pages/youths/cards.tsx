/**
 * Beside a youth's open tasks and timeline: the one face, the dates, how to reach people, the cases.
 */
import { PERSONAL_ROLES } from '../../../contract/messages/vocabulary';
import { type JournalEntry } from '../../../records/journal';
import { type Youth } from '../../../records/people';
import { type CaseRow, type TaskRow } from '../../../records/tasks';
import { copenhagen } from '../../../rules/clock';
import { codeText, whyShort } from '../../../texts/facts';
import { KIND_LABELS } from '../../../texts/labels';
import { PAGE } from '../../../texts/pages';
import { dayText, momentText } from '../../../texts/times';
import { capitalised, type Colleagues, mayHearFromUs, roleName } from '../../people';
import { Badge, Empty, Pairs, Phone } from '../parts/basics';
import { type Markup } from '../parts/markup';

/** One face on top (000: "samme ansigt"), then the others. */
export function Face({ youth, people }: { readonly youth: Youth; readonly people: Colleagues }): Markup {
  const face = people.byId.get(youth.people.coordinator ?? '');
  const others = PERSONAL_ROLES.filter((role) => role !== 'coordinator');
  return (
    <section class="rt-card" aria-labelledby="ansigt">
      <h2 class="h5" id="ansigt">
        Tovholder
      </h2>
      {face ? (
        <>
          <p class="rt-face">{face.name}</p>
          <p class="rt-hint">{PAGE.oneFace}</p>
          <Pairs
            of={[
              ['Telefon', face.mobile !== undefined && <Phone number={face.mobile} />],
              ['E-mail', face.email],
            ]}
          />
        </>
      ) : (
        <p>{PAGE.noFace}</p>
      )}
      <Pairs
        of={others.map((role) => [roleName(role), people.byId.get(youth.people[role] ?? '')?.name] as const)}
      />
    </section>
  );
}

/** So many of the next dates are shown; all tasks stand in the list beside them. */
const NEXT_DATES = 4;

/** When somebody was last in touch, and what comes next: meetings by their time, tasks by their due time. */
export function Dates({
  open,
  entries,
  people,
  now,
}: {
  readonly open: readonly TaskRow[];
  readonly entries: readonly JournalEntry[];
  readonly people: Colleagues;
  readonly now: number;
}): Markup {
  const contact = entries.findLast(({ event, reason }) => event === 'task.completed' && isContact(reason));
  const dates = open
    .map(({ kind, meeting, placement }) => ({ kind, meeting, at: meeting ?? placement.due }))
    .filter(({ at }) => at >= now)
    .sort((a, b) => a.at - b.at)
    .slice(0, NEXT_DATES);
  const by = contact?.by === undefined ? '' : ` · ${people.nameOf(contact.by)}`;
  return (
    <section class="rt-card" aria-labelledby="datoer">
      <h2 class="h5" id="datoer">
        Datoer
      </h2>
      <Pairs
        of={[
          ['Sidste kontakt', contact ? `${capitalised(momentText(contact.at, now))}${by}` : PAGE.noContact],
          ...dates.map(({ kind, meeting, at }) => {
            const when = `${capitalised(momentText(at, now))}: ${KIND_LABELS[kind]}`;
            return [meeting === undefined ? 'Frist' : 'Aftalt tid', when] as const;
          }),
        ]}
      />
    </section>
  );
}

const isContact = (reason: JournalEntry['reason']): boolean =>
  reason?.outcome === 'reached' || reason?.outcome === 'held';

/** How to reach the youth, and whether the guardians may hear from us today (R52). */
export function Reach({ youth, now }: { readonly youth: Youth; readonly now: number }): Markup {
  const { guardians } = youth;
  const allowed = mayHearFromUs(youth, now);
  return (
    <section class="rt-card" aria-labelledby="kontakt">
      <h2 class="h5" id="kontakt">
        Kontakt
      </h2>
      <Pairs
        of={[
          ['Mobil', youth.mobile === undefined ? 'Intet nummer' : <Phone number={youth.mobile} />],
          ['E-mail', youth.email],
          ['Adresse', youth.address],
        ]}
      />
      {guardians.length > 0 && (
        <>
          <h3 class="h6">Værge</h3>
          <Pairs
            of={guardians.map(({ name, mobile }) => [
              name,
              mobile === undefined ? 'Intet nummer' : <Phone number={mobile} />,
            ])}
          />
          <p class="rt-hint">{allowed.guardians ? PAGE.guardiansAllowed : PAGE.guardiansNotAllowed}</p>
        </>
      )}
    </section>
  );
}

export function Cases({ cases, now }: { readonly cases: readonly CaseRow[]; readonly now: number }): Markup {
  const today = copenhagen(now).date;
  return (
    <section class="rt-card" aria-labelledby="sager">
      <h2 class="h5" id="sager">
        Sager om fravær
      </h2>
      {cases.length === 0 && <Empty>{PAGE.noCases}</Empty>}
      <ul class="rt-messages">
        {[...cases].reverse().map(({ openedOn, closedAt, closing, reason }) => (
          <li>
            <span>
              Åbnet {dayText(openedOn, today)}{' '}
              <Badge kind={closedAt === undefined ? 'info' : 'success'}>
                {closedAt === undefined ? 'Åben' : 'Lukket'}
              </Badge>
            </span>
            <span class="rt-quiet">
              {closedAt === undefined
                ? whyShort(reason)
                : `Lukket ${momentText(closedAt, now)}: ${codeText(closing ?? '')}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
