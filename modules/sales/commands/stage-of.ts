import { refuse, type UnitOfWork, type RowOf } from '@lianke/kernel'
import { opportunity } from '../objects/opportunity.object.ts'
import { stage } from '../objects/stage.object.ts'

type StageRow = RowOf<typeof stage>
type DealRow = RowOf<typeof opportunity>

const stagesMax = 200

/** The deal under its lock, as the user saw it: refused with both versions when somebody has changed it meanwhile. */
export const dealSeen = async (work: UnitOfWork, { id, version }: { id: string; version?: number }): Promise<DealRow> => {
  const deal = await work.records.get(opportunity, id, { forUpdate: true })
  if (version !== undefined && version !== deal.version)
    refuse('record.stale_version', {
      status: 409,
      params: { given: version, current: deal.version },
      extra: { given_version: version, current_version: deal.version },
    })
  return deal
}

/** Stages of a pipeline, in order. */
export const stagesOf = async (work: UnitOfWork, pipeline: string | null): Promise<StageRow[]> => {
  const stages = await work.system.records.list(stage, {
    filter: { field: 'pipeline', op: 'eq', value: pipeline },
    sort: ['position'],
    limit: stagesMax,
  })
  return stages.data
}

/** Person of a deal's events. */
export const personOf = (deal: DealRow): string | null => deal.person

/** One turn of a deal is told once: by the act that made it, else by the reaction to the written record. */
export const turnKey = (id: string, version: number | undefined): string => `opportunity.turn:${id}:${version ?? 1}`

/** `￥12,000.00` in plain words for the timeline. */
export const amountText = (amount: unknown): string => {
  if (typeof amount !== 'object' || amount === null || !('amount' in amount) || !('currency' in amount)) return ''
  return `${amount.currency} ${amount.amount}`
}
