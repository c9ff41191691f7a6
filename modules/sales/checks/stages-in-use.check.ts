import { defineCheck } from '@lianke/kernel'

interface Held {
  readonly id: string
  readonly pipeline: string
  readonly kind: string
  readonly name: string
}

/** A stage in which deals stand neither goes nor changes between open, won and lost: they would be what nobody decided. */
export const stagesInUse = defineCheck({
  name: 'sales.stages_in_use',
  when: ['stages'],
  run: async (work, rows) => {
    const pipelines = rows.flatMap(({ row, before }) => (before ? [row.id] : []))
    if (pipelines.length === 0) return []
    // Locked first: a deal on its way into one of them is waited for, and then seen.
    await work.sql('select id from sales_stage where pipeline = any($1::uuid[]) order by id for update', [pipelines])
    const held = await work.sql<Held>(
      `select s.id, s.pipeline, s.kind, s.name from sales_stage s where s.pipeline = any($1::uuid[]) and s.deleted_at is null
        and exists (select 1 from sales_opportunity o where o.stage = s.id)`,
      [pipelines],
    )
    const byPipeline = Map.groupBy(held, ({ pipeline }) => pipeline)
    return rows.flatMap(({ row, parts }, index) =>
      (byPipeline.get(row.id) ?? []).flatMap((stage) => {
        const at = parts.stages?.findIndex(({ id }) => id === stage.id) ?? -1
        if (at < 0) return [{ index, code: 'stage.in_use', path: '/stages', params: { stage: stage.name } }]
        const same = parts.stages?.[at]?.kind === stage.kind
        return same ? [] : [{ index, code: 'stage.kind_in_use', path: `/stages/${at}/kind`, params: { stage: stage.name } }]
      }),
    )
  },
})
