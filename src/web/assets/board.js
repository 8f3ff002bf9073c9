/* global AbortSignal, EventSource */
/**
 * Keeps a board up to date: takes what has changed from the stream of events, counts the time by the service's clock, and says
 * when it does not know any more what is so: an old board that looks new would be worse than none. Where there is no stream
 * (a proxy holds it back, too many pages are open) it asks every few seconds.
 */
import { ServiceClock, sayClock } from './board-clock.js';
import { Sound } from './board-sound.js';

const SECOND = 1_000;
const TICK = 200;
/** The stream has a beat every four seconds. */
const SILENT_AFTER = 6 * SECOND;
const NOT_UP_TO_DATE_AFTER = 10 * SECOND;
const ASK_EVERY = 3 * SECOND;
const ANSWER_WITHIN = 4 * SECOND;
const REOPEN_EVERY = 5 * SECOND;
const REOPEN_AFTER_ENOUGH = 60 * SECOND;
/** The beats of a stream that is open: without them it is dead, as after a sleep, or something on the way holds it back. */
const STREAM_IS_DEAD_AFTER = 15 * SECOND;
/** A browser opens few connections to one address: a page that nobody sees or hears gives its own back. */
const PAUSE_WHEN_HIDDEN_FOR = 60 * SECOND;

const live = document.getElementById('live');
const lost = document.getElementById('lost');
const asAt = document.getElementById('as-at');
const announcer = document.getElementById('announcer');
const { path, query, zone } = live.dataset;
const title = document.title;
const clock = new ServiceClock();
const idsOf = (kind) => [...live.querySelectorAll(`[data-${kind}]`)].map(({ id }) => id);
let alarms = idsOf('alarm');
let unanswered = idsOf('unanswered');
const [button, silence, held] = ['sound', 'silence', 'sound-held'].map((id) => document.getElementById(id));
const sound = new Sound({ button, silence, held }, alarms);
const timeOfDay = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'medium' });

let version = live.dataset.version;
let lastHeardAt = Number(live.dataset.now);
let lastAsked = 0;
let lastTick = 0;
let streamSpoke = 0;
let reopenAt = 0;
let hiddenSince = null;
let isOver = false;
let source = null;
let said = sayAlarm();

document.getElementById('stands-still').remove();
clock.note(lastHeardAt);

function sayAlarm() {
  return live.querySelector('[data-announce]')?.textContent ?? '';
}

function heard(at, askedAt = null) {
  lastHeardAt = askedAt === null ? Math.max(lastHeardAt, at) : at;
  if (clock.note(at, askedAt)) askSoon();
}

/** How old what is shown is: by when it was said, not by when it came. */
const age = () => clock.now() - lastHeardAt;

function elementOf(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content.firstElementChild;
}

/** What is exchanged may hold what has the focus: then its successor has it. */
function keepingFocus(exchange) {
  const focused = live.contains(document.activeElement) ? document.activeElement : null;
  const piece = focused?.closest('[id]');
  const place = piece ? [...piece.querySelectorAll('a, button')].indexOf(focused) : -1;
  exchange();
  if (focused && !focused.isConnected)
    document.getElementById(piece?.id)?.querySelectorAll('a, button')[place]?.focus({ preventScroll: true });
}

function tell() {
  for (const table of live.querySelectorAll('[data-filled-by]'))
    table.hidden = document.getElementById(table.dataset.filledBy).children.length === 0;
  for (const empty of live.querySelectorAll('[data-empty-of]'))
    empty.hidden = document.getElementById(empty.dataset.emptyOf).children.length > 0;
  alarms = idsOf('alarm');
  unanswered = idsOf('unanswered');
  const words = sayAlarm();
  if (words !== said) announcer.textContent = said = words;
  tick();
}

function takeWhole({ to, at, html, askedAt = null }) {
  heard(at, askedAt);
  if (to === version) return;
  version = to;
  keepingFocus(() => (live.innerHTML = html));
  tell();
}

function takeChange({ from, to, at, blocks, lists }) {
  heard(at);
  if (to === version) return;
  if (from !== version) return void ask();
  version = to;
  keepingFocus(() => {
    for (const { id, html } of blocks) document.getElementById(id).innerHTML = html;
    // All that leaves before anything comes: a row that goes from one list to another is gone in the one and put in the other.
    for (const { gone, put } of lists)
      for (const id of [...gone, ...put.map((row) => row.id)]) document.getElementById(id)?.remove();
    for (const { list, put } of lists) {
      for (const { after, html } of put) {
        const row = elementOf(html);
        if (after === null) document.getElementById(list).prepend(row);
        else document.getElementById(after).after(row);
      }
    }
  });
  tell();
}

