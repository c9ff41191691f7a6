import { defineCommand, label, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { workItem } from '../objects/work-item.object.ts'
import { nameOfStaff } from '../queries/name-of-staff.query.ts'
import { giveItems } from './give-items.ts'

/** Takes an item out of a shared queue; of two who take it at once the second is told who has it. */
export const workItemTake = defineCommand({
  name: 'work_item.take',
  label: label('领取', 'Take'),
  icon: 'user-check',
  may: { object: workItem, action: 'read' },
  input: z.object({ id: z.uuid() }),
  done: { words: label('已领取', 'Taken') },
  run: async (work, { id }) => {
    const item = await work.system.records.get(workItem, id, { forUpdate: true })
    const { title, owner, status } = item
    if (!(item.candidates ?? []).includes(work.actor.id))
      refuse('work_item.not_yours', { status: 403, params: { title, who: (await nameOfStaff(work, owner)) ?? '—' } })
    if (status !== 'open') refuse('work_item.is_closed', { status: 409, params: { title } })
    if (owner !== null && owner !== work.actor.id)
      refuse('work_item.taken', { status: 409, params: { title, who: (await nameOfStaff(work, owner)) ?? '—' } })
    if (owner === null) await giveItems(work, [{ item, to: work.actor.id }])
    return { id }
  },
})
