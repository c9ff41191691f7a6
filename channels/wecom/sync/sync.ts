import type { CorpHost } from '../corp/corp-host.ts'
import type { SyncCheckpoint, SyncPage } from './checkpoint.ts'
import { customers } from './customers.phase.ts'
import { departments, staff } from './directory.phase.ts'
import { groups } from './groups.phase.ts'
import { readingOf } from './reading.ts'
import { tags } from './tags.phase.ts'

const order = [
  ['departments', departments],
  ['staff', staff],
  ['tags', tags],
  ['customers', customers],
  ['groups', groups],
] as const

/**
 * Departments → members → tags → customers per member → customer groups, as pages of facts. Resumable: pass the checkpoint of the last stored page.
 * A member that cannot be read becomes a problem of the page; a limit or a dead network is thrown, and the caller goes on later from its checkpoint.
 */
export async function* sync(host: CorpHost, from: SyncCheckpoint): AsyncGenerator<SyncPage> {
  const reading = readingOf(host, from.run)
  const first = order.findIndex(([phase]) => phase === from.phase)
  for (const [phase, read] of first < 0 ? [] : order.slice(first))
    yield* read(reading, phase === from.phase ? from : reading.at(phase))
  yield { checkpoint: reading.at('done'), facts: [], progress: { done: 1, total: 1 }, problems: [] }
}
