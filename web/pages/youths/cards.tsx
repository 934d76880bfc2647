/**
 * Beside a youth's open tasks and timeline: the adults, how to reach people, the cases.
 */
import { PERSONAL_ROLES } from '../../../contract/messages/vocabulary';
import { continuityOf } from '../../../records/continuity';
import { type JournalEntry } from '../../../records/journal';
import { type Youth } from '../../../records/people';
import { type CaseRow } from '../../../records/tasks';
import { copenhagen } from '../../../rules/clock';
import { codeText, whyShort } from '../../../texts/facts';
import { PAGE } from '../../../texts/pages';
import { continuityText } from '../../../texts/plan';
import { dayText, momentText } from '../../../texts/times';
import { type Colleagues, mayHearFromUs, roleName } from '../../people';
import { Badge, Empty, Pairs, Phone } from '../parts/basics';
import { type Markup } from '../parts/markup';

/** Who else there is beside the coordinator, and how often each role changed hands (R28). */
export function Adults({
  youth,
  people,
  entries,
  now,
}: {
  readonly youth: Youth;
  readonly people: Colleagues;
  readonly entries: readonly JournalEntry[];
  readonly now: number;
}): Markup {
  const changed = continuityOf(entries, now).filter(
    ({ changes, uncoveredDays }) => changes + uncoveredDays > 0,
  );
  const shifts = new Map(
    changed.map(({ role, changes, uncoveredDays }) => [role, continuityText(changes, uncoveredDays)]),
  );
  return (
    <section class="rt-card" aria-labelledby="voksne">
      <h2 class="h5" id="voksne">
        Voksne
      </h2>
      <Pairs
        of={PERSONAL_ROLES.map((role) => [
          roleName(role),
          [people.byId.get(youth.people[role] ?? '')?.name, shifts.get(role)].filter(Boolean).join(' · '),
        ])}
      />
    </section>
  );
}

/** How to reach the youth, and whether the guardians may hear from us today (R52). */
export function Reach({ youth, now }: { readonly youth: Youth; readonly now: number }): Markup {
  const { guardians, student, movedIn } = youth;
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
          ['Elevnr.', student],
          ['Flyttet hertil', movedIn !== undefined && dayText(movedIn, copenhagen(now).date)],
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
