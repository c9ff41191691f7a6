import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['**/*.spec.ts', '**/*.spec.tsx'],
    exclude: ['**/node_modules/**', '**/dist/**', 'e2e/**'],
    globalSetup: ['platform/testing/engines.setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Each worker loads the product once: specs keep what they change to a tenant of their own, and take spies off.
    isolate: false,
    // These end what hangs; how fast something is, benches say. CI runs on two slow cores.
    testTimeout: 240_000,
    expect: { poll: { timeout: 45_000, interval: 50 } },
    hookTimeout: 240_000,
    env: { TZ: 'UTC', NODE_ENV: 'test' },
  },
})
