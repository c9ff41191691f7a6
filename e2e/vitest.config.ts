import { defineConfig } from 'vitest/config'

/** What people do, in a real browser, against the whole product as `npm start` runs it. One after another: they share one company. */
export default defineConfig({
  test: {
    include: ['e2e/**/*.e2e.ts'],
    globalSetup: ['e2e/product.setup.ts'],
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 180_000,
    expect: { poll: { timeout: 20_000, interval: 100 } },
    hookTimeout: 180_000,
    env: { TZ: 'UTC' },
  },
})
