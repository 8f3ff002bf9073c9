/**
 * Jest as Stryker runs it, once for each mutant: the rules only, which need no database, and without the random days, which
 * would make a mutant cost a minute. So the mutation score is that of the written stories.
 */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/src/domain'],
  testMatch: ['**/*.spec.ts'],
  testPathIgnorePatterns: ['/simulation/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
};
