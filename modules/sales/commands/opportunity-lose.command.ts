import { defineCommand, label, like, refuse } from '@lianke/kernel'
import { opportunity } from '../objects/opportunity.object.ts'
import { entering, stagesOf } from './stage-of.ts'

/** The deal is lost; the reason is kept to learn from. */
export const opportunityLose = defineCommand({
  name: 'opportunity.lose',
  label: label('输单', 'Lose'),
  may: { object: 'sales.opportunity', action: 'update' },
  on: 'sales.opportunity',
  icon: 'x',
  place: ['record', 'phone'],
  offered: { status: ['open'] },
  fields: {
    reason: like(opportunity.fields.lost_reason, { required: true }),
    competitor: like(opportunity.fields.competitor),
  },
  done: { words: label('“{title}”已输单', '“{title}” is lost') },
  undo: 'changes',
  run: async (room, input) => {
    const deal = await room.records.get('sales.opportunity', input.id, { forUpdate: true })
    if (deal.status !== 'open') refuse('opportunity.closed', { params: { name: deal.name } })
    const lost = (await stagesOf(room, (deal.pipeline as string | null) ?? undefined)).find((stage) => stage.kind === 'lost')
    await room.records.update('sales.opportunity', input.id, {
      ...(lost ? entering(lost, room.now) : { status: 'lost', closed_at: room.now }),
      probability: '0',
      lost_reason: input.reason,
      ...(input.competitor ? { competitor: input.competitor } : {}),
    })
    await room.emit({
      name: 'opportunity.lost',
      subject: { object: 'sales.opportunity', id: input.id },
      person: (deal.person as string | null) ?? null,
      payload: { name: deal.name, reason: input.reason },
    })
    return { id: input.id }
  },
})
