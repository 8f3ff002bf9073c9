import { z } from 'zod';
import { line } from '../../application/organisation/fields.js';
import { RIGHTS, type Right } from '../../domain/permission/rights.js';
import { byUuid, INSTANT, instant } from '../door/fields.js';
import { json, operation } from '../door/operation.js';
import { paging, pageSchema } from '../door/paging.js';

const rights = Object.keys(RIGHTS) as [Right, ...Right[]];

const EXAMPLE = {
  id: '5f0c9a52-1f0e-4d0a-9f2e-0d9c4c1c7a10',
  name: 'Nightly export of the diary',
  rights: ['see_visits' as const],
  unit: 'team-1',
  createdBy: 'api',
  createdAt: '2026-12-01T09:00:00Z',
  expiresAt: '2027-12-01T09:00:00Z',
  revokedAt: null,
  lastUsedAt: null,
};

const token = z
  .object({
    id: z.uuid(),
    name: z.string(),
    rights: z.array(z.enum(rights)),
    unit: z.string().nullable().meta({ description: 'It reaches this unit and those below; null: all' }),
    createdBy: z.string(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    revokedAt: z.iso.datetime().nullable(),
    lastUsedAt: z.iso.datetime().nullable().meta({ description: 'To the minute' }),
  })
  .meta({ id: 'ApiToken', example: EXAMPLE });

export const giveToken = operation({
  id: 'giveToken',
  needs: 'manage_tokens',
  tag: 'Tokens',
  summary: 'Give a machine a token of its own',
  description: `With the rights that it needs, in the unit that it serves and those below, until it expires, at most two years from now. The token is in this answer and nowhere else: only its hash is kept. Rights: ${rights.map((right) => `\`${right}\` (${RIGHTS[right].says})`).join(', ')}.`,
  body: json(
    z.strictObject({
      name: line(100).meta({ description: 'What it is for' }),
      rights: z.array(z.enum(rights)).min(1).meta({ description: 'Nobody gives a right that they do not have' }),
      unit: line(64).optional().meta({ description: 'Left out: everywhere' }),
      expiresAt: instant.meta(INSTANT),
    }),
    { name: EXAMPLE.name, rights: EXAMPLE.rights, unit: EXAMPLE.unit, expiresAt: EXAMPLE.expiresAt },
  ),
  namesCaller: true,
  answers: {
    201: {
      description: 'Given',
      location: true,
      schema: token.extend({ token: z.string() }).meta({
        id: 'NewApiToken',
        example: { ...EXAMPLE, token: 'allswell_0000000000000000000000000000000000000000000' },
      }),
    },
  },
});

export const listTokens = operation({
  id: 'listTokens',
  needs: 'manage_tokens',
  tag: 'Tokens',
  summary: 'List tokens',
  description: 'The newest first; those that have expired or were revoked among them.',
  query: z.strictObject(paging),
  answers: { 200: { description: 'A page of tokens', schema: pageSchema(token, 'ApiTokenPage') } },
});

export const revokeToken = operation({
  id: 'revokeToken',
  needs: 'manage_tokens',
  tag: 'Tokens',
  summary: 'Revoke a token',
  description: 'From the next call on it opens nothing. Revoking it again changes nothing.',
  path: byUuid,
  namesCaller: true,
  answers: { 204: { description: 'Revoked' } },
});
