/**
 * What is wrong with a directory to load: where, and how to mend it. Never what stands there, where that is personal.
 */

export interface LoadProblem {
  readonly file: string;
  /** As a spreadsheet shows it: the headings are row 1. */
  readonly row?: number;
  readonly column?: string;
  /** Of a file that is no table. */
  readonly field?: string;
  /** In Danish. */
  readonly message: string;
}

/** The directory cannot be loaded, and nothing of it has been. */
export class LoadRefusedError extends Error {
  constructor(readonly problems: readonly LoadProblem[]) {
    super(problems.map(problemText).join('\n'));
  }
}

/** `unge.csv, række 17, kolonne CPR: mangler` */
function problemText({ file, row, column, field, message }: LoadProblem): string {
  const at = [
    file,
    ...(row === undefined ? [] : [`række ${String(row)}`]),
    ...(column === undefined ? [] : [`kolonne ${column}`]),
    ...(field === undefined ? [] : [`felt ${field}`]),
  ];
  return `${at.join(', ')}: ${message}`;
}
