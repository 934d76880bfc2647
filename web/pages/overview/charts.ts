/**
 * Plots of bars as SVG. Each stands beside a table that holds the same numbers.
 */
import { type Mark, type Spec } from 'vega';
import { axis, FONT, svgOf } from '../../../plots/svg';

/** One bar. */
export interface Bar {
  readonly label: string;
  /** Undefined where there is nothing to measure. */
  readonly value: number | undefined;
  /** Drawn in the colour of what is late or too much. */
  readonly late: boolean;
}

export interface Plot {
  readonly bars: readonly Bar[];
  readonly xTitle: string;
  readonly yTitle: string;
  /** The highest value of the scale, where it is given. */
  readonly top?: number;
  /** A line across, and what it is. */
  readonly limit?: { readonly at: number; readonly label: string };
}

const [WIDTH, HEIGHT] = [720, 220];

function spec({ bars, xTitle, yTitle, top, limit }: Plot): Spec {
  const hasGaps = bars.some(({ value }) => value === undefined);
  const values = bars.map(({ label, value, late }) => ({
    label,
    value: value ?? 0,
    none: hasGaps && value === 0,
    late,
  }));
  const highest = Math.max(...values.map(({ value }) => value), limit?.at ?? 0, 1);
  return {
    width: WIDTH,
    height: HEIGHT,
    data: [{ name: 'bars', values }],
    scales: [
      { name: 'x', type: 'band', domain: { data: 'bars', field: 'label' }, range: 'width', padding: 0.25 },
      { name: 'y', type: 'linear', domain: [0, top ?? highest], nice: top === undefined, range: 'height' },
    ],
    axes: [
      axis({ orient: 'bottom', scale: 'x', title: xTitle }),
      axis({ orient: 'left', scale: 'y', title: yTitle, tickMinStep: 1, tickCount: 5, grid: true }),
    ],
    marks: [
      {
        type: 'rect',
        aria: false,
        from: { data: 'bars' },
        encode: {
          enter: {
            x: { scale: 'x', field: 'label' },
            width: { scale: 'x', band: 1 },
            // Where not all was measured, a measured nothing is a line on the ground.
            y: [
              { test: 'datum.none', scale: 'y', value: 0, offset: -3 },
              { scale: 'y', field: 'value' },
            ],
            y2: { scale: 'y', value: 0 },
            fill: [{ test: 'datum.late', value: '#cc0000' }, { value: '#454545' }],
          },
        },
      },
      ...(limit ? limitLine(limit) : []),
    ],
  };
}

/** A dashed line across, with its words above the right end. */
function limitLine({ at, label }: NonNullable<Plot['limit']>): Mark[] {
  const y = { scale: 'y', value: at };
  return [
    {
      type: 'rule',
      aria: false,
      encode: {
        enter: {
          x: { value: 0 },
          x2: { value: WIDTH },
          y,
          stroke: { value: '#1a1a1a' },
          strokeDash: { value: [4, 4] },
        },
      },
    },
    {
      type: 'text',
      aria: false,
      encode: {
        enter: {
          x: { value: WIDTH },
          y,
          dy: { value: -6 },
          align: { value: 'right' },
          text: { value: label },
          font: { value: FONT },
          fontSize: { value: 13 },
          fill: { value: '#1a1a1a' },
        },
      },
    },
  ];
}

/** The plot as SVG. */
export function drawn(plot: Plot): Promise<string> {
  return svgOf(spec(plot));
}
