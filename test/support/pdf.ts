import { inflateSync } from 'node:zlib';

/** What a PDF of ours holds, read without its writer: text by the fonts' own maps, structure, and attached files. */
export interface ReadPdf {
  /** Each page's text on one line. */
  readonly pages: readonly string[];
  /** Everything that is not in a stream: dictionaries. */
  readonly structure: string;
  readonly files: readonly string[];
}

interface Stream {
  readonly dictionary: string;
  readonly content: Buffer;
}

export function readPdf(pdf: Buffer): ReadPdf {
  const objects = objectsOf(pdf);
  const dictionary = (id: string): string => objects.get(id)?.dictionary ?? '';
  const reference = (text: string, key: string): string => new RegExp(`/${key} (\\d+) 0 R`).exec(text)?.[1] ?? '';
  const pages = [...objects.values()]
    .filter((object) => /\/Type \/Page\b(?!s)/.test(object.dictionary))
    .map((page) => {
      const resources = dictionary(reference(page.dictionary, 'Resources')) || page.dictionary;
      const fonts = new Map(
        [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, id]) => {
          const map = objects.get(reference(dictionary(id!), 'ToUnicode'))?.content.toString('latin1') ?? '';
          return [name!, unicodeOf(map)] as const;
        }),
      );
      return textOf(objects.get(reference(page.dictionary, 'Contents'))?.content.toString('latin1') ?? '', fonts);
    });
  return {
    pages,
    structure: [...objects.values()].map((object) => object.dictionary).join('\n'),
    files: [...objects.values()]
      .filter((object) => /\/EmbeddedFile\b/.test(object.dictionary))
      .map((object) => object.content.toString('utf8')),
  };
}

function objectsOf(pdf: Buffer): Map<string, Stream> {
  const text = pdf.toString('latin1');
  const objects = new Map<string, Stream>();
  for (const { 1: id, index } of text.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const begins = text.indexOf('obj\n', index) + 4;
    const ends = text.indexOf('\nendobj', begins);
    const streamed = text.indexOf('stream\n', begins);
    const hasStream = streamed !== -1 && streamed < ends;
    const dictionary = text.slice(begins, hasStream ? streamed : ends);
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0);
    const raw = hasStream ? pdf.subarray(streamed + 7, streamed + 7 + length) : Buffer.alloc(0);
    const content = dictionary.includes('/FlateDecode') ? inflateSync(raw) : raw;
    objects.set(id!, { dictionary, content });
  }
  return objects;
}

/** "<0001> <0003> [<0052> <0065> <0063>]": what each code of a font stands for. */
function unicodeOf(map: string): Map<number, string> {
  const codes = new Map<number, string>();
  const decode = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  for (const [, first, , list] of map.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/gi))
    for (const [offset, [, hex]] of [...list!.matchAll(/<([0-9a-f ]+)>/gi)].entries())
      codes.set(Number.parseInt(first!, 16) + offset, decode(hex!.replaceAll(' ', '')));
  return codes;
}

function textOf(content: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let font: ReadonlyMap<number, string> = new Map();
  let text = '';
  for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name) {
      font = fonts.get(name) ?? new Map();
      continue;
    }
    for (const [, hex] of shown!.matchAll(/<([0-9a-f]+)>/gi))
      for (const code of hex!.match(/.{4}/g) ?? []) text += font.get(Number.parseInt(code, 16)) ?? '�';
    text += ' ';
  }
  return text.replaceAll(/\s+/g, ' ');
}
