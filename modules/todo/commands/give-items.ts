import type { UnitOfWork } from '@lianke/kernel'
import { workItemAssigned } from '../events/work-item.events.ts'
import { workItem } from '../objects/work-item.object.ts'
import type { About } from '../queries/fillings.query.ts'
import { tellItems } from './tell-items.ts'

/** An item that changes hands. */
interface Given {
  readonly item: About & { readonly id: string; readonly person: string | null }
  readonly to: string
}

/** Items change hands, and their new assignees are told. */
export const giveItems = async (work: UnitOfWork, given: readonly Given[]): Promise<void> => {
  if (given.length === 0) return
  await work.system.records.upsert({ object: workItem.name, rows: given.map(({ item, to }) => ({ id: item.id, owner: to })) })
  await tellItems(
    work,
    given.map(({ item, to }) => ({ item, event: workItemAssigned, payload: { staff: to }, to })),
  )
}
