import { refuse, type Room, type Row } from '@lianke/kernel'

export type StageRow = Row & {
  pipeline: string
  name: string
  kind: 'open' | 'won' | 'lost'
  probability: string
  position: number
}

const stagesMax = 200

/** Stages of a pipeline (the default one unless named), in order. */
export const stagesOf = async (room: Room, pipeline?: string): Promise<StageRow[]> => {
  const chosen =
    pipeline ??
    (await room.system.records.list('sales.pipeline', { sort: ['-standard', 'position'], fields: ['id'], limit: 1 })).data[0]?.id
  if (!chosen) refuse('opportunity.no_pipeline')
  const stages = await room.system.records.list<StageRow>('sales.stage', {
    filter: { field: 'pipeline', op: 'eq', value: chosen },
    sort: ['position'],
    limit: stagesMax,
  })
  return stages.data
}

/** What entering a stage changes. */
export const entering = (stage: StageRow, now: string): Record<string, unknown> => ({
  stage: stage.id,
  pipeline: stage.pipeline,
  probability: stage.probability,
  stage_entered_at: now,
  status: stage.kind,
  closed_at: stage.kind === 'open' ? null : now,
})

/** `￥12,000.00` in plain words for the timeline. */
export const amountText = (amount: unknown): string => {
  const money = amount as { amount: string; currency: string } | null
  return money ? `${money.currency} ${money.amount}` : ''
}
