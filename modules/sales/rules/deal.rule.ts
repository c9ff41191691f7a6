import type { Row } from '@lianke/kernel'

export interface Stage {
  readonly id: string
  readonly pipeline: string
  readonly kind: 'open' | 'won' | 'lost'
  readonly probability: string | null
}
interface Deal {
  readonly row: Row
  readonly before: Row | null
}

/** What a deal asks for when its stage is not said: a pipeline (the default one when none) and a kind. */
export interface Wanted {
  readonly pipeline: string | null
  readonly kind: string
}

const idOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const changed = ({ row, before }: Deal, name: string): boolean => (row[name] ?? null) !== (before?.[name] ?? null)

/** The stage that somebody says, if one is said. */
export const saidStage = (deal: Deal): string | null => (changed(deal, 'stage') ? idOf(deal.row.stage) : null)

/** Status and pipeline as they are said; a deal that names neither stays where it is. */
export const wantedOf = ({ row }: Deal, current: Stage | null): Wanted => ({
  pipeline: idOf(row.pipeline) ?? current?.pipeline ?? null,
  kind: typeof row.status === 'string' ? row.status : 'open',
})

const closing = { won: '100', lost: '0' } as const

/** A deal brought closed without a moment was closed on its date, at an hour that is this day almost everywhere. */
const closedAt = ({ row, before }: Deal, now: string): unknown => {
  if (changed({ row, before }, 'closed_at') && row.closed_at !== null) return row.closed_at
  if (before && before.status !== 'open') return before.closed_at ?? now
  if (before !== null || typeof row.close_on !== 'string') return now
  const noon = `${row.close_on}T12:00:00.000Z`
  return noon < now ? noon : now
}

/** All that standing in a stage says of a deal. An open deal keeps a probability that somebody thought of. */
export const dealIn = (stage: Stage, deal: Deal, now: string): Record<string, unknown> => {
  const { row, before } = deal
  const entered = stage.id !== before?.stage
  const told = changed(deal, 'stage_entered_at') && Boolean(row.stage_entered_at)
  const ownChance = row.probability !== null && row.probability !== undefined && (!entered || changed(deal, 'probability'))
  return {
    stage: stage.id,
    pipeline: stage.pipeline,
    status: stage.kind,
    ...(stage.kind === 'open'
      ? ownChance
        ? {}
        : { probability: stage.probability ?? '0' }
      : { probability: closing[stage.kind] }),
    closed_at: stage.kind === 'open' ? null : closedAt(deal, now),
    ...(told ? {} : { stage_entered_at: entered ? now : (before?.stage_entered_at ?? now) }),
  }
}
