import { defineCommand, label } from '@lianke/kernel'
import { z } from 'zod'

/** Sends again what died, or what nobody knows the outcome of: a human has looked. */
export const replayDelivery = defineCommand({
  name: 'delivery.replay',
  label: label('重新发送', 'Send again'),
  may: 'delivery.operate',
  input: z.strictObject({ intents: z.array(z.uuid()).min(1).max(1000) }),
  run: async (work, { intents }) => {
    const rows = await work.sql(
      `update delivery set state = 'waiting', attempts = 0, next_at = $2, reason = 'delivery.replayed', decided_at = null
        where intent = any($1) and state in ('dead', 'unknown') returning intent`,
      [intents, work.now],
    )
    return { replayed: rows.length }
  },
})
