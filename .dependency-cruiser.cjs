/** The house's import rules (docs/decisions/0002-the-house.md): domain <- application <- adapters | api | web. */
module.exports = {
  forbidden: [
    {
      name: 'domain-is-pure',
      comment: 'The rules know nothing of Nest, databases, providers or the clock.',
      severity: 'error',
      from: { path: '^src/domain', pathNot: '\\.spec\\.ts$|^src/domain/simulation' },
      to: { pathNot: '^src/domain|^node:crypto$|^crypto$' },
    },
    {
      name: 'application-knows-no-adapter',
      comment: 'Use cases speak to ports.',
      severity: 'error',
      from: { path: '^src/application' },
      to: { path: '^src/(adapters|api|web|config|commands)|node_modules/(@nestjs|typeorm|pg|bullmq|ioredis|twilio)' },
    },
    {
      name: 'doors-do-not-open-each-other',
      comment: 'Doors for machines and doors for people stand beside each other.',
      severity: 'error',
      from: { path: '^src/api' },
      to: { path: '^src/web' },
    },
    {
      name: 'adapters-know-no-door',
      severity: 'error',
      from: { path: '^src/adapters' },
      to: { path: '^src/(api|web|commands)' },
    },
    {
      name: 'the-watch-does-not-sign-in',
      comment: 'A process that only makes the rounds loads no password hashing and no OpenID provider.',
      severity: 'error',
      from: { path: '^src/worker\\.module\\.ts$' },
      to: { path: 'sign-in\\.module|adapters/sign-in|@node-rs/argon2|openid-client|otpauth', reachable: true },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: '(main|commands/[^/]+)\\.ts$|\\.spec\\.ts$|^src/web/assets' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '\\.(spec)\\.ts$' },
  },
};
