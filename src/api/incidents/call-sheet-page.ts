import type { CallSheet } from '../../application/call-sheet.js';

/** The call sheet to read aloud from: plain text, with blanks to fill in. */
export function callSheetText(sheet: CallSheet): string {
  return `${sections(sheet)
    .map(({ title, lines }) => [title.toUpperCase(), ...lines].join('\n'))
    .join('\n\n')}\n`;
}

/** The same as a page that prints: no script, no style, nothing from elsewhere. */
export function callSheetHtml(sheet: CallSheet): string {
  const body = sections(sheet)
    .map(
      ({ title, lines }) => `<h2>${escaped(title)}</h2>\n${lines.map((line) => `<p>${escaped(line)}</p>`).join('\n')}`,
    )
    .join('\n');
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Call sheet ${escaped(sheet.reference)}</title></head>
<body>
<h1>Call sheet ${escaped(sheet.reference)}</h1>
${body}
</body>
</html>
`;
}

interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

function sections(sheet: CallSheet): Section[] {
  const { police, personVisited, answer } = sheet;
  return [
    ...(sheet.doNotCallStaff ? [{ title: 'Do not call the staff member', lines: ['A call may endanger them.'] }] : []),
    ...(sheet.drill
      ? [{ title: 'Exercise', lines: [sheet.wordsToSay] }]
      : [
          { title: 'Ring', lines: [police ? `${police.force}, ${police.controlRoom}, or 999` : '999'] },
          { title: 'Say', lines: [sheet.wordsToSay] },
        ]),
    ...sheet.staff.map(({ name, mobile, description, car }) => ({
      title: `Staff member: ${name}`,
      lines: [`Mobile: ${mobile}`, `Description: ${description}`, `Car: ${car}`],
    })),
    { title: 'Where', lines: [sheet.address ?? 'The diary holds no address.'] },
    {
      title: 'Person visited',
      lines: [
        personVisited
          ? `${personVisited.name}, reference ${personVisited.reference}, risk of serious harm ${personVisited.riskOfSeriousHarm.replaceAll('_', ' ')}`
          : 'The diary names nobody.',
      ],
    },
    {
      title: 'What has happened',
      lines: sheet.timeline.map(({ time, text, clause }) => `${time}  ${text}${clause === null ? '' : ` (${clause})`}`),
    },
    {
      title: 'Write down',
      lines: [
        `Operator: ${answer.operator || BLANK}`,
        `Time: ${answer.time || BLANK}`,
        `Police reference: ${answer.reference || BLANK}`,
      ],
    },
  ];
}

const BLANK = '____________________';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
