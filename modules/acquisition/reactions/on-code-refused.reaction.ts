import { defineReaction, textIn } from '@lianke/kernel'
import { wishOfIntent } from '../commands/ask-contact-way.ts'
import { channelCode } from '../objects/channel-code.object.ts'

const unknown = 'channel_code.outcome_unknown'

/**
 * The channel did not make, change or end the code: it says why instead of being on its way for ever. A code that is in use stays in use; one that
 * was to end and did not may be stopped again.
 */
export const onCodeRefused = defineReaction({
  name: 'marketing.on_code_refused',
  on: ['message.refused', 'message.failed', 'message.unknown'],
  once: ({ id }) => id,
  run: async (work, { payload }) => {
    const wish = wishOfIntent(textIn(payload.intent) ?? '')
    if (!wish) return
    const found = await work.system.records.list(channelCode, {
      filter: { field: 'id', op: 'eq', value: wish.code },
      fields: ['status'],
      limit: 1,
    })
    const status = found.data[0]?.status
    const failed = wish.ends ? status === 'stopped' : status === 'publishing'
    if (!failed && (wish.ends || status !== 'live')) return
    await work.system.records.update(channelCode, wish.code, {
      failure: (textIn(payload.reason) ?? unknown).slice(0, 500),
      ...(failed ? { status: 'failed' as const } : {}),
    })
  },
})
