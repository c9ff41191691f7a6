import { defineCommand, label, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { amountText, entering, stagesOf } from './stage-of.ts'

/** The deal is made. */
export const opportunityWin = defineCommand({
  name: 'opportunity.win',
  label: label('赢单', 'Win'),
  may: { object: 'sales.opportunity', action: 'update' },
  on: 'sales.opportunity',
  input: z.strictObject({
    id: z.uuid(),
    amount: z.strictObject({ amount: z.string(), currency: z.string().length(3) }).optional(),
  }),
  run: async (room, input) => {
    const deal = await room.records.get('sales.opportunity', input.id, { forUpdate: true })
    if (deal.status !== 'open') refuse('opportunity.closed', { params: { name: deal.name } })
    const won = (await stagesOf(room, (deal.pipeline as string | null) ?? undefined)).find((stage) => stage.kind === 'won')
    const amount = input.amount ?? deal.amount
    if (!amount) refuse('opportunity.no_amount', { problems: [{ path: '/amount', code: 'field.required' }] })
    await room.records.update('sales.opportunity', input.id, {
      ...(won ? entering(won, room.now) : { status: 'won', closed_at: room.now }),
      ...(input.amount ? { amount } : {}),
      probability: '100',
    })
    await room.emit({
      name: 'opportunity.won',
      subject: { object: 'sales.opportunity', id: input.id },
      person: (deal.person as string | null) ?? null,
      payload: { name: deal.name, amount: amountText(amount) },
    })
    return { id: input.id }
  },
})
