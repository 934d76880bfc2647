/** The look of a what-if's report: on a screen, on a phone and on paper. */
export const STYLE = `
:root { color: #1a1a1a; background: #fff; font: 1rem/1.5 'IBM Plex Sans', system-ui, sans-serif; }
body { max-width: 68rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.35rem; margin: 2.5rem 0 .5rem; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .25rem; }
p, li { max-width: 44rem; }
ul { padding-left: 1.2rem; }
li { margin-bottom: .3rem; }
svg { display: block; max-width: 100%; height: auto; }
.hint { color: #454545; }
.key { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; list-style: none; padding: 0; }
.key li { display: flex; align-items: center; gap: .5rem; margin: 0; }
.key svg, th svg { flex: none; }
.plots { display: grid; grid-template-columns: repeat(auto-fill, minmax(18.5rem, 1fr)); gap: 1.25rem 1.5rem; }
figure { margin: 0; break-inside: avoid; }
figcaption { line-height: 1.35; margin-bottom: .25rem; }
figcaption span { display: block; color: #454545; font-size: .9rem; }
.scroll { overflow-x: auto; }
.scroll:focus-visible, summary:focus-visible { outline: 3px solid #0b3c6f; outline-offset: 2px; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: .5rem 0; }
th, td { text-align: right; vertical-align: top; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid #dcdcdc; }
th:first-child, td:first-child, .words th, .words td { text-align: left; }
.words [rowspan] .change { display: inline; margin-left: .5rem; }
thead th, thead td { vertical-align: bottom; border-bottom-color: #454545; }
tbody th { font-weight: 400; }
.change { display: block; color: #454545; font-size: .9rem; white-space: nowrap; }
details { margin: .5rem 0; }
summary { cursor: pointer; padding: .25rem 0; }
@media (max-width: 36rem) {
  .words thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .words tr, .words th, .words td { display: block; border: 0; padding: 0; }
  .words tbody { display: block; border-bottom: 1px solid #dcdcdc; padding: .5rem 0; }
  .words tr { padding-bottom: .5rem; }
  .words [rowspan]::before { content: 'Oprettede opgaver, det gælder:'; color: #454545; }
  .words td[data-title]::before { content: attr(data-title) ': '; color: #454545; }
  th, td { padding-right: .5rem; }
  th:first-child { hyphens: auto; }
}
@media print {
  @page { margin: 15mm; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  h2, h3 { break-after: avoid; }
  tr { break-inside: avoid; }
  details:not([open]), .folded:not(:has([open])) { display: none; }
  .scroll { overflow: visible; }
}
`;
