import { join } from 'node:path';
import { PROJECT_ROOT } from '../../../config/project-root.js';
import type { Instant } from '../../../domain/time/instant.js';
import { printable } from './printable.js';
import type { Fact, RecordDocument } from './record-document.js';
import { CHAIN_FILE } from './verifying.js';

type Pdf = PDFKit.PDFDocument;
type Element = PDFKit.PDFStructureElement;

const FONTS = { plain: 'DejaVuSans.ttf', bold: 'DejaVuSans-Bold.ttf', mono: 'DejaVuSansMono.ttf' } as const;
const MARGIN = 56;
const SMALL = 8;
const PLAIN = 9.5;

/**
 * The document as a PDF: A4, tagged, its fonts in it, and the chain attached as a file. The library is loaded when the
 * first is made: a process that makes none never holds it.
 */
export async function recordPdf(record: RecordDocument, at: Instant): Promise<Buffer> {
  const { default: PdfDocument } = await import('pdfkit');
  const pdf = new PdfDocument({
    size: 'A4',
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + 16 },
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    info: {
      Title: record.title,
      Subject: record.subtitle,
      Creator: 'Allswell',
      Producer: 'Allswell',
      CreationDate: new Date(at),
    },
  });
  const finished = gathered(pdf);
  for (const [name, file] of Object.entries(FONTS))
    pdf.registerFont(name, join(PROJECT_ROOT, 'node_modules/dejavu-fonts-ttf/ttf', file));
  const document = pdf.struct('Document');
  pdf.addStructure(document);
  write(new Sheet(pdf, document), record);
  document.end();
  pdf.file(Buffer.from(record.chainFile, 'utf8'), {
    name: CHAIN_FILE,
    type: 'application/x-ndjson',
    description: 'Each line is what the hash of that entry is of',
    creationDate: new Date(at),
    modifiedDate: new Date(at),
  });
  numberPages(pdf, record.title);
  pdf.end();
  return finished;
}

function gathered(pdf: Pdf): Promise<Buffer> {
  const parts: Buffer[] = [];
  return new Promise((resolve, reject) => {
    pdf.on('data', (part: Buffer) => parts.push(part));
    pdf.on('end', () => resolve(Buffer.concat(parts)));
    pdf.on('error', reject);
  });
}

function write(sheet: Sheet, record: RecordDocument): void {
  sheet.line('H1', record.title, 'bold', 20);
  sheet.line('P', record.subtitle, 'bold', 12, 8);
  sheet.facts(record.made);
  for (const { title, facts } of record.sections) {
    sheet.line('H2', title, 'bold', 13, 4, 10);
    sheet.facts(facts);
  }
  sheet.line('H2', 'Whether it is whole, and how to check it', 'bold', 13, 4, 10);
  sheet.line('P', record.verdict.text, 'bold', PLAIN, 4);
  for (const text of record.verifying) sheet.line('P', text, 'plain', PLAIN, 4);
  sheet.line('H2', 'Every entry of the record', 'bold', 13, 4, 10);
  for (const { heading, text, facts } of record.entries) {
    sheet.line('H3', heading, 'bold', PLAIN, 1, 6);
    sheet.line('P', text, 'plain', PLAIN, 1);
    sheet.line('P', facts.map(([name, value]) => `${name}: ${value}`).join('\n'), 'mono', 6.5, 2);
  }
  sheet.line('H2', 'Every text that was sent, and its delivery', 'bold', 13, 4, 10);
  if (record.texts.length === 0) sheet.line('P', 'No text was sent.', 'plain', PLAIN);
  for (const { heading, body, delivery } of record.texts) {
    sheet.line('H3', heading, 'bold', PLAIN, 1, 6);
    sheet.line('P', body, 'plain', PLAIN, 1);
    sheet.line('P', delivery, 'plain', SMALL, 2);
  }
}

/** Writes down the page, and tags what it writes. */
class Sheet {
  constructor(
    private readonly pdf: Pdf,
    private readonly within: Element,
  ) {}

  line(tag: string, text: string, font: keyof typeof FONTS, size: number, after = 2, before = 0): void {
    const { pdf } = this;
    pdf.font(font).fontSize(size);
    // A heading stays with what it heads.
    const room = tag.startsWith('H') ? size * 5 : size;
    if (pdf.y + before + room > pdf.page.maxY()) pdf.addPage();
    else pdf.y += before;
    const shown = printable(text, hasGlyph(pdf));
    const write = (): void => void pdf.text(shown, MARGIN, pdf.y, { width: pdf.page.width - 2 * MARGIN });
    this.within.add(pdf.struct(tag, {}, [write]));
    pdf.y += after;
  }

  facts(facts: readonly Fact[]): void {
    for (const { name, lines } of facts)
      for (const [index, line] of lines.entries())
        this.line('P', index === 0 ? `${name}: ${line}` : line, 'plain', PLAIN, index === lines.length - 1 ? 4 : 1);
  }
}

/** What pdfkit keeps of the font in use, beyond what its types say. */
interface FontInUse {
  readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } };
}

const hasGlyph =
  (pdf: Pdf) =>
  (codePoint: number): boolean =>
    (pdf as unknown as FontInUse)._font.font.hasGlyphForCodePoint(codePoint);

/** On every page what it is a page of; not part of the text for whoever has it read aloud. */
function numberPages(pdf: Pdf, title: string): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    pdf.switchToPage(start + index);
    // Below the margin, where text would otherwise go to a new page.
    const { bottom } = pdf.page.margins;
    pdf.page.margins.bottom = 0;
    pdf.markContent('Artifact', { type: 'Pagination' });
    pdf
      .font('plain')
      .fontSize(SMALL)
      .text(`${title}, page ${index + 1} of ${count}`, MARGIN, pdf.page.height - MARGIN + 8, {
        width: pdf.page.width - 2 * MARGIN,
        align: 'right',
        lineBreak: false,
      });
    pdf.endMarkedContent();
    pdf.page.margins.bottom = bottom;
  }
}
