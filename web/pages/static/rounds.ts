/**
 * The table of a meeting about many youths: how it looks, and the script that saves a row where it stands. Without the
 * script a row's button sends the whole form, which saves that row and keeps the others as they were typed.
 */
const css = String.raw;

export const ROUND_STYLE = css`
  /* Meetings about many youths */
  .rt-round-table {
    width: 100%;
  }
  .rt-main .rt-round-table th[scope='row'],
  .rt-main .rt-round-table td {
    vertical-align: top;
    font-weight: 400;
    text-align: left;
  }
  .rt-round-row {
    border-bottom: 1px solid #dcdcdc;
  }
  .rt-round-row:focus-within {
    background: #f5f5f5;
  }
  .rt-round-row .form-group,
  .rt-round-row .rt-details {
    margin: 0 0 0.8rem;
  }
  .rt-round-row .form-select,
  .rt-round-row .form-input {
    margin-top: 0;
  }
  .rt-round-row .button {
    margin: 0;
    white-space: nowrap;
  }
  .rt-round-row .form-error-message {
    max-width: 18rem;
  }
  .rt-round-state .badge:not([class*='badge-']) {
    background: #f5f5f5;
    color: #1a1a1a;
  }
  td > .rt-ticks {
    columns: 2 13rem;
    min-width: 0;
  }
  .rt-round-name {
    display: block;
    font-weight: 600;
  }
  .rt-round-known,
  .rt-round-state {
    display: block;
    max-width: 32rem;
    color: #454545;
    font-size: 1.4rem;
    line-height: 2rem;
  }
  .rt-round-state {
    margin-top: 0.8rem;
  }
  .rt-ticks .form-group-checkbox {
    margin-top: 0.4rem;
  }
  .rt-ticks label {
    max-width: 30rem;
    font-size: 1.4rem;
  }
  .rt-bare .form-label {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .rt-bare .rt-inline-radios {
    flex-wrap: nowrap;
    gap: 1.2rem;
  }
  .rt-bare .form-error .rt-inline-radios {
    flex-wrap: wrap;
  }
  .rt-task-why .rt-over {
    position: relative;
    z-index: 1;
  }
  .rt-round-end {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 1.2rem 1.6rem;
    margin-top: 2.4rem;
  }
  .rt-round-end .button {
    width: auto;
    margin: 0;
  }
  .rt-round-end .rt-hint {
    margin: 0;
  }
  @media (min-width: 992px) {
    .rt-round-row > :first-child {
      min-width: 22rem;
    }
    .rt-round-row > :nth-last-child(2) {
      min-width: 20rem;
    }
  }
  @media (max-width: 991px) {
    .rt-main .rt-round-table th[scope='row']::before,
    .rt-main .rt-round-table td:last-child::before {
      display: none !important;
    }
    .rt-main .rt-round-table th[scope='row'],
    .rt-main .rt-round-table td {
      padding: 0.8rem 0;
    }
    .rt-round-known,
    .rt-round-state,
    .rt-ticks label {
      max-width: none;
    }
  }
`;

/** Whatever goes wrong – no session, no network, a refusal – the form is sent as it would be without the script. */
export const ROUND_SCRIPT = `
const round = document.querySelector('form.rt-round');
if (round) round.addEventListener('submit', async (event) => {
  const button = event.submitter;
  const row = button && button.closest('.rt-round-row');
  if (!row || round.dataset.plain) return;
  event.preventDefault();
  event.stopPropagation();
  if (row.dataset.saving) return;
  row.dataset.saving = 'true';
  const own = [...new FormData(round, button)].filter(([name]) => !name.includes('.') || name.startsWith(row.dataset.row + '.'));
  try {
    const answer = await fetch(round.action, { method: 'POST', body: new URLSearchParams([...own, ['kun', 'raekke']]) });
    if (answer.headers.get('X-Row') !== row.dataset.row) throw new Error('no row');
    const news = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = news.querySelector('.rt-round-row');
    const missing = document.getElementById('mangler');
    if (missing) missing.textContent = news.getElementById('mangler').textContent;
    row.replaceWith(fresh);
    const wrong = fresh.querySelector('.form-error input, .form-error select, .form-error textarea');
    (wrong || fresh.querySelector('button')).focus();
  } catch {
    delete row.dataset.saving;
    round.dataset.plain = 'true';
    round.requestSubmit(button);
  }
});
`;
