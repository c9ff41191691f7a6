import { defineCommand, type Filter, label, personObject, type UnitOfWork, segmentObject, filterIn } from '@lianke/kernel'
import { z } from 'zod'
import { conditionsOf } from '../rules/reason.rule.ts'
import { holding } from './members.command.ts'

const segmentsMax = 30
/** Only of alternatives it must be asked which one holds, a question each; beyond so many in all they are told as they stand. */
const questionsMax = 24

interface Membership {
  readonly segment: string
  readonly name: string
  readonly entered_at: string
  readonly by_hand: boolean
  readonly because: readonly Filter[]
}

/** In a segment whose conditions must all hold, all are the reason; of alternatives those that hold now. */
const reasonsOf = async (work: UnitOfWork, filter: Filter, person: string): Promise<readonly Filter[]> => {
  const held: Filter[] = []
  for (const condition of conditionsOf(filter)) if ((await holding(work, condition, [person])).has(person)) held.push(condition)
  return held
}

/** The segments a person is in and why, the newest first. */
export const segmentsOfPerson = defineCommand({
  name: 'segment.of_person',
  label: label('客户所在分群', 'Segments of a person'),
  may: { object: personObject, action: 'read' },
  input: z.strictObject({ id: z.uuid() }),
  run: async (work, { id }): Promise<{ data: readonly Membership[] }> => {
    await work.records.get(personObject, id, { fields: ['id'] })
    const rows = await work.sql<{ segment: string; entered_at: string }>(
      'select segment, entered_at from segment_membership where person = $1 order by entered_at desc limit $2',
      [id, segmentsMax],
    )
    if (rows.length === 0) return { data: [] }
    const known = await work.records.list(segmentObject, {
      filter: { field: 'id', op: 'in', value: rows.map((row) => row.segment) },
      fields: ['name', 'filter', 'include'],
      limit: segmentsMax,
    })
    const segments = new Map(known.data.map((segment) => [segment.id, segment]))
    const data: Membership[] = []
    let questions = 0
    for (const { segment, entered_at } of rows) {
      const about = segments.get(segment)
      if (!about) continue
      const by_hand = Array.isArray(about.include) && about.include.includes(id)
      const filter = filterIn(about.filter) ?? { and: [] }
      const conditions = conditionsOf(filter).filter((condition) => work.records.mayAsk(personObject, condition))
      const asked = 'or' in filter && !by_hand && questions + conditions.length <= questionsMax
      if (asked) questions += conditions.length
      data.push({
        segment,
        name: String(about.name),
        entered_at,
        by_hand,
        because: by_hand ? [] : asked ? await reasonsOf(work, filter, id) : conditions,
      })
    }
    return { data }
  },
})
