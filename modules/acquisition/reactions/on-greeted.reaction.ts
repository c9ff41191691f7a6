import { messageSent } from '@lianke/conversation/contract'
import { relation } from '@lianke/customer/contract'
import { defineReaction, greetingKey, plus, textIn } from '@lianke/kernel'
import { channelCode } from '../objects/channel-code.object.ts'
import { codeByState } from '../queries/channel-code.query.ts'

/** What became of a greeting stands on the code that brought the newcomer: how many were greeted, and why the last was not. */
export const onGreeted = defineReaction({
  name: 'marketing.on_greeted',
  on: [messageSent.name, 'message.refused', 'message.failed', 'message.unknown'],
  only: { payload: 'intent', begins: greetingKey('') },
  once: ({ id }) => id,
  run: async (work, { name, person, payload }) => {
    if (!person) return
    const met = await work.system.records.list(relation, {
      filter: {
        and: [
          { field: 'person', op: 'eq', value: person },
          { field: 'state', op: 'not_empty' },
        ],
      },
      sort: ['-added_at'],
      fields: ['state'],
      limit: 1,
    })
    const code = await codeByState(work, met.data[0]?.state ?? '')
    if (!code) return
    await work.system.records.update(
      channelCode,
      code.id,
      name === messageSent.name
        ? { greeted: plus(1), greeting_failure: null }
        : { greeting_failure: (textIn(payload.reason) ?? name).slice(0, 500) },
    )
  },
})
