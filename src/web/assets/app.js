import { initAll } from './govuk-frontend.min.js';

/** The components' own behaviour. Every page works without it. */
initAll();

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
