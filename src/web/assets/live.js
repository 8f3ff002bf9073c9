/* global AbortSignal */
/**
 * Keeps a part of a page up to date: fetches it every two seconds and puts in what has changed, child by child, so that
 * nothing else moves and the focus stays. When the service does not answer the page says so, and since when: an old page that
 * looks new would be worse than none. It goes on asking, and shows what happened meanwhile as soon as it hears of it.
 */

const EVERY_MILLISECONDS = 2_000;
const ANSWER_WITHIN_MILLISECONDS = 4_000;
const TOO_OLD_MILLISECONDS = 7_000;
const LOOK_MILLISECONDS = 500;

const areas = [...document.querySelectorAll('[data-live]')];
const lost = document.getElementById('lost');
const asAt = document.getElementById('as-at');
const announcer = document.getElementById('announcer');
const { zone, now } = areas[0].dataset;
const timeOfDay = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'medium' });
const title = document.title;
/** By this device's clock, for how old the page is; and by the service's, for what the page says. */
let lastAnswer = Date.now();
let asOf = Number(now);
let isShutOut = false;
let isUnheard = false;

document.getElementById('stands-still').remove();

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
  isShutOut = response.redirected || response.status === 401 || response.status === 403;
  if (!response.ok || isShutOut) throw new Error(String(response.status));
  exchange(area, new DOMParser().parseFromString(await response.text(), 'text/html'));
  announce(area);
  asOf = Date.parse(response.headers.get('date')) || asOf;
}

async function refreshAll() {
  if (document.hidden) return;
  try {
    for (const area of areas) await refresh(area);
    lastAnswer = Date.now();
    isUnheard = false;
  } catch {
    // Whatever the reason is: what counts is how old the page has become.
    isUnheard = true;
  }
  look();
}

function show(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Whether what is shown is still so: a page that was out of sight has not asked meanwhile, and says at least as of when it is. */
function look() {
  const isOld = isShutOut || Date.now() - lastAnswer > TOO_OLD_MILLISECONDS;
  const since = timeOfDay.format(asOf);
  if (isOld)
    show(
      lost,
      isShutOut
        ? `Not up to date since ${since}. You are signed out, or may not see this any more: load the page again.`
        : `Not up to date since ${since}. Allswell does not answer: what this page shows may be wrong. It goes on by itself.`,
    );
  lost.hidden = !isOld || !isUnheard;
  document.body.classList.toggle('app-is-old', isOld);
  show(asAt, `${isOld ? 'As at' : 'Up to date. Last word from Allswell'} ${since}`);
  const shownTitle = `${isOld ? '(Not up to date) ' : ''}${title}`;
  if (document.title !== shownTitle) document.title = shownTitle;
}

document.addEventListener('visibilitychange', () => {
  look();
  void refreshAll();
});
setInterval(look, LOOK_MILLISECONDS);
look();

for (;;) {
  await new Promise((next) => setTimeout(next, EVERY_MILLISECONDS));
  await refreshAll();
}
