/**
 * On a youth's page: where placements and programmes stand, so that who waits can be told why and how long the line is
 * (R35).
 */
import { isUnderWay } from '../../../records/arrangements';
import { copenhagen } from '../../../rules/clock';
import { ARRANGEMENT_LABELS, lineText, ARRANGEMENT_STAGE_LABELS } from '../../../texts/arrangements';
import { codeText } from '../../../texts/facts';
import { dayText, momentText } from '../../../texts/times';
import { type SeenArrangement } from '../../arrangements';
import { type Markup } from '../parts/markup';

/** `I kø: nr. 2 i køen`, `I gang til 18. februar`. */
export function stageText({ state, line }: SeenArrangement, now: number): string {
  if (!state) return ARRANGEMENT_STAGE_LABELS.asked;
  const label = ARRANGEMENT_STAGE_LABELS[state.stage];
  if (state.why !== undefined) return `${label}: ${codeText(state.why)}`;
  if (line !== undefined) return `${label}: ${lineText(line)}`;
  if (state.answerBy !== undefined) return `${label}, svar senest ${momentText(state.answerBy, now)}`;
  return state.until === undefined ? label : `${label} til ${dayText(state.until, copenhagen(now).date)}`;
}

/** What is under way; nothing where nothing is. */
export function ArrangementCard({
  rows,
  now,
}: {
  readonly rows: readonly SeenArrangement[];
  readonly now: number;
}): Markup {
  const current = rows.filter(isUnderWay);
  if (current.length === 0) return <></>;
  return (
    <section class="rt-card" aria-labelledby="forloeb">
      <h2 class="h5" id="forloeb">
        {ARRANGEMENT_LABELS.title}
      </h2>
      <ul class="rt-messages">
        {current.map((row) => (
          <li>
            <span>{row.name}</span>
            <span class="rt-quiet">{stageText(row, now)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
