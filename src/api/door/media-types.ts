import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';

export const YAML = 'application/yaml';
export const CSV = 'text/csv';

const WRITTEN_YAML = [YAML, 'text/yaml', 'application/x-yaml', 'text/x-yaml'];

/** Bodies that are files are handed on as text: whoever reads them tells their faults by line. */
@Injectable()
export class MediaTypes implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    fastify.addContentTypeParser([...WRITTEN_YAML, CSV], { parseAs: 'string' }, (_request, body, done) => done(null, body));
  }
}
