/** Forms, and what changes on a phone. */
const css = String.raw;

export const FORMS = css`
  /* Forms */
  .rt-form .form-group {
    margin-top: 2rem;
  }
  .rt-form > .form-group:first-of-type {
    margin-top: 0;
  }
  .rt-form textarea.form-input,
  .rt-form .form-select {
    max-width: 48rem;
  }
  .rt-form > .button {
    margin-top: 2.4rem;
  }
  .rt-form .form-hint {
    margin-top: 0;
  }
  .rt-row {
    display: flex;
    flex-wrap: wrap;
    gap: 0 2.4rem;
  }
  .rt-form .rt-row .form-group {
    margin-top: 0.8rem;
  }
  .rt-inline-radios {
    display: flex;
    flex-wrap: wrap;
    gap: 0 2.4rem;
  }
  .rt-inline-radios > legend,
  .rt-inline-radios > .form-error-message {
    flex: 0 0 100%;
  }
  .rt-inline-radios .form-group-radio {
    margin-top: 0 !important;
  }
  /* Only the fields an answer needs. Browsers that cannot look ahead show them all; the server asks for the same. */
  .rt-form:not(:has([name='outcome'][value='held']:checked)) .rt-when-held,
  .rt-form:not(:has([name='outcome'][value='done']:checked)) .rt-when-done,
  .rt-form:not(:has([name='outcome']:is([value='done'], [value='held'], [value='moved']):checked))
    .rt-when-next {
    display: none;
  }
  .rt-when-held,
  .rt-when-done,
  .rt-when-next {
    margin-top: 2rem;
    padding-left: 2rem;
    border-left: 4px solid #dcdcdc;
  }
  .rt-when-held > :first-child,
  .rt-when-done > :first-child {
    margin-top: 0;
  }
  .rt-problems {
    margin-bottom: 2.4rem;
  }
  .rt-problems:focus {
    outline-offset: 4px;
  }
  .rt-more {
    margin-top: 3.2rem;
  }
  .rt-details {
    margin-bottom: 1.2rem;
  }
  .rt-card + .rt-details {
    margin-top: 2.4rem;
  }

  /* Phone */
  @media (max-width: 767px) {
    .rt-header-inner {
      gap: 0 1.6rem;
    }
    .rt-brand {
      padding: 0.8rem 0 0;
    }
    .rt-menu {
      order: 3;
      flex-basis: 100%;
      margin: 0 -1.2rem;
    }
    .rt-menu a {
      padding: 0.8rem 1.2rem 0.4rem;
    }
    .rt-user {
      margin-left: auto;
      padding-bottom: 0;
      text-align: right;
    }
    .rt-task,
    .rt-task-of-one {
      grid-template-columns: minmax(0, 1fr);
      gap: 0.2rem;
      padding-left: 1.2rem !important;
    }
    .rt-counts {
      flex-wrap: nowrap;
      margin-right: -1.6rem;
      padding-bottom: 0.4rem;
      overflow-x: auto;
    }
    /* Ways to other pages are all in sight. */
    .rt-counts:has(.rt-count-plain) {
      flex-wrap: wrap;
    }
    .rt-student {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .rt-student .rt-task-what {
      grid-row: 1;
      grid-column: 2;
    }
    .rt-pickable .rt-task {
      grid-template-columns: 2.4rem minmax(0, 1fr);
      gap: 0.2rem 1.2rem;
    }
    .rt-pickable .rt-task > :not(.rt-task-pick) {
      grid-column: 2;
    }
    .rt-task-pick {
      grid-row: 1;
    }
    .rt-scripted .rt-keys {
      display: none;
    }
    .rt-many-buttons .button {
      flex: 1 1 auto;
    }
    .rt-card {
      padding: 1.6rem;
    }
    .rt-filter {
      gap: 0.8rem 1.6rem;
    }
    .rt-filter .form-group {
      flex: 1 1 14rem;
    }
    .rt-main .rt-table tr {
      padding: 0.8rem 0 !important;
    }
    .rt-main .rt-table td {
      display: flex;
      gap: 0.8rem;
      padding: 0 1.6rem !important;
      border: 0;
      line-height: 2.6rem;
    }
    .rt-main .rt-table td::before {
      flex: 0 0 11rem;
      padding: 0;
      color: #454545;
      font-weight: 400 !important;
    }
    .rt-main .rt-table td:first-child {
      display: block;
      font-weight: 600;
    }
    .rt-main .rt-table td:first-child::before,
    .rt-main .rt-table td.rt-plain::before,
    .rt-main .rt-table td.rt-none {
      display: none !important;
    }
    .rt-filter .form-select {
      min-width: 0;
    }
    .rt-filter .form-input {
      max-width: none !important;
    }
    .rt-filter a {
      margin-top: 0;
    }
    .rt-clauses {
      columns: 1;
    }
  }
`;
