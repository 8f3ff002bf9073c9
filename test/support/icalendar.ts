/** Reads iCalendar files by the rules of RFC 5545, and refuses whatever breaks one of them. Written apart from what writes them. */

export interface Component {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly components: readonly Component[];
}

/** The lines as they were sent, each of which must end in CRLF (3.1). */
export function linesOf(file: string): string[] {
  if (!file.endsWith('\r\n')) throw new Error('The last line has no end.');
  const lines = file.slice(0, -2).split('\r\n');
  const bare = lines.find((line) => /[\r\n]/.test(line));
  if (bare !== undefined) throw new Error(`A line ends in something else than CRLF: ${JSON.stringify(bare)}`);
  return lines;
}

export function read(file: string): Component {
  const lines = unfolded(linesOf(file));
  const { component, next } = componentAt(lines, 0);
  if (component.name !== 'VCALENDAR' || next !== lines.length) throw new Error('This is not one calendar.');
  for (const name of ['VERSION', 'PRODID']) if (!component.properties[name]) throw new Error(`${name} is missing.`);
  if (component.components.length === 0) throw new Error('A calendar has a component or more (3.6).');
  for (const one of component.components) if (one.name === 'VEVENT') checkEvent(one);
  return component;
}

function unfolded(lines: readonly string[]): string[] {
  const whole: string[] = [];
  for (const line of lines) {
    if (Buffer.byteLength(line) > 75) throw new Error(`More than 75 octets: ${line}`);
    if (line.startsWith(' ')) whole.push((whole.pop() ?? '') + line.slice(1));
    else whole.push(line);
  }
  return whole;
}

function componentAt(lines: readonly string[], at: number): { component: Component; next: number } {
  const name = /^BEGIN:([A-Z-]+)$/.exec(lines[at] ?? '')?.[1];
  if (!name) throw new Error(`A component does not begin with "${lines[at]}".`);
  const properties: Record<string, string> = {};
  const components: Component[] = [];
  for (let next = at + 1; next < lines.length; next += 1) {
    const line = lines[next] ?? '';
    if (line === `END:${name}`) return { component: { name, properties, components }, next: next + 1 };
    if (line.startsWith('BEGIN:')) {
      const inner = componentAt(lines, next);
      components.push(inner.component);
      next = inner.next - 1;
      continue;
    }
    const [, property, parameters = '', value = ''] = /^([A-Z0-9-]+)((?:;[A-Z-]+=[^:;,"]+)*):(.*)$/u.exec(line) ?? [];
    if (!property || property === 'END') throw new Error(`This is no property: ${JSON.stringify(line)}`);
    if (property in properties) throw new Error(`${property} stands there twice.`);
    properties[property] = TEXTS.has(property) && parameters === '' ? textOf(value) : value;
  }
  throw new Error(`${name} does not end.`);
}

const TEXTS = new Set(['SUMMARY', 'DESCRIPTION', 'NAME', 'UID', 'X-WR-CALNAME', 'X-WR-CALDESC']);

/** 3.3.11: a comma, a semicolon or a backslash never stands there by itself. */
function textOf(value: string): string {
  if (!/^(?:[^\\;,\p{Cc}]|\\[\\;,nN])*$/u.test(value)) throw new Error(`This is no TEXT: ${JSON.stringify(value)}`);
  return value.replaceAll(/\\(.)/g, (_, escaped: string) => (escaped.toLowerCase() === 'n' ? '\n' : escaped));
}

const MOMENT = /^\d{8}T\d{6}Z$/;

function checkEvent({ properties }: Component): void {
  for (const name of ['UID', 'DTSTAMP', 'DTSTART', 'DTEND', 'LAST-MODIFIED'])
    if (!properties[name]) throw new Error(`An event has no ${name}.`);
  for (const name of ['DTSTAMP', 'DTSTART', 'DTEND', 'LAST-MODIFIED'])
    if (!MOMENT.test(properties[name] ?? '')) throw new Error(`${name} is no moment in UTC: ${properties[name]}`);
  if ((properties['DTEND'] ?? '') <= (properties['DTSTART'] ?? '')) throw new Error('An event ends before it begins.');
  if (!/^\d+$/.test(properties['SEQUENCE'] ?? '')) throw new Error('SEQUENCE is no number.');
  if (!/^(CONFIRMED|CANCELLED|TENTATIVE)$/.test(properties['STATUS'] ?? ''))
    throw new Error('STATUS is none of three.');
}
