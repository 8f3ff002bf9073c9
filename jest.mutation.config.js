/** Jest as Stryker runs it, once for each mutant: the specs of the rules, which need no database, as one (see there). */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/src/domain'],
  testMatch: ['**/every-spec.mutation.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
};
