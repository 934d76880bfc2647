/** One's own page: a single column, large things to tap, one red thread. */
const css = String.raw;

export const ME_STYLE = css`
  /* One's own page */
  .me-frame {
    width: 100%;
    max-width: 64rem;
    margin: 0 auto;
    padding-left: 2rem;
    padding-right: 2rem;
    box-sizing: border-box;
  }
  .me-header {
    display: flex;
    align-items: center;
    justify-content: space-between;
  }
  .me-header form {
    margin: 0;
  }
  .me .rt-main p {
    max-width: none;
  }
  .me-hello {
    margin-bottom: 1.6rem !important;
  }
  .me .alert {
    margin-bottom: 2rem;
  }
  .me-face {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: center;
    gap: 0 1.6rem;
  }
  .me-face p {
    margin: 0;
  }
  .me-portrait {
    display: flex;
    align-items: center;
    justify-content: center;
    width: 6.4rem;
    height: 6.4rem;
    border-radius: 50%;
    background: #cc0000;
    color: #fff;
    font-size: 2.4rem;
    font-weight: 600;
  }
  .me-reach {
    grid-column: 1 / -1;
    display: flex;
    flex-wrap: wrap;
    gap: 1.2rem;
    margin-top: 1.6rem !important;
  }
  .me-reach .button {
    flex: 1 1 14rem;
    margin: 0;
    text-align: center;
  }
  .me-card {
    margin: 2.4rem 0 0;
    padding: 2rem;
    border: 1px solid #dcdcdc;
    border-left: 4px solid #cc0000;
    border-radius: 4px;
  }
  .me-when strong {
    display: block;
    font-size: 2.4rem;
    line-height: 3.2rem;
  }
  .me-when .rt-when {
    color: inherit;
  }
  .me-facts {
    margin: 1.2rem 0;
    line-height: 2.4rem;
  }
  .me-facts > div + div {
    margin-top: 0.8rem;
  }
  .me-facts dt {
    color: #454545;
    font-size: 1.4rem;
    font-weight: 400;
  }
  .me-facts dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .me-answered {
    padding: 0.8rem 1.2rem;
    background: #e5f4e5;
  }
  .me .rt-form {
    margin: 0;
  }
  .me-wide,
  .me .rt-form > .button,
  .me .rt-form .form-input,
  .me .rt-form textarea.form-input {
    width: 100%;
    max-width: none;
  }
  .me .rt-form > .button {
    margin: 1.2rem 0 0;
  }
  .me .rt-details {
    margin-top: 1.2rem;
  }
  .me-other .details-summary {
    display: block;
    width: 100%;
    box-sizing: border-box;
    padding: 1rem 1.6rem;
    border: 2px solid #454545;
    border-radius: 4px;
    color: #1a1a1a;
    font-weight: 600;
    text-align: center;
    text-decoration: none;
  }
  .me-prepare,
  .me-more,
  .me-wish,
  .me-after {
    margin-top: 2.4rem;
  }
  .me-pulse,
  .me-ends {
    display: flex;
    justify-content: space-between;
    gap: 0.4rem;
    margin: 0;
  }
  .me-mood {
    flex: 1 1 0;
    min-width: 0;
    padding: 0.8rem 0;
    border: 1px solid transparent;
    border-radius: 4px;
    background: none;
    color: #1a1a1a;
    font: inherit;
    cursor: pointer;
  }
  .me-mood:hover {
    border-color: #1a1a1a;
  }
  .me-mood svg {
    display: block;
    max-width: 100%;
    margin: 0 auto;
  }
  .me-goals {
    margin: 0;
  }
  .me-purpose {
    font-size: 2rem;
    line-height: 2.8rem;
  }
  .me-note {
    margin: 0 0 1.6rem;
  }
`;
