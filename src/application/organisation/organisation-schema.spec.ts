import { OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import { describe, expect, it } from '@jest/globals';
import { ROLES, UNIT_KINDS } from '../../domain/organisation/organisation.js';
import { absenceSchema, organisationSchema, personSchema, rotaShiftSchema, unitSchema } from './organisation-schema.js';

const { components } = new OpenApiGeneratorV31(
  [organisationSchema, unitSchema, personSchema, rotaShiftSchema, absenceSchema].map((schema) => ({
    type: 'schema' as const,
    schema,
  })),
).generateComponents();
const schemas = components?.schemas as Record<string, { properties: Record<string, object>; required: string[] }>;

describe('the organisation file as the API describes it', () => {
  it('has each kind of entry by name', () => {
    expect(Object.keys(schemas).sort()).toEqual(['Absence', 'Organisation', 'Person', 'RotaShift', 'Unit']);
  });

  it('has the keys of the contract', () => {
    const keys = (name: string): string[] => Object.keys(schemas[name]!.properties);
    expect(keys('Organisation')).toEqual(['units', 'people', 'rota', 'absences']);
    expect(keys('Unit')).toEqual(['id', 'name', 'kind', 'parent', 'head', 'seniorOnSite', 'alertPhrases', 'police']);
    expect(keys('Person')).toEqual([
      ...['id', 'name', 'mobile', 'unit', 'lineManager', 'roles', 'car', 'description', 'device', 'pin'],
    ]);
    expect(keys('RotaShift')).toEqual(['unit', 'contacts', 'days', 'date', 'from', 'to', 'except']);
    expect(keys('Absence')).toEqual(['person', 'from', 'to', 'reason']);
  });

  it('says which keys must be there', () => {
    expect(schemas['Organisation']!.required).toEqual(['units', 'people']);
    expect(schemas['Unit']!.required).toEqual(['id', 'name', 'kind']);
    expect(schemas['Person']!.required).toEqual(['id', 'name', 'unit', 'roles']);
    expect(schemas['RotaShift']!.required).toEqual(['unit', 'contacts', 'from', 'to']);
  });

  it('names the words that a kind and a role may be, and writes each value as text', () => {
    expect(schemas['Unit']!.properties['kind']).toMatchObject({ type: 'string', enum: [...UNIT_KINDS] });
    expect(schemas['Person']!.properties['roles']).toMatchObject({
      type: 'array',
      items: { type: 'string', enum: [...ROLES] },
    });
    expect(schemas['Person']!.properties['mobile']).toMatchObject({
      type: ['string', 'null'],
      example: '+447700900101',
    });
    expect(schemas['Absence']!.properties['from']).toMatchObject({ type: 'string' });
  });

  it('says that a PIN is taken and never shown', () => {
    expect(schemas['Person']!.properties['pin']).toMatchObject({ writeOnly: true });
  });
});
