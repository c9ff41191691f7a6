import { defineReaction, textIn } from '@lianke/kernel'
import { codeOfIntent } from '../commands/ask-contact-way.ts'
import { channelCode } from '../objects/channel-code.object.ts'

const unknown = 'channel_code.outcome_unknown'

/** The channel did not make or change the code: it says why instead of being on its way for ever. A code that is in use stays in use. */
export const onCodeRefused = defineReaction({
  name: 'marketing.on_code_refused',
  on: ['message.refused', 'message.failed', 'message.unknown'],
  once: ({ id }) => id,
  run: async (work, { payload }) => {
    const id = codeOfIntent(textIn(payload.intent) ?? '')
    if (!id) return
    const found = await work.system.records.list(channelCode, {
      filter: { field: 'id', op: 'eq', value: id },
      fields: ['status'],
      limit: 1,
    })
    const status = found.data[0]?.status
    if (status !== 'publishing' && status !== 'live') return
    await work.system.records.update(channelCode, id, {
      failure: (textIn(payload.reason) ?? unknown).slice(0, 500),
      ...(status === 'publishing' ? { status: 'failed' as const } : {}),
    })
  },
})
