import { defineCommand, label, user } from '@lianke/kernel'
import { z } from 'zod'
import { workItem } from '../objects/work-item.object.ts'
import { oversee } from '../roles/oversee.ts'
import { reassignItems } from './reassign-items.ts'

const idsMax = 200

/** Gives any items that one may see to somebody else; those that it does not fit stay, each with its reason. */
export const workItemReassignMany = defineCommand({
  name: 'work_item.reassign_many',
  label: label('批量转交待办', 'Reassign work items'),
  icon: 'user-check',
  may: oversee,
  fields: { to: user(label('转给谁', 'To whom'), { required: true, where: { field: 'status', op: 'eq', value: 'active' } }) },
  input: z.object({ ids: z.array(z.uuid()).min(1).max(idsMax) }),
  done: { words: label('已转交 {n} 条', 'Reassigned {n}') },
  run: async (work, { ids, to }) => {
    const wanted = [...new Set(ids)]
    const seen = await work.records.find(workItem, wanted, { fields: ['id'] })
    const { changed, refused } = await reassignItems(work, wanted, { to, seen: new Set(seen.keys()) })
    return { n: changed.length, changed, refused: refused.map(({ id, code }) => ({ id, code })) }
  },
})
