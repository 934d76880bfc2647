/**
 * How are you? (R08): one face for each number of the scale, and a no thanks that is as easy as an answer (R45).
 */
import { type Pulse } from '../../../records/pulses';
import { type Instant } from '../../../rules/clock';
import { ME, pulseUntilText } from '../../../texts/me';
import { type Forms, PageForm } from '../formPage';
import { Details } from '../parts/basics';
import { type Markup } from '../parts/markup';

export function PulseCard({
  pulse: { scale, closesAt },
  forms,
  now,
}: {
  readonly pulse: Pulse;
  readonly forms: Forms;
  readonly now: Instant;
}): Markup {
  const [from, to] = scale;
  const numbers = Array.from({ length: to - from + 1 }, (_, n) => from + n);
  return (
    <section class="me-card" aria-labelledby="trivsel">
      <h2 class="h4" id="trivsel">
        Hvordan har du det?
      </h2>
      <p class="rt-quiet">{pulseUntilText(closesAt, now)}</p>
      <form method="post" action={`${forms.base}/trivsel`} class="me-pulse">
        <input type="hidden" name="token" value={forms.token} />
        <input type="hidden" name="once" value={forms.once} />
        {numbers.map((n) => (
          <button class="me-mood" name="score" value={String(n)} aria-label={`${String(n)} af ${String(to)}`}>
            <Mood happy={(n - from) / Math.max(1, to - from)} />
            <span aria-hidden="true">{n}</span>
          </button>
        ))}
      </form>
      <p class="me-ends rt-quiet">
        <span>{ME.pulseLow}</span>
        <span>{ME.pulseHigh}</span>
      </p>
      <Details summary="Spørg mig ikke mere">
        <p>{ME.pulseDeclineHint}</p>
        <PageForm forms={forms} name="trivsel-nej" button="Nej tak til spørgsmål" />
      </Details>
    </section>
  );
}

const MIDDLE = 30;
const CURVE = 14;

/** A face; `happy` from 0 to 1 bends its mouth. */
function Mood({ happy }: { readonly happy: number }): Markup {
  const bend = (happy - 0.5) * 2 * CURVE;
  const corner = MIDDLE - bend / 2;
  const mouth = `M14 ${corner.toFixed(1)} Q24 ${(corner + bend * 1.4).toFixed(1)} 34 ${corner.toFixed(1)}`;
  return (
    <svg viewBox="0 0 48 48" width="48" height="48" aria-hidden="true" focusable="false">
      <circle cx="24" cy="24" r="21" fill="#fff" stroke="#1a1a1a" stroke-width="2" />
      <circle cx="17" cy="19" r="2.5" />
      <circle cx="31" cy="19" r="2.5" />
      <path d={mouth} fill="none" stroke="#1a1a1a" stroke-width="2.5" stroke-linecap="round" />
    </svg>
  );
}
