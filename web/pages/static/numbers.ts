/** Plots, amounts and tables. */
const css = String.raw;

export const NUMBERS = css`
  /* Figures */
  .rt-chart {
    overflow-x: auto;
    max-width: 80rem;
    margin: 0 0 1.6rem;
  }
  .rt-chart svg {
    display: block;
    width: 100%;
    min-width: 56rem;
    height: auto;
  }
  .rt-amount {
    display: inline-block;
    min-width: 4rem;
    font-variant-numeric: tabular-nums;
  }
  .rt-bar {
    width: 10rem;
    height: 1.2rem;
    vertical-align: middle;
    accent-color: #454545;
  }

  /* Tables */
  .rt-table {
    width: 100%;
  }
  .rt-table td,
  .rt-table th {
    vertical-align: top;
  }
  .rt-pages {
    display: flex;
    gap: 1.6rem;
    margin-top: 1.6rem;
  }
  .rt-clauses {
    columns: 2 40rem;
    column-gap: 4.8rem;
    margin-top: 2.4rem;
  }
  .rt-clauses section {
    break-inside: avoid;
    margin-bottom: 2.4rem;
  }
  .rt-clauses ul {
    margin: 0;
  }
`;
