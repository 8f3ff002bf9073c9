import everywhere from './jest.config.js';

/** The stories from end to end (`npm run test:e2e`): in a real Chromium, from the unit next door, and on processes that are killed. */
export default {
  ...everywhere,
  roots: ['<rootDir>/test'],
  testMatch: ['**/e2e/*.spec.ts', '**/chaos/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 2,
};
