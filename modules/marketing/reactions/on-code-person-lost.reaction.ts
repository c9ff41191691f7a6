import { defineReaction } from '@lianke/kernel'
import { countUp } from '../commands/count-up.ts'
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
    if (code) await countUp(room, code.id, 'lost')
  },
})
