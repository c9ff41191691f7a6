import { defineReaction } from '@lianke/kernel'
import { workItem, workItemAnswered } from '@lianke/todo/contract'
import { notification } from '../objects/notification.object.ts'

/** What was told of an item that has been answered needs no reading any more; whoever hears the answer hears it anew. */
export const onWorkItemAnswered = defineReaction({
  name: 'insight.on_work_item_answered',
  on: [workItemAnswered.name],
  once: (fact) => fact.id,
  run: async (work, { record, actor, actor_kind }) => {
    if (!record || actor_kind !== 'user') return
    await work.records.updateWhere(
      notification,
      {
        and: [
          { field: 'subject_object', op: 'eq', value: workItem.name },
          { field: 'subject_id', op: 'eq', value: record },
          { field: 'owner', op: 'eq', value: actor },
          { field: 'is_read', op: 'eq', value: false },
        ],
      },
      { is_read: true, read_at: work.now },
    )
  },
})
