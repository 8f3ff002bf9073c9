/* global URLSearchParams */

/**
 * Keeps the page of phones up to date once a second by fetching it again and putting the new texts in place. Forms are
 * never touched, so nothing that is being typed is lost. Without this script the page works by reloading.
 */

const PAGE = '/phones';
const EVERY_MILLISECONDS = 1_000;

const grid = document.getElementById('phones');
const lost = document.getElementById('lost');

function replaceIfChanged(current, fresh) {
  if (current && fresh && current.innerHTML !== fresh.innerHTML) current.innerHTML = fresh.innerHTML;
}

function show(page) {
  const phones = [...page.querySelectorAll('.app-phone')];
  for (const phone of phones) {
    const current = document.getElementById(phone.id);
    if (!current) {
      grid.append(document.importNode(phone, true));
      continue;
    }
    replaceIfChanged(current.querySelector('.app-phone__owner'), phone.querySelector('.app-phone__owner'));
    replaceIfChanged(current.querySelector('.app-phone__texts'), phone.querySelector('.app-phone__texts'));
  }
  if (phones.length > 0) document.getElementById('no-phones')?.remove();
  // The newest conversation first, but not under the hands of someone who is writing.
  const order = phones.map(({ id }) => id).join();
  const shown = [...grid.children].map(({ id }) => id).join();
  if (order !== shown && !grid.contains(document.activeElement)) {
    grid.append(...phones.map(({ id }) => document.getElementById(id)));
  }
  const faults = document.getElementById('fault-list');
  if (!faults.contains(document.activeElement)) replaceIfChanged(faults, page.getElementById('fault-list'));
}

const parsed = async (response) => new DOMParser().parseFromString(await response.text(), 'text/html');

async function refresh() {
  if (document.hidden) return;
  try {
    const response = await fetch(PAGE, { headers: { accept: 'text/html' } });
    if (!response.ok) throw new Error(String(response.status));
    show(await parsed(response));
    lost.hidden = true;
  } catch {
    lost.hidden = false;
  }
}

/** Sends a text without leaving the page, so that what is half written on another phone stays. */
async function send(event) {
  const form = event.target;
  if (form.getAttribute('action') !== '/phones/texts') return;
  event.preventDefault();
  const { body } = form.elements;
  const text = body.value;
  const fields = new URLSearchParams(new FormData(form));
  // Emptied before the answer: what is typed while waiting for it is the next text.
  body.value = '';
  const response = await fetch(form.action, { method: 'POST', body: fields }).catch(() => null);
  lost.hidden = response !== null && response.status < 500;
  if (response?.ok) {
    show(await parsed(response));
    return;
  }
  body.value = text + body.value;
  // A refused text is sent once more as the browser does it, to show the page with the reason.
  if (response?.status === 400) form.submit();
}

document.addEventListener('submit', (event) => void send(event));
document.addEventListener('visibilitychange', () => void refresh());

for (;;) {
  await new Promise((next) => setTimeout(next, EVERY_MILLISECONDS));
  await refresh();
}
