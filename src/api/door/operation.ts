import { applyDecorators, HttpCode, SetMetadata } from '@nestjs/common';
import type { z } from 'zod';
import type { Once } from '../../application/diary.js';
import type { Viewer } from '../../application/viewings.js';
import type { Access } from '../../domain/permission/access.js';
import type { Right } from '../../domain/permission/rights.js';

/**
 * What one route takes and answers, written once: requests are checked against it, and the OpenAPI document is made of
 * it, so that the two cannot differ.
 */
export interface OperationSpec {
  readonly id: string;
  /** The right without which nobody calls it; within which units, the operation asks of `access`. */
  readonly needs: Right;
  readonly tag: Tag;
  readonly summary: string;
  readonly description?: string;
  readonly path?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: BodySpec;
  /** The record names who did it: the caller may say on whose behalf. */
  readonly namesCaller?: true;
  /** What must not be done twice: the caller may give it a key, and send it again until it is answered. */
  readonly once?: true;
  /** The first is the one that the route answers with when all is well. */
  readonly answers: { readonly [status: number]: AnswerSpec };
  /** Refusals that this operation has beside those that follow from what it takes. */
  readonly refusals?: { readonly [status: number]: string };
}

export const TAGS = {
  Organisation: 'The office whole, as one file.',
  People: 'Staff, contacts, managers: the staff details log (HVPF 8.1.5).',
  Units: 'Regions, PDUs, teams and offices.',
  Rota: 'Who is nominated contact of a unit, when (HVPF 8.1.6).',
  Absences: 'Who is not to be asked, when.',
  Visits: 'The itinerary diary (HVPF 8.2).',
  Incidents: 'What went wrong, the escalation, and what responders report (HVPF 8.3, 8.4).',
  Drills: 'The chain run for practice, and the canary: how long it takes.',
  Readiness: 'What is missing, of what an alarm would need.',
  Messages: 'Every text in either direction.',
  Policy: 'The rules in force, with their clauses.',
  Tokens: 'What machines may do here, in which units, and until when.',
} as const;
export type Tag = keyof typeof TAGS;

export interface BodySpec {
  readonly content: { readonly [mediaType: string]: { readonly schema: z.ZodType; readonly example: unknown } };
  /** The door hands it on as it came: it is checked, with the same schema, together with what is kept already. */
  readonly checkedWithin?: true;
}

export interface AnswerSpec {
  readonly description: string;
  /** JSON, unless `content` names other forms of the same. */
  readonly schema?: z.ZodType;
  readonly content?: { readonly [mediaType: string]: { readonly schema: z.ZodType; readonly example?: unknown } };
  readonly location?: true;
}

export const operation = <const S extends OperationSpec>(spec: S): S => spec;

/** A body of JSON. The example holds every key that it can: mends are taken from it. */
export const json = <T extends z.ZodType>(schema: T, example: unknown) => ({
  content: { 'application/json': { schema, example } },
});

const OPERATION = 'allswell:operation';

/** Ties a route to its operation, and gives it the operation's status. */
export const Operation = (spec: OperationSpec): MethodDecorator =>
  applyDecorators(SetMetadata(OPERATION, spec), HttpCode(Number(Object.keys(spec.answers)[0])));

export const operationOf = (handler: object): OperationSpec | undefined =>
  Reflect.getMetadata(OPERATION, handler) as OperationSpec | undefined;

/** What the handler is given. */
export interface InputOf<S extends OperationSpec> {
  readonly path: OutputOf<S['path']>;
  readonly query: OutputOf<S['query']>;
  readonly body: BodyOf<S['body']>;
  /** Who acts: the person named in On-Behalf-Of, or "api". */
  readonly by: string;
  /** What the token that was shown may do. */
  readonly access: Access;
  /** Which asking it is, where the caller says so: done once, however often it comes. */
  readonly asking: Once | null;
  /** Who is shown what is answered: for the entry of their looking at it (P11). */
  readonly viewer: Viewer;
}

type OutputOf<T> = T extends z.ZodType ? z.output<T> : undefined;

type BodyOf<B> = B extends { readonly checkedWithin: true }
  ? unknown
  : B extends { readonly content: infer C }
    ? { [K in keyof C]: C[K] extends { readonly schema: infer T } ? OutputOf<T> : never }[keyof C]
    : undefined;

/** What the handler answers, as JSON. */
export type AnswerOf<S extends OperationSpec> = {
  [K in keyof S['answers']]: S['answers'][K] extends { readonly schema: infer T } ? OutputOf<T> : never;
}[keyof S['answers']];
