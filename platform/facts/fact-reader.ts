import type { Platform } from '../platform.ts'
import type { ReaderOptions } from './fact-cursor.ts'
import type { HandleFacts } from './handle-facts.ts'
import { readFacts } from './read-facts.ts'
import type { Reader } from './run-readers.ts'

/** A reader of facts for {@link runReaders}. */
export const factReader = (
  platform: Pick<Platform, 'database'>,
  options: ReaderOptions & { readonly restMs?: number },
  handle: (tenant: string) => Promise<HandleFacts> | HandleFacts,
): Reader => ({
  name: options.reader,
  cursor: options.reader,
  ...(options.restMs === undefined ? {} : { restMs: options.restMs }),
  turn: async (tenant) => {
    const { handled, more, retryAt } = await readFacts(platform.database, tenant, options, await handle(tenant))
    return { more, nextAt: retryAt, full: options.limit !== undefined && handled >= options.limit }
  },
})
