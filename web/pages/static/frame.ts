/** The frame of a page: header, menu, words, filters, sign-in. */
const css = String.raw;

export const FRAME = css`
  /* Frame */
  .rt-header {
    border-bottom: 3px solid #cc0000;
    background: #fff;
  }
  .rt-header-inner {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 3.2rem;
  }
  .rt-brand,
  .rt-brand:visited,
  .rt-brand:hover {
    color: #1a1a1a;
    font-size: 2rem;
    font-weight: 700;
    text-decoration: none;
    padding: 1.2rem 0;
  }
  .rt-menu {
    flex: 1 1 auto;
  }
  .rt-menu ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.4rem;
    max-width: none !important;
    margin: 0;
  }
  .rt-menu li {
    margin: 0;
    padding: 0;
  }
  .rt-menu li::before {
    content: none;
  }
  .rt-menu a {
    display: block;
    padding: 1.2rem 1.2rem 0.8rem;
    border-bottom: 4px solid transparent;
    color: #1a1a1a;
    text-decoration: none;
  }
  .rt-menu a:hover {
    border-bottom-color: #bfbfbf;
  }
  .rt-menu a[aria-current] {
    border-bottom-color: #1a1a1a;
    font-weight: 600;
  }
  .rt-user {
    display: flex;
    align-items: center;
    gap: 1.6rem;
    margin: 0;
    padding: 0.8rem 0;
  }
  .rt-user-name {
    font-size: 1.4rem;
    line-height: 1.8rem;
  }
  .rt-user-role {
    display: block;
    color: #454545;
  }
  .rt-log-out {
    color: #004d99 !important;
    text-decoration: underline;
    white-space: nowrap;
  }
  .rt-main {
    flex: 1 0 auto;
    padding-top: 2.4rem;
    padding-bottom: 4rem;
  }
  .rt-main:focus {
    outline: none;
  }
  .rt-footer {
    color: #454545;
    border-top: 1px solid #dcdcdc;
    font-size: 1.4rem;
  }

  .rt-main .back-link {
    display: inline-flex;
    margin-bottom: 0.8rem;
  }
  .rt-footer p {
    margin: 1.2rem 0;
  }

  /* Words */
  .rt-main h2.h4,
  .rt-main h2.h5 {
    margin-top: 0;
    margin-bottom: 0.8rem;
  }
  .rt-main h1 {
    margin-top: 0;
    margin-bottom: 1.2rem;
  }
  .rt-main .rt-title {
    margin-bottom: 0.8rem;
  }
  .rt-task-due::first-letter,
  .rt-when::first-letter {
    text-transform: uppercase;
  }
  .rt-quiet,
  .rt-hint {
    color: #454545;
  }
  .rt-hint {
    margin: 0 0 1.2rem;
  }
  .rt-empty {
    margin: 0.8rem 0;
    color: #454545;
  }
  .rt-number {
    display: inline-block;
    min-width: 2.4rem;
    padding: 0 0.8rem;
    border-radius: 1.2rem;
    background: #f5f5f5;
    color: #1a1a1a;
    font-size: 1.4rem;
    font-weight: 600;
    line-height: 2.4rem;
    text-align: center;
    vertical-align: middle;
  }
  .rt-nowrap {
    white-space: nowrap;
  }
  .rt-block {
    display: block;
  }
  .rt-code {
    font-size: 1.3rem;
    overflow-wrap: anywhere;
  }
  .rt-words {
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  .rt-section {
    margin-top: 3.2rem;
  }
  .rt-said {
    margin-bottom: 2.4rem;
  }

  /* Filters */
  .rt-counts {
    display: flex;
    flex-wrap: wrap;
    gap: 0.8rem;
    max-width: none !important;
    margin: 0 0 1.6rem;
  }
  .rt-counts li,
  .rt-tasks li,
  .rt-messages li,
  .rt-people li,
  .rt-links li,
  .rt-letters > li,
  .rt-timeline > li {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .rt-counts li::before,
  .rt-tasks li::before,
  .rt-messages li::before,
  .rt-people li::before,
  .rt-links li::before,
  .rt-letters > li::before,
  .rt-timeline > li::before {
    content: none;
  }
  .rt-count {
    display: block;
    padding: 0.5rem 0.6rem 0.5rem 1.2rem;
    border: 1px solid #bfbfbf;
    border-radius: 2rem;
    color: #1a1a1a !important;
    text-decoration: none;
    white-space: nowrap;
  }
  .rt-count-plain {
    padding-right: 1.2rem;
  }
  .rt-count:hover {
    border-color: #1a1a1a;
  }
  .rt-count[aria-current] {
    border-color: #1a1a1a;
    background: #1a1a1a;
    color: #fff !important;
  }
  .rt-count-late:not([aria-current]) .rt-number {
    background: #ffe0e0;
    color: #cc0000;
  }
  .rt-filter {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    gap: 0 1.6rem;
    margin-bottom: 2.4rem;
  }
  .rt-filter .form-group {
    flex: 1 1 16rem;
    max-width: 28rem;
    margin-top: 0;
  }
  .rt-filter .form-input,
  .rt-filter .form-select {
    margin-top: 0.2rem;
  }
  .rt-filter a {
    align-self: center;
    margin-top: 2.4rem;
  }

  /* Sign-in */
  .rt-choose section {
    margin-top: 2.4rem;
  }
  .rt-people {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(24rem, 1fr));
    gap: 0.8rem;
    max-width: none !important;
    margin: 0;
  }
  .rt-person {
    width: 100%;
    padding: 1rem 1.6rem;
    border: 1px solid #bfbfbf;
    border-radius: 4px;
    background: #fff;
    color: #1a1a1a;
    font: inherit;
    line-height: 2.4rem;
    text-align: left;
    cursor: pointer;
  }
  .rt-person:hover {
    border-color: #1a1a1a;
    background: #f5f5f5;
  }
`;
