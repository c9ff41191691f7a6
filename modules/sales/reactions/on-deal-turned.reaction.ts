import { defineReaction, type Fact, type UnitOfWork } from '@lianke/kernel'
import { amountText, turnKey } from '../commands/stage-of.ts'
import { stage } from '../objects/stage.object.ts'
import { opportunity } from '../objects/opportunity.object.ts'

const stageNames = async (work: UnitOfWork, ids: readonly unknown[]): Promise<ReadonlyMap<string, string>> => {
  const found = await work.records.list(stage, {
    filter: { field: 'id', op: 'in', value: ids.filter((id) => typeof id === 'string') },
    fields: ['name'],
  })
  return new Map(found.data.map(({ id, name }) => [id, String(name)]))
}

/** What became of a deal, as its record tells it: closed, opened again, moved on; null when none of these. */
const turnOf = async (work: UnitOfWork, { before, after, record }: Fact) => {
  const deal = await work.records.get(opportunity, record ?? '', {
    fields: ['name', 'amount', 'lost_reason'],
    deleted: true,
  })
  const { name } = deal
  if (after?.status === 'won') return { name: 'opportunity.won', payload: { name, amount: amountText(deal.amount) } }
  if (after?.status === 'lost') return { name: 'opportunity.lost', payload: { name, reason: deal.lost_reason ?? '' } }
  if (after?.status === 'open') return { name: 'opportunity.reopened', payload: { name } }
  if (after?.stage === undefined || !before?.stage) return null
  const names = await stageNames(work, [before.stage, after.stage])
  const said = (id: unknown) => names.get(String(id)) ?? ''
  return { name: 'opportunity.stage_moved', payload: { name, from: said(before.stage), to: said(after.stage) } }
}

/** A deal that a list, a board or a program moved tells the same story as one that an act moved; what the act has told is not told again. */
export const onDealTurned = defineReaction({
  name: 'sales.on_deal_turned',
  on: ['sales.opportunity.updated'],
  once: (fact) => fact.id,
  run: async (work, fact) => {
    if (!fact.record || fact.payload.migrated) return
    if (fact.after?.stage === undefined && fact.after?.status === undefined) return
    const turn = await turnOf(work, fact)
    if (!turn) return
    await work.emit({
      ...turn,
      subject: { object: opportunity.name, id: fact.record },
      person: fact.person,
      occurred_at: fact.occurred_at,
      cause: { id: fact.id, hops: fact.hops },
      key: turnKey(fact.record, Number(fact.payload.version)),
    })
  },
})
