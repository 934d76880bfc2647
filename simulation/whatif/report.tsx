/**
 * A what-if as one page that a leader can read, print and pass on: no scripts, nothing fetched, no clock in it, so one
 * seed gives the same bytes.
 */
import { type Child } from 'hono/jsx';
import { raw } from 'hono/html';
import { danishDate } from '../../rules/danishDates';
import { figuresOf, type Lived, type Setting } from './figures';
import {
  biggestMoves,
  type Cause,
  causesOf,
  changeText,
  kindMoves,
  type Move,
  moveOf,
  moveSentence,
  numberText,
} from './moves';
import { keySvg } from './plots';
import { STYLE } from './style';
import { peakSection, weekSections, weekTables } from './weeks';

/** Said at the top: whose life this is. */
export interface Telling extends Setting {
  /** `opdigtet kommune, frø 1`, or the directory it was read from. */
  readonly population: string;
  /** How staff act, in words. */
  readonly staffWords: string;
  readonly seed: number;
}

type Markup = Child;

/** The report as HTML. The first agreement is what the others are held against. */
export async function whatIfHtml(lives: readonly [Lived, ...Lived[]], telling: Telling): Promise<string> {
  const keys = await Promise.all(lives.map((_, index) => keySvg(index)));
  const [weeks, peaks] = [await weekSections(lives, telling), await peakSection(lives, telling)];
  const title = lives.length === 1 ? `Hvad aftalen betyder: ${lives[0].name}` : 'Hvad aftalerne betyder';
  const page = (
    <html lang="da">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>{title}</title>
        <style>{raw(STYLE)}</style>
      </head>
      <body>
        <main>
          <h1>{title}</h1>
          <Ground lives={lives} telling={telling} />
          <ul class="key" aria-label="Aftaler">
            {lives.map(({ name }, index) => (
              <li>
                <span aria-hidden="true">{raw(keys[index] ?? '')}</span>
                <span>
                  {name}
                  {index === 0 && lives.length > 1 ? ' (sammenlignes med)' : ''}
                </span>
              </li>
            ))}
          </ul>
          {lives.slice(1).map((other) => (
            <Comparison first={lives[0]} other={other} telling={telling} />
          ))}
          <Totals lives={lives} telling={telling} />
          <Kinds lives={lives} />
          {weeks}
          {peaks}
          {weekTables(lives, telling)}
          <Method lives={lives} telling={telling} />
        </main>
      </body>
    </html>
  );
  return `<!doctype html>\n${(await page).toString()}\n`;
}

interface All {
  readonly lives: readonly [Lived, ...Lived[]];
  readonly telling: Telling;
}

function Ground({ lives, telling }: All): Markup {
  const { from, to, population } = telling;
  const period = `${danishDate(from, true)} – ${danishDate(to, true)}`;
  return (
    <p class="hint">
      {String(lives[0].result.youths)} unge ({population}), {period}. En simulering: ingen ung er fulgt i
      virkeligheden.
    </p>
  );
}

function Comparison({ first, other, telling }: { first: Lived; other: Lived; telling: Setting }): Markup {
  const moves = biggestMoves(first, other, telling);
  const causes = causesOf(first, other);
  const price = priceMove(first, other, telling);
  return (
    <section>
      <h2>
        {first.name} eller {other.name}?
      </h2>
      <h3>Det flytter sig mest</h3>
      {moves.length === 0 && <p>Ingen tal flytter sig mere, end tilfældet kan gøre.</p>}
      <ul>
        {moves.map((move) => (
          <li>{moveSentence(move)}</li>
        ))}
        {price && (
          <li>
            Et ungeår koster {numberText(price.after, 4)} dollar mod {numberText(price.before, 4)}:{' '}
            {changeText(price)}.
          </li>
        )}
      </ul>
      <h3>Det er forskelligt i aftalerne</h3>
      {causes.length === 0 ? (
        <p>Ingen tal i de to aftaler er forskellige.</p>
      ) : (
        <Causes first={first.name} other={other.name} causes={causes} />
      )}
      {causes.some(({ differences }) => differences.length > 1) && (
        <p class="hint">
          Forskelle, der står sammen, gælder de samme opgaver. Hvad hver af dem betyder, ses kun ved at
          simulere dem hver for sig.
        </p>
      )}
    </section>
  );
}

function priceMove(first: Lived, other: Lived, telling: Setting): Move | undefined {
  const figure = figuresOf(first, telling).find(({ id }) => id === 'price');
  const after = figuresOf(other, telling).find(({ id }) => id === 'price');
  return figure && after && moveOf(figure, after.value);
}

