import {
  BadRequestException,
  createParamDecorator,
  NotFoundException,
  UnsupportedMediaTypeException,
  type ExecutionContext,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { shapeFaults } from '../../application/shape-faults.js';
import { Refusal } from '../../application/refusal.js';
import { accessOf, callerOf, tokenOf } from './caller.js';
import { askingOf } from './asking.js';
import { mediaTypeOf } from './media-types.js';
import { operationOf, type BodySpec } from './operation.js';

/** The request as its operation takes it. Refused, with every fault, where it is not of that shape. */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const operation = operationOf(context.getHandler());
  if (!operation) throw new Error('A route that takes an input has no operation.');
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const path = operation.path && pathOf(operation.path, request.params);
  const query = operation.query && checked(operation.query, request.query, exampleOf(operation.query));
  const body: unknown = operation.body && bodyOf(operation.body, request);
  return {
    path,
    query,
    body,
    by: callerOf(request),
    access: accessOf(request),
    viewer: { by: callerOf(request), token: tokenOf(request) },
    asking: operation.once ? askingOf(request, operation.id, body) : null,
  };
});

/** An id that is none names nothing, like one that is unknown. */
function pathOf(schema: z.ZodObject, params: unknown): unknown {
  const read = schema.safeParse(params);
  if (!read.success) throw new NotFoundException('There is nothing with this id.');
  return read.data;
}

function bodyOf({ content, checkedWithin }: BodySpec, request: FastifyRequest): unknown {
  const accepted = Object.keys(content);
  const type = mediaTypeOf(request.headers['content-type']);
  if (request.body === undefined || request.body === null) {
    throw new BadRequestException(`The request has no body. Send one as ${accepted.join(' or ')}.`);
  }
  const expected = type === null ? undefined : content[type];
  if (!expected)
    throw new UnsupportedMediaTypeException(
      `The body is ${type ?? 'of no known type'}. Send ${accepted.join(' or ')}.`,
    );
  return checkedWithin ? request.body : checked(expected.schema, request.body, wholeExample(expected));
}

/** The value as the schema has it, or a refusal with all that is wrong with it. */
export function checked<T extends z.ZodType>(schema: T, value: unknown, example: unknown): z.output<T> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw new Refusal('invalid', 'The request was not taken.', shapeFaults(read.error, value, example));
}

/** With every key, for mends are taken from it: one that no example has beside the others says itself how it is written. */
export const wholeExample = ({
  schema,
  example,
}: {
  readonly schema: z.ZodType;
  readonly example: unknown;
}): unknown => (schema instanceof z.ZodObject ? { ...exampleOf(schema), ...(example as object) } : example);

/** Keys that say themselves how they are written. */
export const exampleOf = (schema: z.ZodObject): object =>
  Object.fromEntries(
    Object.entries(schema.shape).map(([name, field]) => [name, (field as z.ZodType).meta()?.['example'] ?? '']),
  );
