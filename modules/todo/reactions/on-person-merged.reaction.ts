import { person } from '@lianke/customer/contract'
import { defineReaction, personMerged, textIn } from '@lianke/kernel'
import { workItem } from '../objects/work-item.object.ts'

/** What is asked about a person who was merged away is asked about the one who stays. */
export const onPersonMerged = defineReaction({
  name: 'todo.on_person_merged',
  on: [personMerged],
  once: (fact) => fact.id,
  run: async (work, { payload }) => {
    const [kept, gone] = [textIn(payload.kept), textIn(payload.gone)]
    if (!kept || !gone) return
    await work.records.updateWhere(
      workItem.name,
      {
        and: [
          { field: 'subject_object', op: 'eq', value: person.name },
          { field: 'subject', op: 'eq', value: gone },
        ],
      },
      { subject: kept },
    )
  },
})
