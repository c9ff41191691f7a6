import { person } from '@lianke/customer/contract'
import { defineReaction, personMerged, textIn } from '@lianke/kernel'
import { request } from '../objects/request.object.ts'

/** A request about a person who was merged away is about the one who stays. */
export const onPersonMerged = defineReaction({
  name: 'approval.on_person_merged',
  on: [personMerged],
  once: (fact) => fact.id,
  run: async (work, { payload }) => {
    const [kept, gone] = [textIn(payload.kept), textIn(payload.gone)]
    if (!kept || !gone) return
    await work.system.records.updateWhere(
      request.name,
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
