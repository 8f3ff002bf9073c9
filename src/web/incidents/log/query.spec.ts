import { describe, expect, it } from '@jest/globals';
import { anOffice } from '../../examples.js';
import { meant } from './query.js';

const { organisation } = anOffice();
const named = (name: string) => ({
  organisation: { ...organisation, people: [{ ...organisation.people[0]!, id: 'them', name }] },
});

describe('What is searched for in the incident log', () => {
  it.each([
    ['sian', 'Siân Llŷr'],
    ['SIÂN llyr', 'Siân Llŷr'],
    ['lukasz', 'Łukasz Żółć'],
    ['Łukasz zolc', 'Łukasz Żółć'],
    ['brien', 'Niamh O’Brien'],
    ['يوسف', 'يوسف علي'],
  ])('%j finds %s', (search, name) => expect(meant(search, named(name))).toContain('them'));

  it.each(['%', "'", '_', 'uk', '-'])('%j finds nobody by name', (search) =>
    expect(meant(search, named('Łukasz Żółć'))).not.toContain('them'),
  );
});
