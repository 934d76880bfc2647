/**
 * Agreements side by side on a terminal.
 */
import { table } from '../textTable';
import { figuresOf, type Lived, type Setting } from './figures';
import { biggestMoves, causesOf, changeText, moveOf, moveSentence, numberText } from './moves';

/** The numbers of all agreements beside each other, then what differs from the first and what moved with it. */
export function comparisonOf(lives: readonly [Lived, ...Lived[]], setting: Setting): string {
  const [first, ...others] = lives;
  const columns = lives.map((lived) => figuresOf(lived, setting));
  const rows = (columns[0] ?? []).map((figure, row) => [
    figure.label,
    ...columns.flatMap((column, index) => {
      const value = column[row]?.value ?? 0;
      const shown = numberText(value, figure.decimals);
      return index === 0 ? [shown] : [shown, changeText(moveOf(figure, value))];
    }),
  ]);
  const heading = ['', ...lives.flatMap(({ name }, index) => (index === 0 ? [name] : [name, 'forskel']))];
  return [table(heading, rows), ...others.map((other) => told(first, other, setting))].join('\n\n');
}

function told(first: Lived, other: Lived, setting: Setting): string {
  const causes = causesOf(first, other)
    .flatMap((cause) => cause.differences)
    .map(({ rule, words, before, after }) => `  ${rule} ${words}: ${before} → ${after}`);
  const moves = biggestMoves(first, other, setting).map((move) => `  ${moveSentence(move)}`);
  return [
    `${first.name} og ${other.name} er forskellige i:`,
    ...(causes.length === 0 ? ['  ingenting'] : causes),
    'Det flytter sig mest:',
    ...(moves.length === 0 ? ['  intet, som tilfældet ikke kan flytte'] : moves),
  ].join('\n');
}
