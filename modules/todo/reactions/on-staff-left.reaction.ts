import { defineReaction, textIn } from '@lianke/kernel'
import { staffLeft } from '@lianke/organisation/contract'
import { giveItems } from '../commands/give-items.ts'
import { workItem } from '../objects/work-item.object.ts'
import { standInFor } from '../queries/staff-at-work.query.ts'
import { askedIn } from '../rules/asked.rule.ts'

/** What a colleague who left was asked goes to whoever takes over, else to their leader, else to whom the step names. */
export const onStaffLeft = defineReaction({
  name: 'todo.on_staff_left',
  on: [staffLeft.name],
  once: (fact) => fact.id,
  run: async (work, { record, payload }) => {
    if (!record) return
    const open = {
      and: [
        { field: 'owner', op: 'eq', value: record },
        { field: 'status', op: 'eq', value: 'open' },
      ],
    } as const
    for await (const items of work.records.inSets(workItem, { filter: open, forUpdate: true })) {
      const successor = textIn(payload.successor)
      for (const [fallback, same] of Map.groupBy(items, ({ asked }) => askedIn(asked).fallback)) {
        const standIn = await standInFor(work, [successor, record], fallback)
        const to = (successor ? standIn(successor) : null) ?? standIn(record)
        if (to)
          await giveItems(
            work,
            same.map((item) => ({ item, to })),
          )
      }
    }
  },
})
