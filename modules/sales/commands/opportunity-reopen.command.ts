import { defineCommand, label, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { dealSeen, personOf, turnKey } from './stage-of.ts'
import { opportunity } from '../objects/opportunity.object.ts'

/** A closed deal lives again, in the first stage of its pipeline; why it was lost is no longer true. */
export const opportunityReopen = defineCommand({
  name: 'opportunity.reopen',
  label: label('重新打开', 'Reopen'),
  may: { object: opportunity, action: 'update' },
  on: opportunity,
  writes: ['closed_at', 'stage_entered_at'],
  icon: 'refresh',
  place: ['record', 'phone'],
  offered: { status: ['won', 'lost'] },
  fields: {},
  done: { words: label('“{title}”重新打开', '“{title}” is open again') },
  undo: 'changes',
  input: z.strictObject({ id: z.uuid(), version: z.int().optional() }),
  run: async (work, input) => {
    const deal = await dealSeen(work, input)
    if (deal.status === 'open') refuse('opportunity.still_open', { params: { name: deal.name } })
    const { version } = await work.records.update(opportunity, input.id, { status: 'open', lost_reason: null })
    await work.emit({
      name: 'opportunity.reopened',
      subject: { object: opportunity.name, id: input.id },
      person: personOf(deal),
      payload: { name: deal.name },
      key: turnKey(input.id, version),
    })
    return { id: input.id }
  },
})
