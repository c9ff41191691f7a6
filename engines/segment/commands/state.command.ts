import { defineCommand, label, segmentObject } from '@lianke/kernel'
import { z } from 'zod'

/** How a segment stands with the engine: when it was last counted, when it is next, and what stopped it. */
export const segmentState = defineCommand({
  name: 'segment.state',
  label: label('分群刷新状态', 'State of a segment'),
  may: { object: segmentObject, action: 'read' },
  input: z.strictObject({ id: z.uuid() }),
  run: async (work, { id }) => {
    await work.records.get(segmentObject, id, { fields: ['id'] })
    const [state] = await work.sql<{
      built_at: string | null
      next_at: string | null
      error: string | null
      took_ms: number | null
    }>(`select built_at, next_at, error, took_ms from segment_state where segment = $1`, [id])
    return state ?? { built_at: null, next_at: null, error: null, took_ms: null }
  },
})
