/* global AbortSignal */
/**
 * The page of a responder stays open in their hand while things go on: it may say "Ring Priya now" long after that has become
 * what nobody must do (HVPF 8.3.5). So when somebody comes back to it, it is fetched anew: never sent again, and the old one
 * stays, and says so, for as long as the service does not answer, as where the signal is poor.
 */

export const AWAY_MILLISECONDS = 30_000;
export const AGAIN_EVERY_MILLISECONDS = 5_000;
const ANSWER_WITHIN_MILLISECONDS = 8_000;

export function lookAgain({ window, document, fetch, now = Date.now, later = setTimeout }) {
  const lost = document.getElementById('lost');
  const { page, asOf } = lost.dataset;
  let leftAt = null;
  let isAsking = false;

  async function ask() {
    if (isAsking || document.hidden) return;
    isAsking = true;
    try {
      const signal = AbortSignal.timeout(ANSWER_WITHIN_MILLISECONDS);
      const { status } = await fetch(page, { headers: { accept: 'text/html' }, cache: 'no-store', signal });
      if (status >= 500) throw new Error(String(status));
      // By its address: loading it again would send the last answer again, where this page came as one.
      window.location.replace(page);
    } catch {
      lost.textContent = `This page is as it was at ${asOf}. Allswell does not answer: what it says may be wrong. It goes on trying.`;
      lost.hidden = false;
      later(ask, AGAIN_EVERY_MILLISECONDS);
    } finally {
      isAsking = false;
    }
  }

  document.addEventListener('visibilitychange', () => {
    if (document.hidden) leftAt = now();
    else if (!lost.hidden || (leftAt !== null && now() - leftAt > AWAY_MILLISECONDS)) void ask();
  });
  // Gone back to, and shown as it was left.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) void ask();
  });
}
