import { defineFollow, type Followed, type UnitOfWork } from '@lianke/kernel'
import { dealIn, type Stage, saidStage, wantedOf } from '../rules/deal.rule.ts'

type Found = Stage & { readonly standard: boolean }

/** The stages named and all of the pipelines named and of the default one, in order: they keep their kind until the deals are written. */
const stagesFor = (work: UnitOfWork, stages: readonly string[], pipelines: readonly string[]): Promise<Found[]> =>
  work.sql<Found>(
    `with standard as (select id from sales_pipeline where deleted_at is null order by standard desc nulls last, position, created_at limit 1),
      named as (select pipeline from sales_stage where id = any($1::uuid[]))
    select s.id, s.pipeline, s.kind, s.probability::text, s.pipeline = (select id from standard) as standard from sales_stage s
    where s.deleted_at is null and (s.pipeline = any($2::uuid[]) or s.pipeline in (select pipeline from named) or s.pipeline = (select id from standard))
    order by s.pipeline, s.position, s.created_at for share of s`,
    [stages, pipelines],
  )

const ids = (values: readonly unknown[]): string[] => [...new Set(values.filter((one): one is string => typeof one === 'string'))]

/**
 * Stage, status and pipeline of a deal are one truth, however it is written: who says a stage says the rest; who says a status or a
 * pipeline goes to its first stage of that kind. Closing time and probability follow.
 */
export const stageOfDeal = defineFollow({
  fields: ['stage', 'pipeline', 'status', 'probability', 'closed_at', 'stage_entered_at'],
  run: async (work, rows): Promise<Followed[]> => {
    const found = await stagesFor(work, ids(rows.map(({ row }) => row.stage)), ids(rows.map(({ row }) => row.pipeline)))
    const byId = new Map(found.map((stage) => [stage.id, stage]))
    return rows.map((deal): Followed => {
      const said = saidStage(deal)
      const current = byId.get(String(deal.row.stage ?? '')) ?? null
      if (said && current) return { values: dealIn(current, deal, work.now) }
      const { pipeline, kind } = wantedOf(deal, current)
      if (current && current.pipeline === pipeline && current.kind === kind) return { values: dealIn(current, deal, work.now) }
      const way = found.filter((stage) => (pipeline === null ? stage.standard : stage.pipeline === pipeline))
      const stage = way.find((one) => one.kind === kind)
      if (stage) return { values: dealIn(stage, deal, work.now) }
      return {
        problem:
          way.length === 0
            ? { code: 'opportunity.no_pipeline', path: '/stage' }
            : { code: 'opportunity.no_stage_of_kind', path: '/status', params: { kind } },
      }
    })
  },
})
