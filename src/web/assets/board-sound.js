/* global AudioContext, localStorage, performance */
/** A sound when somebody needs help, for those who turned it on; this browser remembers it. Made here: no file to fetch. */
import { Ringing } from './board-ringing.js';

const KEPT_AS = 'allswell-sound';
const WORDS = {
  off: 'Turn on a sound for alarms',
  on: 'Sound for alarms is on: turn it off',
  silenced: 'Silenced until the next alarm. Press to turn the sound off',
  held: 'Let it sound',
};
/** Two notes, three times: seconds from the beginning, and hertz. */
const TUNE = [0, 0.8, 1.6].flatMap((start) => [
  { start, pitch: 880 },
  { start: start + 0.25, pitch: 660 },
]);
const NOTE_SECONDS = 0.2;

/** A browser may keep nothing, or forbid it. */
function kept() {
  try {
    return localStorage.getItem(KEPT_AS) === 'on';
  } catch {
    return false;
  }
}

function keep(isOn) {
  try {
    if (isOn) localStorage.setItem(KEPT_AS, 'on');
    else localStorage.removeItem(KEPT_AS);
  } catch {
    // Then it is on for as long as the page is open.
  }
}

export class Sound {
  isOn = kept();
  context = null;

  constructor({ button, silence, held }, alarms) {
    this.button = button;
    this.silence = silence;
    this.held = held;
    this.ringing = new Ringing(alarms);
    button.hidden = false;
    button.addEventListener('click', () => void this.pressed());
    silence.addEventListener('click', () => this.hush());
    for (const press of ['click', 'keydown']) document.addEventListener(press, (event) => this.touched(event));
    if (this.isOn) this.open();
    this.show();
  }

  /** Without a word from the browser that it may sound, it waits: a press of any key, or a click, lets it. */
  open() {
    if (this.context) return;
    this.context = new AudioContext();
    this.context.addEventListener('statechange', () => this.show());
  }

  get isHeld() {
    return this.isOn && this.context?.state !== 'running';
  }

  show() {
    const held = this.isHeld;
    const on = this.ringing.isSilenced ? 'silenced' : 'on';
    const words = WORDS[held ? 'held' : this.isOn ? on : 'off'];
    this.silence.hidden = held || !this.isOn || !this.ringing.isCalling;
    if (this.button.textContent !== words) this.button.textContent = words;
    this.held.hidden = !held;
  }

  touched({ target }) {
    // The button has its own way: it would find the sound on by then, and turn it off.
    if (this.isHeld && !this.button.contains(target)) void this.context.resume();
  }

  async pressed() {
    this.isOn = this.isHeld || !this.isOn;
    keep(this.isOn);
    if (this.isOn) {
      this.open();
      await this.context.resume();
      // So that one knows what to listen for, and that it is loud enough.
      this.ring();
    }
    this.show();
  }

  /** What is there now: rings when it is time to. */
  keepUp(alarms, unanswered) {
    if (this.ringing.isDue(alarms, unanswered, performance.now())) this.ring();
    this.show();
  }

  hush() {
    this.ringing.silence();
    // The button that was pressed goes: the one that says what is so now has the focus.
    this.button.focus();
    this.show();
  }

  ring() {
    if (!this.isOn || this.isHeld) return;
    this.ringing.rang(performance.now());
    const begin = this.context.currentTime + 0.05;
    for (const { start, pitch } of TUNE) {
      const note = this.context.createOscillator();
      const volume = this.context.createGain();
      note.frequency.value = pitch;
      volume.gain.setValueAtTime(0.4, begin + start);
      // Without it each note ends with a crack.
      volume.gain.linearRampToValueAtTime(0, begin + start + NOTE_SECONDS);
      note.connect(volume).connect(this.context.destination);
      note.start(begin + start);
      note.stop(begin + start + NOTE_SECONDS);
    }
  }
}
