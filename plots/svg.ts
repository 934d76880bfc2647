/**
 * What all plots share: their look, and how Vega draws them to SVG where there is no browser. No script and no style
 * attribute comes with them; each stands beside the same numbers in words or a table.
 */
import { type Axis, type Spec } from 'vega';

export const FONT = 'IBM Plex Sans, system-ui, sans-serif';
export const TEXT = '#454545';

/** An axis in the common look. */
export function axis(of: Pick<Axis, 'orient' | 'scale'> & Partial<Axis>): Axis {
  return {
    aria: false,
    labelFont: FONT,
    titleFont: FONT,
    labelFontSize: 13,
    titleFontSize: 13,
    titleFontWeight: 400,
    titlePadding: 10,
    labelColor: TEXT,
    titleColor: TEXT,
    domainColor: '#bfbfbf',
    tickColor: '#bfbfbf',
    gridColor: '#f0f0f0',
    ...of,
  };
}

/** The plot as SVG. Vega is loaded with the first one: most processes never draw any. */
export async function svgOf(spec: Spec): Promise<string> {
  const { parse, View } = await import('vega');
  const view = new View(parse({ padding: 5, background: '#ffffff', ...spec }), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  return svg;
}
