/* global MutationObserver */
/**
 * The clock that runs to the next step: "in 3:12". It counts by this device's own clock, set right by the moment at which the
 * service made the page, so that it is right at once after a sleep; the words that it replaces say the same without a script.
 * And it says when the buttons of the page are not those of now.
 */

const MILLISECONDS = 1_000;

const two = (value) => String(value).padStart(2, '0');

function sayLeft(milliseconds) {
  const seconds = Math.ceil(milliseconds / MILLISECONDS);
  if (seconds <= 0) return 'now';
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return `in ${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}

/** How far the service's clock is ahead of this one, by element: each was made at a moment of its own. */
const ahead = new WeakMap();

function tick() {
  for (const clock of document.querySelectorAll('[data-until]')) {
    if (!ahead.has(clock)) ahead.set(clock, Date.parse(clock.dataset.now) - Date.now());
    const text = sayLeft(Date.parse(clock.dataset.until) - Date.now() - ahead.get(clock));
    if (clock.textContent !== text) clock.textContent = text;
  }
  const moved = document.getElementById('moved');
  const now = document.querySelector('[data-live] [data-moves]');
  if (moved && now) moved.hidden = moved.dataset.moves === now.dataset.moves;
}

tick();
setInterval(tick, MILLISECONDS / 4);
// Put in anew by what keeps the page up to date: before it is seen.
for (const area of document.querySelectorAll('[data-live]'))
  new MutationObserver(tick).observe(area, { childList: true });
document.addEventListener('visibilitychange', tick);
