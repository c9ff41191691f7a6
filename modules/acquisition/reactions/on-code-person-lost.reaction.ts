import { relation as relationObject } from '@lianke/customer/contract'
import { defineReaction, plus, told } from '@lianke/kernel'
import { codeByState } from '../queries/channel-code.query.ts'
import { channelCode } from '../objects/channel-code.object.ts'

/** A relation that a code brought has ended: the code's loss goes up. */
export const onCodePersonLost = defineReaction({
  name: 'marketing.on_code_person_lost',
  on: [told(relationObject, 'updated')],
  once: (fact) => fact.id,
  run: async (work, fact) => {
    const lost = String(fact.after?.status ?? '').startsWith('lost_') && fact.before?.status === 'active'
    if (!lost || !fact.record) return
    const relation = await work.records.get(relationObject, fact.record, { fields: ['state'] })
    const code = await codeByState(work, String(relation.state ?? ''))
    if (code) await work.records.update(channelCode, code.id, { lost: plus(1) })
  },
})
