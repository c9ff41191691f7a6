import { defineReaction, plus } from '@lianke/kernel'
import { codeByState } from '../queries/channel-code.query.ts'

/** A relation that a code brought has ended: the code's loss goes up. */
export const onCodePersonLost = defineReaction({
  name: 'marketing.on_code_person_lost',
  on: ['customer.relation.updated'],
  once: (fact) => fact.id,
  run: async (room, fact) => {
    const lost = String(fact.after?.status ?? '').startsWith('lost_') && fact.before?.status === 'active'
    if (!lost || !fact.record) return
    const relation = await room.records.get('customer.relation', fact.record, { fields: ['state'] })
    const code = await codeByState(room, String(relation.state ?? ''))
    if (code) await room.records.update('marketing.channel_code', code.id, { lost: plus(1) })
  },
})
