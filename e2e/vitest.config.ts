import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** By name: the files share one company, so each run must meet it in the same state (by itself Vitest goes by what it timed before). */
class ByName extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((left, right) => left.moduleId.localeCompare(right.moduleId))
  }
}

/** What people do, in a real browser, against the whole product as `npm start` runs it. One after another: they share one company. */
export default defineConfig({
  test: {
    include: ['e2e/**/*.e2e.ts'],
    globalSetup: ['e2e/product.setup.ts'],
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    sequence: { sequencer: ByName },
    testTimeout: 300_000,
    expect: { poll: { timeout: 90_000, interval: 100 } },
    hookTimeout: 300_000,
    env: { TZ: 'UTC' },
  },
})
