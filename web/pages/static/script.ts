/**
 * Our script: everything works without it. It starts the design system's own behaviour, and keeps a form from being
 * sent twice by an impatient finger (the request's id makes that harmless anyway).
 */
export const SCRIPT = `'use strict';
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = 'true';
});
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
});
const problem = document.querySelector('.rt-problems');
if (problem) problem.focus();
DKFDS.init();
`;
