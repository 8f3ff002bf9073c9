/** Jest in ESM mode: run as `node --experimental-vm-modules node_modules/jest/bin/jest.js` (see package.json). */
export default {
  testEnvironment: 'node',
  testTimeout: 30_000,
  // One more than the cores of a small machine: much of this waits, for Postgres or for a moment to come.
  maxWorkers: 3,
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  // What wants a browser, or kills processes and waits, has a command of its own: npm run test:e2e.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/', '<rootDir>/test/chaos/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  globalSetup: '<rootDir>/test/support/before-all-suites.js',
  globalTeardown: '<rootDir>/test/support/after-all-suites.js',
  // Not "metadata.max.json.js" of libphonenumber-js, which is what it says.
  moduleNameMapper: { '^(\\.{1,2}/(?!.*\\.json\\.js$).*)\\.js$': '$1' },
};
