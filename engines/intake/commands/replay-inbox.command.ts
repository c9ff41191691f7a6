import { defineCommand, label } from '@lianke/kernel'
import { z } from 'zod'

const input = z.strictObject({ ids: z.array(z.uuid()).min(1).max(1000) })

/** Puts dead letters back into the queue. */
export const replayInbox = defineCommand({
  name: 'intake.replay',
  label: label('重新处理', 'Replay'),
  may: 'intake.operate',
  input,
  run: async (work, { ids }) => {
    const rows = await work.sql<{ id: string }>(
      `update inbox set state = 'waiting', attempts = 0, next_at = $2 where state = 'dead' and id = any($1) returning id`,
      [ids, work.now],
    )
    return { replayed: rows.length }
  },
})