function askSoon() {
  if (Math.abs(Date.now() - lastAsked) > ASK_EVERY) void ask();
}

/** The other way: the whole part, if it is another than this page has. */
async function ask() {
  const askedAt = Date.now();
  lastAsked = askedAt;
  try {
    const response = await fetch(path + query, {
      headers: { accept: 'text/html', 'if-none-match': `"${version}"` },
      signal: AbortSignal.timeout(ANSWER_WITHIN),
    });
    if (response.redirected || response.status === 401 || response.status === 403) return over();
    const at = Number(response.headers.get('allswell-now'));
    if (response.status === 304) heard(at, askedAt);
    else if (response.ok && at)
      takeWhole({ to: response.headers.get('etag').slice(1, -1), at, askedAt, html: await response.text() });
  } catch {
    // Whatever the reason is: what counts is how old the page has become.
  }
}

function over() {
  isOver = true;
  source?.close();
}

function follow() {
  source?.close();
  streamSpoke = Date.now();
  // Not all at once, when a service comes back to hundreds of them.
  reopenAt = Date.now() + REOPEN_EVERY * (1 + Math.random());
  source = new EventSource(`${path}/events${query}${query ? '&' : '?'}since=${encodeURIComponent(version)}`);
  const on = (event, take) =>
    source.addEventListener(event, ({ data }) => {
      streamSpoke = Date.now();
      take(JSON.parse(data));
    });
  on('whole', takeWhole);
  on('change', takeChange);
  on('beat', ({ at }) => heard(at));
  on('ended', over);
  on('enough', () => {
    source.close();
    reopenAt = Date.now() + REOPEN_AFTER_ENOUGH;
  });
}

const isPaused = () => hiddenSince !== null && !sound.isOn && Date.now() - hiddenSince > PAUSE_WHEN_HIDDEN_FOR;

/** What a computer that has slept finds on waking is dealt with here as well: all goes by the time, nothing by ticks. */
function keepUp() {
  const wasSet = Date.now() < lastTick - SECOND;
  lastTick = Date.now();
  if (isOver) return;
  if (isPaused()) return void source.close();
  if (source.readyState === EventSource.CLOSED && Date.now() > reopenAt) follow();
  if (Date.now() - streamSpoke > STREAM_IS_DEAD_AFTER && Date.now() > reopenAt) {
    follow();
    reopenAt = Date.now() + REOPEN_AFTER_ENOUGH;
  }
  if (age() > SILENT_AFTER || wasSet) askSoon();
}

function show(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function tick() {
  const now = clock.now();
  // Signed out, it would never hear that somebody has answered.
  sound.keepUp(alarms, isOver ? [] : unanswered);
  for (const kind of ['left', 'overdue', 'ago', 'in'])
    for (const element of live.querySelectorAll(`[data-${kind}]`))
      show(element, sayClock(kind, Number(element.dataset[kind]), now));
  const isOld = isOver || age() > NOT_UP_TO_DATE_AFTER;
  const since = timeOfDay.format(lastHeardAt);
  if (isOld)
    show(
      lost,
      isOver
        ? `Not up to date since ${since}. You are signed out, or may not see this any more: load the page again.`
        : `Not up to date since ${since}. Allswell does not answer: what this page shows may be wrong.`,
    );
  lost.hidden = !isOld;
  document.body.classList.toggle('app-is-old', isOld);
  show(asAt, `${isOld ? 'As at' : 'Up to date. Last word from Allswell'} ${since}`);
  const shownTitle = `${isOld ? '(Not up to date) ' : alarms.length > 0 ? `(${alarms.length}) ` : ''}${title}`;
  if (document.title !== shownTitle) document.title = shownTitle;
}

document.addEventListener('visibilitychange', () => {
  hiddenSince = document.hidden ? Date.now() : null;
  if (!document.hidden) {
    reopenAt = 0;
    keepUp();
    tick();
  }
});

follow();
tick();
setInterval(() => {
  keepUp();
  tick();
}, TICK);
