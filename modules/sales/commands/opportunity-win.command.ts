import { defineCommand, label, like, refuse } from '@lianke/kernel'
import { opportunity } from '../objects/opportunity.object.ts'
import { amountText, entering, stagesOf } from './stage-of.ts'

/** The deal is made. */
export const opportunityWin = defineCommand({
  name: 'opportunity.win',
  label: label('赢单', 'Win'),
  may: { object: 'sales.opportunity', action: 'update' },
  on: 'sales.opportunity',
  icon: 'check',
  place: ['record', 'phone'],
  offered: { status: ['open'] },
  fields: { amount: like(opportunity.fields.amount, { label: label('成交金额', 'Amount of the deal') }) },
  prefill: { amount: 'amount' },
  done: { words: label('“{title}”已赢单', '“{title}” is won') },
  undo: 'changes',
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
