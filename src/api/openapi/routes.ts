import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { operationOf, type OperationSpec } from '../door/operation.js';

export interface DescribedRoute {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As OpenAPI writes it: "/api/v1/visits/{id}". */
  readonly path: string;
  readonly operation: OperationSpec;
}

/** The routes that carry an operation, read off the controllers' own decorators. */
export function describedRoutes(controllers: readonly Type[]): DescribedRoute[] {
  return controllers.flatMap((controller) => {
    const prototype = controller.prototype as Record<string, unknown>;
    return Object.getOwnPropertyNames(prototype).flatMap((name) => {
      const handler = prototype[name];
      const operation = typeof handler === 'function' ? operationOf(handler) : undefined;
      if (!operation) return [];
      const method =
        RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler as object) as RequestMethod].toLowerCase();
      return [
        {
          method: method as DescribedRoute['method'],
          path: joined(pathOf(controller), pathOf(handler as object)),
          operation,
        },
      ];
    });
  });
}

const pathOf = (target: object): string => String(Reflect.getMetadata(PATH_METADATA, target) ?? '');

const joined = (...parts: readonly string[]): string =>
  `/${parts
    .flatMap((part) => part.split('/'))
    .filter((step) => step !== '')
    .map((step) => step.replace(/^:(.+)$/, '{$1}'))
    .join('/')}`;
