/* global AbortSignal */
/**
 * Keeps a part of a page up to date: fetches it every two seconds and puts in what has changed, child by child, so that
 * nothing else moves and the focus stays. When the service does not answer the page says so: an old board that looks new
 * would be worse than none.
 */

const EVERY_MILLISECONDS = 2_000;
const ANSWER_WITHIN_MILLISECONDS = 4_000;
const TOO_OLD_MILLISECONDS = 7_000;

const areas = [...document.querySelectorAll('[data-live]')];
const lost = document.getElementById('lost');
const announcer = document.getElementById('announcer');
let lastAnswer = Date.now();

function exchange(area, fresh) {
  const focused = document.activeElement?.id;
  for (const child of [...fresh.body.children]) {
    const current = document.getElementById(child.id);
    if (current === null) area.append(child);
    else if (current.outerHTML !== child.outerHTML) current.replaceWith(child);
  }
  if (focused && document.activeElement?.id !== focused)
    document.getElementById(focused)?.focus({ preventScroll: true });
}

/** Said aloud only when it becomes another one: what changes every second would be noise. */
function announce(area) {
  const text = area.querySelector('[data-announce]')?.dataset.announce ?? '';
  if (announcer.textContent !== text) announcer.textContent = text;
}

async function refresh(area) {
  const response = await fetch(area.dataset.live, {
    headers: { accept: 'text/html' },
    signal: AbortSignal.timeout(ANSWER_WITHIN_MILLISECONDS),
  });
  if (!response.ok || response.redirected) throw new Error(String(response.status));
  exchange(area, new DOMParser().parseFromString(await response.text(), 'text/html'));
  announce(area);
}

async function refreshAll() {
  if (document.hidden) return;
  try {
    for (const area of areas) await refresh(area);
    lastAnswer = Date.now();
  } catch {
    // Whatever the reason is: what counts is how old the page has become.
  }
  lost.hidden = Date.now() - lastAnswer < TOO_OLD_MILLISECONDS;
}

document.addEventListener('visibilitychange', () => void refreshAll());

for (;;) {
  await new Promise((next) => setTimeout(next, EVERY_MILLISECONDS));
  await refreshAll();
}
