import { BadRequestException } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * Takes forms with files: their fields as text, a file as the text that is in it, and as its bytes besides (`fileIn`). For small
 * text files, read whole by Node itself; what is longer than the service takes anywhere is refused before.
 */
export function takeFiles(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'buffer' },
    (request: FastifyRequest, body: Buffer<ArrayBuffer>) => fieldsOf(request.headers['content-type'] ?? '', body),
  );
}

const BYTES = Symbol('bytes');
type Fields = Record<string, string> & { [BYTES]?: ReadonlyMap<string, Buffer> };

/** Of two fields with one name the last. */
export async function fieldsOf(contentType: string, body: Buffer<ArrayBuffer>): Promise<Fields> {
  const fields: Fields = {};
  const bytes = new Map<string, Buffer>();
  for (const [name, value] of await formOf(contentType, body)) {
    fields[name] = typeof value === 'string' ? value : await value.text();
    if (typeof value !== 'string') bytes.set(name, Buffer.from(await value.arrayBuffer()));
  }
  fields[BYTES] = bytes;
  return fields;
}

/** The bytes of a file that was chosen, for those who cannot take for granted that it is UTF-8. Null: none was. */
export function fileIn(body: unknown, name: string): Buffer | null {
  const file = (body as Fields | null | undefined)?.[BYTES]?.get(name);
  return file && file.length > 0 ? file : null;
}

async function formOf(contentType: string, body: Buffer<ArrayBuffer>): Promise<FormData> {
  try {
    return await new Response(body, { headers: { 'content-type': contentType } }).formData();
  } catch {
    throw new BadRequestException('The form could not be read: it was cut short on its way. Send it again.');
  }
}
