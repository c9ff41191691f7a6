import { defineCommand, label, like, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { opportunity } from '../objects/opportunity.object.ts'
import { amountText, dealSeen, personOf, turnKey } from './stage-of.ts'

/** The deal is made. */
export const opportunityWin = defineCommand({
  name: 'opportunity.win',
  label: label('赢单', 'Win'),
  may: { object: opportunity, action: 'update' },
  on: opportunity,
  writes: ['closed_at', 'stage_entered_at'],
  icon: 'check',
  place: ['record', 'phone'],
  offered: { status: ['open'] },
  fields: { amount: like(opportunity.fields.amount, { label: label('成交金额', 'Amount of the deal') }) },
  prefill: { amount: 'amount' },
  done: { words: label('“{title}”已赢单', '“{title}” is won') },
  undo: 'changes',
  input: z.strictObject({ id: z.uuid(), version: z.int().optional() }),
  run: async (work, { id, amount, version: seen }) => {
    const deal = await dealSeen(work, { id, version: seen })
    if (deal.status !== 'open') refuse('opportunity.closed', { params: { name: deal.name } })
    if (!amount && deal.amount === null)
      refuse('opportunity.no_amount', { problems: [{ path: '/amount', code: 'field.required' }] })
    const won = await work.records.update(opportunity, id, { status: 'won', ...(amount ? { amount } : {}) })
    await work.emit({
      name: 'opportunity.won',
      subject: { object: opportunity.name, id },
      person: personOf(deal),
      payload: { name: deal.name, amount: amountText(won.amount) },
      key: turnKey(id, won.version),
    })
    return { id }
  },
})
