/** Tables as Markdown, so that bench/README.md can hold what was printed. */

export const decimal = (n: number): string => n.toFixed(1);

/** Processor seconds this process has used so far, on all its threads. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}

export function printTable(heading: readonly string[], rows: readonly (readonly string[])[]): void {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  console.log([line(heading), line(heading.map(() => '--')), ...rows.map(line)].join('\n'));
}
