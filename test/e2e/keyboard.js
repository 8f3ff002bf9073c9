/* global getComputedStyle */
/**
 * Run inside a page: what the keyboard should reach on it, in the page's own order, and then what it did reach while Tab was
 * pressed. Nothing is pressed here.
 */
(() => {
  const MAY_BE_REACHED = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]';
  const SHOWS_FOCUS = ['outline', 'boxShadow', 'backgroundColor', 'borderTopColor', 'borderTopWidth', 'color'];

  /** Of a round or square box the mark is drawn beside it, by its label. */
  const look = (element) =>
    [element, ...(element.labels ?? [])]
      .flatMap((one) => [null, '::before'].map((part) => getComputedStyle(one, part)))
      .map((style) => SHOWS_FOCUS.map((name) => style[name]).join())
      .join('|');

  const name = (element) => {
    const words = (element.labels?.[0] ?? element).textContent.trim().replaceAll(/\s+/g, ' ').slice(0, 60);
    return `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ''} "${words}"`;
  };

  /** Of round boxes of one name the keyboard stops at one: arrows go to the others. */
  const isStop = (element, _, all) => {
    if (element.type !== 'radio') return true;
    const group = all.filter(
      ({ type, name, form }) => type === 'radio' && name === element.name && form === element.form,
    );
    return element === (group.find(({ checked }) => checked) ?? group[0]);
  };

  const stops = [...document.querySelectorAll(MAY_BE_REACHED)]
    .filter((element) => element.tabIndex >= 0 && !element.matches(':disabled') && element.checkVisibility())
    .filter(isStop);
  const before = new Map(stops.map((element) => [element, look(element)]));
  const reached = [];
  const unseen = [];

  // What has the focus when a page is shown (what was wrong, what was done) is heard first, and gives it up here: what is looked
  // at is the way of Tab from the top.
  document.activeElement?.blur();
  window.getSelection().removeAllRanges();
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');

  document.addEventListener('focusin', ({ target }) => {
    reached.push(target);
    if (before.get(target) === look(target)) unseen.push(target);
  });

  window.keyboardReport = {
    stops: stops.length,
    faults() {
      const wrong = stops.findIndex((element, index) => reached[index] !== element);
      const next = document.activeElement;
      return [
        ...(wrong >= 0
          ? [
              `Tab ${wrong + 1} should reach ${name(stops[wrong])}, and reaches ${reached[wrong] ? name(reached[wrong]) : 'nothing'}`,
            ]
          : []),
        ...unseen.map((element) => `one does not see that ${name(element)} has the focus`),
        ...(stops.length > 1 && next === stops.at(-1) ? [`Tab does not leave ${name(next)}`] : []),
      ];
    },
  };
  return stops.length;
})();
