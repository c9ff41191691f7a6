import { defineCommand, label, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { amountText, dealSeen, personOf, turnKey } from './stage-of.ts'

/** The deal is made. */
export const opportunityWin = defineCommand({
  name: 'opportunity.win',
  label: label('赢单', 'Win'),
  may: { object: 'sales.opportunity', action: 'update' },
  on: 'sales.opportunity',
  writes: ['closed_at', 'stage_entered_at'],
  input: z.strictObject({
    id: z.uuid(),
    amount: z.strictObject({ amount: z.string(), currency: z.string().length(3) }).optional(),
    version: z.int().optional(),
  }),
  run: async (room, { id, amount, version: seen }) => {
    const deal = await dealSeen(room, { id, version: seen })
    if (deal.status !== 'open') refuse('opportunity.closed', { params: { name: deal.name } })
    if (!amount && deal.amount === null)
      refuse('opportunity.no_amount', { problems: [{ path: '/amount', code: 'field.required' }] })
    const won = await room.records.update('sales.opportunity', id, { status: 'won', ...(amount ? { amount } : {}) })
    await room.emit({
      name: 'opportunity.won',
      subject: { object: 'sales.opportunity', id },
      person: personOf(deal),
      payload: { name: deal.name, amount: amountText(won.amount) },
      key: turnKey(id, won.version),
    })
    return { id }
  },
})
