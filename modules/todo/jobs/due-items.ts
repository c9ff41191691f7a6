import type { Filter, JobWork, RowOf, UnitOfWork } from '@lianke/kernel'
import { workItem } from '../objects/work-item.object.ts'

const itemsPerSet = 500

/** Open items that a filter finds, locked, a set to a transaction, until none is left. */
export const eachDueSet = async (
  job: JobWork,
  filter: (now: string) => Filter,
  act: (work: UnitOfWork, items: readonly RowOf<typeof workItem>[]) => Promise<void>,
): Promise<void> => {
  for (let more = true; more && !job.signal.aborted; )
    more = await job.transaction(async (work) => {
      const due: Filter = { and: [{ field: 'status', op: 'eq', value: 'open' }, filter(work.now)] }
      const { data } = await work.records.list(workItem, { filter: due, forUpdate: true, limit: itemsPerSet })
      if (data.length > 0) await act(work, data)
      return data.length === itemsPerSet
    })
}
