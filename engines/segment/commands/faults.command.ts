import { defineCommand, label, segmentObject } from '@lianke/kernel'
import { z } from 'zod'

const shownMax = 100

/** Active segments that could not be counted, and what stopped each. */
export const segmentFaults = defineCommand({
  name: 'segment.faults',
  label: label('出错的分群', 'Segments that failed'),
  may: { object: segmentObject, action: 'read' },
  input: z.strictObject({}),
  run: async (work): Promise<{ data: readonly { id: string; name: string; error: string }[] }> => {
    const failed = await work.sql<{ segment: string; error: string }>(
      'select segment, error from segment_state where error is not null order by segment limit $1',
      [shownMax],
    )
    if (failed.length === 0) return { data: [] }
    const { data } = await work.records.list(segmentObject, {
      filter: {
        and: [
          { field: 'id', op: 'in', value: failed.map(({ segment }) => segment) },
          { field: 'status', op: 'eq', value: 'active' },
        ],
      },
      fields: ['name'],
      limit: shownMax,
    })
    const errors = new Map(failed.map(({ segment, error }) => [segment, error]))
    return { data: data.map(({ id, name }) => ({ id, name: String(name), error: errors.get(id) ?? '' })) }
  },
})
