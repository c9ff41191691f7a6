import type { Fact } from '@lianke/kernel'
import type { Platform } from '../../platform.ts'
import type { ReaderOptions } from './fact-cursor.ts'
import type { HandleFacts } from './handle-facts.ts'
import { readFacts } from './read-facts.ts'
import type { Reader } from './run-readers.ts'

type FactReaderOptions = Omit<ReaderOptions, 'believes'> & {
  readonly restMs?: number
  /** Whose word this tenant's reader takes. */
  readonly believing?: (tenant: string) => Promise<(fact: Fact) => boolean>
}

/** A reader of facts for {@link runReaders}. */
export const factReader = (
  platform: Pick<Platform, 'database'>,
  { believing, restMs, ...options }: FactReaderOptions,
  handle: (tenant: string) => Promise<HandleFacts> | HandleFacts,
): Reader => ({
  name: options.reader,
  cursor: options.reader,
  ...(options.names ? { names: options.names } : {}),
  ...(options.after === undefined ? {} : { after: options.after }),
  ...(restMs === undefined ? {} : { restMs }),
  turn: async (tenant) => {
    const { handled, more, retryAt } = await readFacts(
      platform.database,
      tenant,
      { ...options, ...(believing ? { believes: await believing(tenant) } : {}) },
      await handle(tenant),
    )
    return { more, nextAt: retryAt, full: options.limit !== undefined && handled >= options.limit }
  },
})
