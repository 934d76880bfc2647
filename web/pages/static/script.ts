/**
 * Our script: everything works without it. It starts the design system's own behaviour, keeps a form from being sent
 * twice by an impatient finger (the request's id makes that harmless anyway), moves through the list by keyboard, and
 * keeps what was typed through a lost session – in this window only, until it is sent or the reader signs out.
 */
import { ROUND_SCRIPT } from './rounds';

export const SCRIPT = `'use strict';
document.documentElement.classList.add('rt-scripted');
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.method === 'get') return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = 'true';
});
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
});
const problem = document.querySelector('.rt-problems');
if (problem) problem.focus();

/* A long file goes on by itself. */
const goesOn = document.querySelector('.rt-goes-on');
if (goesOn) goesOn.requestSubmit();

/* How many are chosen. */
const count = document.querySelector('.rt-many-count');
const picks = () => [...document.querySelectorAll('.rt-pick')];
const tellPicked = () => {
  const n = picks().filter((pick) => pick.checked).length;
  if (count) count.textContent = n === 0 ? '' : n + ' valgt.';
};
document.addEventListener('change', (event) => {
  if (event.target.matches('.rt-pick')) tellPicked();
});
addEventListener('pageshow', tellPicked);

/* The list by keyboard, only while the focus is in it. */
document.addEventListener('keydown', (event) => {
  const line = event.target.closest && event.target.closest('.rt-pickable .rt-task');
  if (!line || event.ctrlKey || event.altKey || event.metaKey) return;
  const lines = [...document.querySelectorAll('.rt-pickable .rt-task')];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    const next = lines[lines.indexOf(line) + step];
    if (next) next.querySelector('.rt-task-what a').focus();
    event.preventDefault();
  } else if (event.key === 'x' || event.key === 'X') {
    const pick = line.querySelector('.rt-pick');
    if (pick) pick.click();
    event.preventDefault();
  }
});

/* What was typed. */
const reader = document.body.dataset.reader;
const draftKey = (form) => 'draft ' + reader + ' ' + new URL(form.action).pathname;
const fieldsOf = (form) => [...form.elements].filter((field) => field.matches('textarea'));
const keepDraft = (form, sent) => {
  const typed = fieldsOf(form).map((field) => [field.name, field.value]).filter((pair) => pair[1].trim() !== '');
  if (typed.length === 0) sessionStorage.removeItem(draftKey(form));
  else sessionStorage.setItem(draftKey(form), JSON.stringify({ sent, typed }));
};
if (reader) {
  if (document.querySelector('.rt-said')) {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith('draft ') && JSON.parse(sessionStorage.getItem(key)).sent) sessionStorage.removeItem(key);
    }
  }
  for (const form of document.querySelectorAll('form.rt-form')) {
    const kept = JSON.parse(sessionStorage.getItem(draftKey(form)) || 'null');
    const empty = fieldsOf(form).filter((field) => field.value === '');
    for (const [name, text] of kept ? kept.typed : []) {
      const field = empty.find((one) => one.name === name);
      if (!field) continue;
      field.value = text;
      const holder = form.closest('details');
      if (holder) holder.open = true;
    }
    form.addEventListener('input', () => keepDraft(form, false));
    form.addEventListener('submit', () => keepDraft(form, true));
  }
  const out = document.querySelector('form[action="/log-ud"]');
  if (out) out.addEventListener('submit', () => sessionStorage.clear());
}
${ROUND_SCRIPT}
DKFDS.init();
`;
