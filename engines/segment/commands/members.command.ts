import { defineCommand, type Filter, label, personObject, refuse, type UnitOfWork, segmentObject, filterIn } from '@lianke/kernel'
import { z } from 'zod'
import { conditionsOf } from '../rules/reason.rule.ts'

const pageMax = 100

interface Member {
  readonly person: string
  readonly entered_at: string
  /** Places of the conditions of the segment's first level that hold for this person now. */
  readonly because: readonly number[]
  /** Fixed by hand, whatever the conditions say. */
  readonly by_hand: boolean
}

/** Whose cursor it is: the last member of the page before. */
const cursorOf = (cursor: string | undefined): readonly [string, string] | null => {
  if (!cursor) return null
  const [at, person] = cursor.split(' ')
  return at && person && !Number.isNaN(Date.parse(at)) && z.uuid().safeParse(person).success
    ? [at, person]
    : refuse('page.bad_cursor', { status: 400 })
}

/** Which of these persons a condition holds for now; for none that whoever asks might not ask himself. */
export const holding = async (work: UnitOfWork, condition: Filter, persons: readonly string[]): Promise<Set<string>> => {
  if (!work.records.mayAsk(personObject, condition)) return new Set()
  const found = await work.system.records.list(personObject, {
    filter: { and: [{ field: 'id', op: 'in', value: persons }, condition] },
    fields: ['id'],
    limit: persons.length,
  })
  return new Set(found.data.map((row) => row.id))
}

/** Who is in a segment and why, newest first; people the caller may not see are counted only by the segment itself. */
export const segmentMembers = defineCommand({
  name: 'segment.members',
  label: label('分群成员', 'Members of a segment'),
  may: { object: segmentObject, action: 'read' },
  input: z.strictObject({ id: z.uuid(), limit: z.int().min(1).max(pageMax).default(50), cursor: z.string().max(80).optional() }),
  run: async (work, { id, limit, cursor }) => {
    const segment = await work.records.get(segmentObject, id, { fields: ['filter', 'include'] })
    const after = cursorOf(cursor)
    const rows = await work.sql<{ person: string; entered_at: string }>(
      `select person, entered_at from segment_membership where segment = $1 and ($2::timestamptz is null or (entered_at, person) < ($2::timestamptz, $3::uuid))
        order by entered_at desc, person desc limit $4`,
      [id, after?.[0] ?? null, after?.[1] ?? null, limit],
    )
    const last = rows.length === limit ? rows.at(-1) : undefined
    const asked = rows.map((row) => row.person)
    if (asked.length === 0) return { data: [], next: null }
    const seen = new Set(
      (
        await work.records.list(personObject, {
          filter: { field: 'id', op: 'in', value: asked },
          fields: ['id'],
          limit: asked.length,
        })
      ).data.map((row) => row.id),
    )
    const shown = asked.filter((person) => seen.has(person))
    const sets: Set<string>[] = []
    for (const condition of shown.length > 0 ? conditionsOf(filterIn(segment.filter) ?? { and: [] }) : [])
      sets.push(await holding(work, condition, shown))
    const fixed = new Set(Array.isArray(segment.include) ? segment.include : [])
    const data = rows
      .filter((row) => seen.has(row.person))
      .map(
        (row): Member => ({
          ...row,
          because: sets.flatMap((set, place) => (set.has(row.person) ? [place] : [])),
          by_hand: fixed.has(row.person),
        }),
      )
    return { data, next: last ? `${new Date(last.entered_at).toISOString()} ${last.person}` : null }
  },
})
