import type { FastifyInstance } from 'fastify';
import { BadRequestException } from '@nestjs/common';

/** What a form with a file in it may hold; a spreadsheet of five hundred visits is a tenth of it. */
const LARGEST = 2_000_000;

/**
 * Forms that carry a file (multipart/form-data), read whole: their fields as text, their files as bytes. Node reads them
 * itself; a package that streams to disk is not needed for what fits into one request.
 */
export function takeUploads(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'buffer', bodyLimit: LARGEST },
    async (request: { headers: Record<string, string | string[] | undefined> }, body: Buffer) =>
      fieldsOf(String(request.headers['content-type']), body),
  );
}

export async function fieldsOf(contentType: string, body: Buffer): Promise<Record<string, string | Buffer>> {
  let form: FormData;
  try {
    form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  } catch {
    throw new BadRequestException('The form came incomplete. Nothing was changed. Go back, and send it once more.');
  }
  const fields: Record<string, string | Buffer> = {};
  for (const [name, value] of form)
    fields[name] = typeof value === 'string' ? value : Buffer.from(await value.arrayBuffer());
  return fields;
}
