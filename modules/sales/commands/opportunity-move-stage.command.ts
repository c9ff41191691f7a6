import { defineCommand, label, reference, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { dealSeen, personOf, stagesOf, turnKey } from './stage-of.ts'
import { opportunity } from '../objects/opportunity.object.ts'

/** Moves an open deal to another open stage of its pipeline; with the version the user saw, a stale board moves nothing. */
export const opportunityMoveStage = defineCommand({
  name: 'opportunity.move_stage',
  label: label('推进阶段', 'Move stage'),
  may: { object: opportunity, action: 'update' },
  on: opportunity,
  writes: ['stage_entered_at'],
  icon: 'arrow-right',
  place: ['record', 'selection', 'phone', 'process'],
  offered: { status: ['open'] },
  fields: {
    stage: reference(label('推进到', 'To stage'), 'sales.stage', {
      required: true,
      where: {
        and: [
          { field: 'pipeline', op: 'eq', value: '{pipeline}' },
          { field: 'kind', op: 'eq', value: 'open' },
        ],
      },
    }),
  },
  done: { words: label('已推进阶段', 'Moved on') },
  undo: 'changes',
  input: z.strictObject({ id: z.uuid(), version: z.int().optional() }),
  run: async (work, input) => {
    const deal = await dealSeen(work, input)
    if (deal.status !== 'open') refuse('opportunity.closed', { params: { name: deal.name } })
    const stages = await stagesOf(work, deal.pipeline)
    const to = stages.find((stage) => stage.id === input.stage)
    if (!to) refuse('opportunity.foreign_stage', { problems: [{ path: '/stage', code: 'opportunity.foreign_stage' }] })
    if (to.kind !== 'open') refuse('opportunity.close_by_command')
    if (to.id === deal.stage) return { id: input.id, changed: false, version: deal.version }
    const { version } = await work.records.update(opportunity, input.id, { stage: to.id })
    await work.emit({
      name: 'opportunity.stage_moved',
      subject: { object: opportunity.name, id: input.id },
      person: personOf(deal),
      payload: { name: deal.name, from: stages.find((stage) => stage.id === deal.stage)?.name ?? '', to: to.name },
      key: turnKey(input.id, version),
    })
    return { id: input.id, changed: true, version }
  },
})
