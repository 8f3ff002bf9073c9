import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * Takes forms with files: their fields as text, a file as the text that is in it. For small text files, read whole; what is
 * longer than the service takes anywhere is refused before.
 */
export function takeFiles(fastify: FastifyInstance): void {
  if (fastify.hasContentTypeParser('multipart/form-data')) return;
  fastify.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer<ArrayBuffer>) => {
      const headers = { 'content-type': request.headers['content-type'] ?? '' };
      try {
        return await fieldsOf(await new Response(body, { headers }).formData());
      } catch {
        const why = 'The form could not be read: it was cut short on its way. Send it again.';
        throw Object.assign(new Error(why), { statusCode: 400 });
      }
    },
  );
}

/** Of two fields with one name the last. */
async function fieldsOf(form: FormData): Promise<Record<string, string>> {
  const fields = await Promise.all(
    [...form].map(async ([name, value]) => [name, typeof value === 'string' ? value : await value.text()] as const),
  );
  return Object.fromEntries(fields);
}
