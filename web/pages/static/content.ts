/** What pages show: two columns, timelines, messages, what a school registers. */
const css = String.raw;

export const CONTENT = css`
  /* Two columns: the main thing left, what explains it right; one below the other on a phone */
  .rt-columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0 4.8rem;
    margin-top: 0.8rem;
  }
  @media (min-width: 992px) {
    .rt-columns {
      grid-template-columns: minmax(0, 1fr) 36rem;
      grid-template-rows: auto 1fr;
    }
    .rt-column-main {
      grid-column: 1;
    }
    .rt-column-side {
      grid-column: 2;
      grid-row: 1 / span 2;
    }
    .rt-column-side .rt-card:first-child {
      margin-top: 0;
    }
  }
  .rt-card {
    margin-top: 2.4rem;
    padding: 2rem 2.4rem;
    border: 1px solid #dcdcdc;
    border-radius: 4px;
  }
  .rt-column-side .rt-card {
    padding: 1.6rem 2rem;
  }
  .rt-answers {
    background: #f5f5f5;
    border-color: #f5f5f5;
  }
  .rt-who {
    margin: 0 0 1.2rem;
    font-size: 2rem;
    line-height: 2.8rem;
  }
  .rt-face {
    display: block;
    font-size: 2rem;
    line-height: 2.8rem;
  }
  .rt-now {
    margin-top: 1.6rem;
    padding: 1.6rem 2rem;
    border-left: 4px solid #cc0000;
    background: #f5f5f5;
  }
  .rt-now .rt-pairs {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr));
    gap: 1.2rem 2.4rem;
  }
  .rt-now .rt-pairs > div + div {
    margin-top: 0;
  }
  .rt-now .rt-pairs dt {
    color: #454545;
    font-weight: 400;
  }
  .rt-pairs {
    margin: 0;
    line-height: 2.4rem;
  }
  .rt-pairs > div + div {
    margin-top: 1.2rem;
  }
  .rt-pairs dt {
    font-weight: 600;
  }
  .rt-pairs dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .rt-pairs + .rt-pairs {
    margin-top: 1.2rem;
  }
  .rt-pairs-inline {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem 2.4rem;
  }
  .rt-pairs-inline > div,
  .rt-pairs-inline > div + div {
    display: flex;
    gap: 0.8rem;
    margin: 0;
  }
  .rt-pairs-inline dt {
    color: #454545;
    font-weight: 400;
  }

  /* Timeline and messages */
  .rt-timeline {
    max-width: none !important;
    margin: 0;
    padding: 0;
    border-left: 3px solid #cc0000;
  }
  .rt-timeline > li {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    padding: 0.8rem 0 0.8rem 2rem;
  }
  .rt-timeline > li::after {
    content: '';
    position: absolute;
    left: -0.7rem;
    top: 1.5rem;
    width: 1.1rem;
    height: 1.1rem;
    border: 2px solid #cc0000;
    border-radius: 50%;
    background: #fff;
  }
  @media (min-width: 768px) {
    .rt-timeline > li {
      grid-template-columns: 17rem minmax(0, 1fr);
      gap: 0 2.4rem;
    }
  }
  .rt-when {
    color: #454545;
    font-variant-numeric: tabular-nums;
    line-height: 2.4rem;
  }
  .rt-what {
    line-height: 2.4rem;
  }
  .rt-heading {
    display: block;
    font-weight: 600;
  }
  .rt-late-note {
    color: #cc0000;
  }
  .rt-rule {
    font-size: 1.3rem;
    color: #454545 !important;
  }
  blockquote.rt-words {
    margin: 0.8rem 0 0;
    padding: 0.8rem 1.6rem;
    border-left: 4px solid #bfbfbf;
    background: #f5f5f5;
  }
  .rt-rules {
    margin: 2.4rem 0 0;
    color: #454545;
    font-size: 1.4rem;
    line-height: 2rem;
  }
  .rt-rules > div {
    display: flex;
    gap: 1.2rem;
  }
  .rt-rules > div:target {
    background: #e2f2fb;
  }
  .rt-rules dt {
    font-weight: 600;
  }
  .rt-rules dd {
    margin: 0;
  }
  .rt-messages,
  .rt-links {
    max-width: none !important;
    margin: 0;
  }
  .rt-messages li + li {
    margin-top: 1.2rem;
  }
  .rt-messages li > span {
    display: block;
    line-height: 2.2rem;
  }
  .rt-links li {
    padding: 0.6rem 0;
  }
  .rt-letters {
    max-width: none !important;
    margin: 0;
  }
  .rt-letters > li {
    padding: 1.2rem 0;
    border-top: 1px solid #dcdcdc;
  }
  .rt-letter p {
    margin: 0;
    max-width: none;
  }
  .rt-letter .rt-words {
    margin-top: 0.4rem;
    color: #454545;
  }
  .rt-letter-subject {
    font-weight: 600;
  }

  /* School */
  .rt-student {
    grid-template-columns: minmax(0, 1fr) 18rem 12rem;
  }
  .rt-row-late td:first-child {
    box-shadow: inset 4px 0 #cc0000;
  }
  .rt-wrong {
    color: #cc0000;
  }
  .rt-progress {
    width: 100%;
    height: 2.4rem;
    accent-color: #1a1a1a;
  }
  .rt-file {
    display: block;
    max-width: 100%;
    margin-top: 0.8rem;
    font: inherit;
  }
  .rt-narrow {
    max-width: 72rem;
  }
`;
