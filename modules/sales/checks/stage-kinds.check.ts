import { defineCheck } from '@lianke/kernel'

interface Held {
  readonly id: string
  readonly kind: string
  readonly name: string
}

/** Open, won or lost is not changed under the deals that stand in a stage: they would be what nobody decided. */
export const stageKinds = defineCheck({
  name: 'sales.stage_kinds',
  when: ['stages'],
  run: async (room, rows) => {
    const lines = rows.flatMap(({ row, parts }, index) =>
      (parts.stages ?? []).map((line, at) => ({ index, at, whole: row.id, id: line.id, kind: line.kind })),
    )
    if (lines.length === 0) return []
    const ids = lines.map(({ id }) => id)
    // Locked first: a deal on its way into one of them is waited for, and then seen.
    await room.sql('select id from sales_stage where id = any($1::uuid[]) order by id for update', [ids])
    const held = await room.sql<Held>(
      `select s.id, s.kind, s.name from sales_stage s
      where s.id = any($1::uuid[]) and exists (select 1 from sales_opportunity o where o.stage = s.id)`,
      [ids],
    )
    return lines.flatMap(({ index, at, id, kind }) => {
      const one = held.find((stage) => stage.id === id)
      return one && one.kind !== kind
        ? [{ index, code: 'stage.kind_in_use', path: `/stages/${at}/kind`, params: { stage: one.name } }]
        : []
    })
  },
})