function Causes({
  first,
  other,
  causes,
}: {
  first: string;
  other: string;
  causes: readonly Cause[];
}): Markup {
  return (
    <table class="words">
      <thead>
        <tr>
          <th scope="col">Regel og tal</th>
          <th scope="col">{first}</th>
          <th scope="col">{other}</th>
          <th scope="col">Oprettede opgaver, det gælder</th>
        </tr>
      </thead>
      {causes.map(({ differences, tasks }) => (
        <tbody>
          {differences.map(({ rule, words, before, after }, index) => (
            <tr>
              <th scope="row">
                {rule} {words}
              </th>
              <td data-title={first}>{before}</td>
              <td data-title={other}>{after}</td>
              {index === 0 && (
                <td rowspan={differences.length}>
                  {tasks.length === 0 && 'Ingen opgaver flytter sig.'}
                  {tasks.map((move) => (
                    <div>
                      {move.label}: {numberText(move.before, 0)} → {numberText(move.after, 0)}
                      <span class="change">{changeText(move)}</span>
                    </div>
                  ))}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

interface Line {
  readonly label: string;
  readonly moves: readonly Move[];
}

function Totals({ lives, telling }: All): Markup {
  const figures = lives.map((lived) => figuresOf(lived, telling));
  const lines = (figures[0] ?? []).map((figure, row) => ({
    label: figure.label,
    moves: figures.map((column) => moveOf(figure, column[row]?.value ?? 0)),
  }));
  return (
    <section>
      <h2>Tallene side om side</h2>
      <SideBySide id="tallene" name="Tallene side om side" lives={lives} lines={lines} />
    </section>
  );
}

function Kinds({ lives }: { readonly lives: readonly [Lived, ...Lived[]] }): Markup {
  const [first] = lives;
  const columns = lives.map(
    (other) => new Map(kindMoves(first, other).map(({ kind, move }) => [kind, move])),
  );
  const kinds = new Map(columns.flatMap((column) => [...column].map(([kind, { label }]) => [kind, label])));
  const lines = [...kinds].map(([kind, label]) => ({
    label,
    moves: columns.map((column) => column.get(kind) ?? { label, before: 0, after: 0, decimals: 0 }),
  }));
  return (
    <section>
      <h2>Opgaver efter slags</h2>
      <SideBySide id="slags" name="Opgaver efter slags" lives={lives} lines={lines} />
    </section>
  );
}

/** Numbers of all agreements; of all but the first also how they moved. */
function SideBySide(of: {
  id: string;
  name: string;
  lives: readonly Lived[];
  lines: readonly Line[];
}): Markup {
  return (
    <div class="scroll" tabindex={0} role="region" aria-label={of.name} id={of.id}>
      <table>
        <thead>
          <tr>
            <td />
            {of.lives.map(({ name }) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {of.lines.map(({ label, moves }) => (
            <tr>
              <th scope="row">{label}</th>
              {moves.map((move, column) => (
                <td>
                  {numberText(move.after, move.decimals)}
                  {column > 0 && <span class="change">{changeText(move)}</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Method({ lives, telling }: All): Markup {
  const lapses = lives.map(({ name, result }) =>
    result.lapses.length === 0
      ? `${name}: alle unge havde hele tiden en ansvarlig og en næste dato eller en angivet grund.`
      : `${name}: ${String(result.lapses.length)} gange manglede en ung en ansvarlig eller en næste dato.`,
  );
  return (
    <section>
      <h2>Sådan er det regnet</h2>
      <ul>
        {lapses.map((line) => (
          <li>{line}</li>
        ))}
        <li>
          Hver aftale er prøvet på de samme unge med det samme fravær og de samme medarbejdere, der handler på
          samme måde (frø {String(telling.seed)}). {telling.staffWords}
        </li>
        <li>
          Et tal er kun med under det, der flytter sig mest, når det flytter sig mindst dobbelt så meget, som
          tal af den størrelse svinger af sig selv (kvadratroden af tallet).
        </li>
        <li>
          Prisen er motorens: {numberText(telling.price, 2)} dollar for en million afregnede handlinger i
          Temporal Cloud (valgmuligheden --price). Abonnement, lagring, sms og medarbejdernes tid er ikke med.
        </li>
        <li>
          Et skift af fast voksen er, at en ung får en anden tovholder, kontaktperson, kontaktlærer eller
          vejleder. Dage uden er fra den dag, nogen blev bedt om at finde én.
        </li>
      </ul>
    </section>
  );
}
