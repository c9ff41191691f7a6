import { defineCommand, label, like, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { opportunity } from '../objects/opportunity.object.ts'
import { dealSeen, personOf, turnKey } from './stage-of.ts'

/** The deal is lost; the reason is kept to learn from. */
export const opportunityLose = defineCommand({
  name: 'opportunity.lose',
  label: label('输单', 'Lose'),
  may: { object: opportunity, action: 'update' },
  on: opportunity,
  writes: ['closed_at', 'stage_entered_at'],
  icon: 'x',
  place: ['record', 'phone'],
  offered: { status: ['open'] },
  fields: {
    reason: like(opportunity.fields.lost_reason, { required: true }),
    competitor: like(opportunity.fields.competitor),
  },
  done: { words: label('“{title}”已输单', '“{title}” is lost') },
  undo: 'changes',
  input: z.strictObject({ id: z.uuid(), version: z.int().optional() }),
  run: async (work, input) => {
    const deal = await dealSeen(work, input)
    if (deal.status !== 'open') refuse('opportunity.closed', { params: { name: deal.name } })
    const { version } = await work.records.update(opportunity, input.id, {
      status: 'lost',
      lost_reason: input.reason,
      ...(input.competitor ? { competitor: input.competitor } : {}),
    })
    await work.emit({
      name: 'opportunity.lost',
      subject: { object: opportunity.name, id: input.id },
      person: personOf(deal),
      payload: { name: deal.name, reason: input.reason },
      key: turnKey(input.id, version),
    })
    return { id: input.id }
  },
})
