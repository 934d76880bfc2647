/**
 * The plots of a what-if. Agreements are told apart by darkness, dashes and order, not by colour alone.
 */
import { type EncodeEntry, type Mark, type Spec } from 'vega';
import { axis, FONT, svgOf, TEXT } from '../../plots/svg';
import { type IsoDate } from '../../rules/calendar';

/** Lines of agreements: dark to light, each with dashes of its own. All at least 3:1 on white. */
const LOOKS: readonly { readonly colour: string; readonly dash: readonly number[] }[] = [
  { colour: '#0b3c6f', dash: [] },
  { colour: '#d55e00', dash: [6, 3] },
  { colour: '#009e73', dash: [2, 2] },
  { colour: '#8a3d78', dash: [9, 3, 2, 3] },
  { colour: '#767676', dash: [1, 3] },
  { colour: '#a07800', dash: [12, 4] },
];
/** Agreements that can be told apart in one plot. */
export const MOST_AGREEMENTS = LOOKS.length;

/** Small enough to be read on a phone as it is. */
const [WIDTH, HEIGHT] = [280, 120];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];
const MOST_TICKS = 5;

const look = (agreement: number): (typeof LOOKS)[number] =>
  LOOKS[agreement % LOOKS.length] ?? { colour: TEXT, dash: [] };

/** One line an agreement over the weeks; `values` in the order of the weeks. */
export function linesSvg(weeks: readonly IsoDate[], lines: readonly (readonly number[])[]): Promise<string> {
  const highest = Math.max(1, ...lines.flat());
  const spec: Spec = {
    width: WIDTH,
    height: HEIGHT,
    signals: [{ name: 'months', value: Object.fromEntries(weeks.map((week) => [week, monthText(week)])) }],
    data: lines.map((values, index) => ({
      name: `line${String(index)}`,
      values: weeks.map((week, at) => ({ week, value: values[at] ?? 0 })),
    })),
    scales: [
      { name: 'x', type: 'point', domain: [...weeks], range: 'width' },
      { name: 'y', type: 'linear', domain: [0, highest], nice: true, range: 'height' },
    ],
    axes: [
      axis({
        orient: 'bottom',
        scale: 'x',
        values: ticksOf(weeks),
        encode: { labels: { update: { text: { signal: 'months[datum.value]' } } } },
      }),
      axis({ orient: 'left', scale: 'y', tickMinStep: 1, tickCount: 4, grid: true, format: 'd' }),
    ],
    marks: lines.map((_, index) => ({
      type: 'line',
      aria: false,
      from: { data: `line${String(index)}` },
      encode: {
        enter: {
          x: { scale: 'x', field: 'week' },
          y: { scale: 'y', field: 'value' },
          stroke: { value: look(index).colour },
          strokeWidth: { value: 2 },
          strokeDash: { value: [...look(index).dash] },
        },
      },
    })),
  };
  return svgOf(spec);
}

/** A bar an agreement for each row, its number at its end; agreements in their order from above. */
export function barsSvg(
  rows: readonly { readonly label: string; readonly values: readonly number[] }[],
): Promise<string> {
  const highest = Math.max(1, ...rows.flatMap(({ values }) => values));
  const [thickness, heading] = [15, 22];
  const rowHeight = heading + thickness * Math.max(1, ...rows.map(({ values }) => values.length));
  const spec: Spec = {
    width: WIDTH - 30, // room for the numbers
    height: rows.length * rowHeight,
    data: [
      { name: 'rows', values: rows.map(({ label }, row) => ({ label, y: row * rowHeight + heading - 6 })) },
      {
        name: 'bars',
        values: rows.flatMap(({ values }, row) =>
          values.map((value, agreement) => ({
            value,
            y: row * rowHeight + heading + agreement * thickness,
            colour: look(agreement).colour,
          })),
        ),
      },
    ],
    scales: [{ name: 'x', type: 'linear', domain: [0, highest], range: 'width' }],
    marks: [
      textMark('rows', { x: { value: 0 }, y: { field: 'y' }, text: { field: 'label' } }),
      {
        type: 'rect',
        aria: false,
        from: { data: 'bars' },
        encode: {
          enter: {
            x: { scale: 'x', value: 0 },
            x2: { scale: 'x', field: 'value' },
            y: { field: 'y' },
            height: { value: thickness - 2 },
            fill: { field: 'colour' },
          },
        },
      },
      textMark('bars', {
        x: { scale: 'x', field: 'value', offset: 5 },
        y: { field: 'y', offset: thickness - 4 },
        text: { field: 'value' },
      }),
    ],
  };
  return svgOf(spec);
}

function textMark(data: string, enter: EncodeEntry): Mark {
  const font = { font: { value: FONT }, fontSize: { value: 13 }, fill: { value: TEXT } };
  return { type: 'text', aria: false, from: { data }, encode: { enter: { ...enter, ...font } } };
}

/** The line of an agreement as a key to the plots. */
export function keySvg(agreement: number): Promise<string> {
  const { colour, dash } = look(agreement);
  return svgOf({
    width: 36,
    height: 6,
    padding: 1,
    marks: [
      {
        type: 'rule',
        aria: false,
        encode: {
          enter: {
            x: { value: 0 },
            x2: { value: 36 },
            y: { value: 3 },
            stroke: { value: colour },
            strokeWidth: { value: 4 },
            strokeDash: { value: [...dash] },
          },
        },
      },
    ],
  });
}

function monthText(week: IsoDate): string {
  return `${MONTHS[Number(week.slice(5, 7)) - 1] ?? ''} ${week.slice(2, 4)}`;
}

/** The first weeks of some months, evenly chosen. */
function ticksOf(weeks: readonly IsoDate[]): IsoDate[] {
  const firsts = weeks.filter((week, index) => monthText(week) !== monthText(weeks[index - 1] ?? ''));
  const step = Math.ceil(firsts.length / MOST_TICKS);
  return firsts.filter((_, index) => index % step === 0);
}
