/** Jest in ESM mode: run as `node --experimental-vm-modules node_modules/jest/bin/jest.js` (see package.json). */
export default {
  testEnvironment: 'node',
  testTimeout: 30_000,
  // One more than the cores of a small machine: much of this waits, for Postgres or for a moment to come.
  maxWorkers: 3,
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  // .ci/run plays chaos by itself, with nothing beside it; CHAOS=1 runs this too (docs/chaos.md).
  testPathIgnorePatterns: ['/node_modules/', ...(process.env.CHAOS ? [] : ['test/chaos/chaos.spec.ts'])],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  globalSetup: '<rootDir>/test/support/before-all-suites.js',
  globalTeardown: '<rootDir>/test/support/after-all-suites.js',
  // Not "metadata.max.json.js" of libphonenumber-js, which is what it says.
  moduleNameMapper: { '^(\\.{1,2}/(?!.*\\.json\\.js$).*)\\.js$': '$1' },
};
