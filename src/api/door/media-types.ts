import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';

export const YAML = 'application/yaml';
export const CSV = 'text/csv';

/** RFC 9512 registers the first; the others are what it was called before. */
const WRITTEN_YAML = [YAML, 'text/yaml', 'application/x-yaml', 'text/x-yaml'];

/** What the body is, without parameters, by the name that is registered for it. */
export function mediaTypeOf(contentType: string | undefined): string | null {
  const type = contentType?.split(';')[0]?.trim().toLowerCase();
  if (type === undefined) return null;
  return WRITTEN_YAML.includes(type) ? YAML : type;
}

/** Bodies that are files are handed on as text: whoever reads them tells their faults by line. */
@Injectable()
export class MediaTypes implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    fastify.addContentTypeParser([...WRITTEN_YAML, CSV], { parseAs: 'string' }, (_request, body, done) =>
      done(null, body),
    );
  }
}
