/**
 * From a youth's page to its other pages, each with how things stand there in a few words.
 */
import { type Person } from '../../../contract/ports/identity';
import { type Policy } from '../../../contract/schemas/policy';
import { isUnderWay } from '../../../records/arrangements';
import { type AgreementRow } from '../../../records/meetings';
import { type Youth } from '../../../records/people';
import { openEfforts, type Plan } from '../../../records/plan';
import { type TaskRow } from '../../../records/tasks';
import { copenhagen, type Instant } from '../../../rules/clock';
import { type Stage } from '../../../rules/stage';
import { RISK_LABELS, STAGE_LABELS } from '../../../texts/labels';
import { agreementsText, effortsText, YOUTH_PAGE } from '../../../texts/pagesYouth';
import { WAKE_UP_LABELS } from '../../../texts/wakeUp';
import { type SeenArrangement } from '../../arrangements';
import { type Action, may } from '../../authorization';
import { type Markup } from '../parts/markup';
import { stageText } from './arrangementTexts';

/** What the pages behind the links are about. */
interface Standing {
  readonly stage: Stage | undefined;
  readonly plan: Plan;
  readonly policy: Policy;
  readonly agreements: readonly AgreementRow[];
  readonly arrangements: readonly SeenArrangement[];
}

interface LinksProps {
  readonly person: Person;
  readonly youth: Youth;
  readonly tasks: readonly TaskRow[];
  readonly standing: Standing;
  readonly now: Instant;
}

interface Way {
  readonly at: string;
  readonly label: string;
  readonly action: Action;
  readonly says?: (props: LinksProps) => string | undefined;
}

const PAGES: readonly Way[] = [
  { at: 'plan', label: 'Plan', action: 'plan.read', says: planText },
  {
    at: 'moeder',
    label: 'Møder og aftaler',
    action: 'meeting.read',
    says: ({ standing: { agreements } }) =>
      agreementsText(
        agreements.filter(({ kept }) => kept === undefined).length,
        agreements.filter(({ kept }) => kept === false).length,
      ),
  },
  {
    at: 'trin',
    label: 'Trin og trivsel',
    action: 'youth.read',
    says: ({ standing: { stage } }) => stage && STAGE_LABELS[stage],
  },
  {
    at: 'forloeb',
    label: 'Steder og faste tider',
    action: 'plan.read',
    // R35: who waits can be told how long the line is.
    says: ({ standing: { arrangements }, now }) =>
      arrangements
        .filter(isUnderWay)
        .map((row) => `${row.name}: ${stageText(row, now)}`)
        .join('. '),
  },
  { at: 'situation', label: 'Job, pauser og flytning', action: 'plan.read' },
  { at: 'morgen', label: WAKE_UP_LABELS.title, action: 'plan.change' },
  { at: 'notater', label: 'Notater', action: 'note.read' },
  {
    at: 'voksne',
    label: 'Voksne og risiko',
    action: 'youth.read',
    says: ({ youth: { risk } }) => risk && `Risiko: ${RISK_LABELS[risk]}`,
  },
  { at: 'adgang', label: 'Adgang for den unge', action: 'page.handOut' },
];

function planText({ standing: { plan, policy }, now }: LinksProps): string {
  const { familyPlan, declined, version } = plan;
  if (familyPlan) return YOUTH_PAGE.familyPlan;
  if (declined) return YOUTH_PAGE.declined;
  if (version === 0) return YOUTH_PAGE.noPlan;
  return effortsText(openEfforts(plan, copenhagen(now).date).length, policy.plan.maxEfforts);
}

export function YouthLinks(props: LinksProps): Markup {
  const { person, youth, tasks } = props;
  return (
    <section class="rt-card" aria-labelledby="mere-om">
      <h2 class="h5" id="mere-om">
        Mere om den unge
      </h2>
      <ul class="rt-messages">
        {PAGES.filter(({ action }) => may(person, action, { youth, tasks })).map(({ at, label, says }) => {
          const words = says?.(props) ?? '';
          return (
            <li>
              <a href={`/unge/${youth.ref}/${at}`}>{label}</a>
              {words !== '' && <span class="rt-quiet">{words}</span>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
