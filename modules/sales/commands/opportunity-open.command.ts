import { defineCommand, label, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { amountText, entering, stagesOf } from './stage-of.ts'

/** Opens a deal in the first stage of a pipeline. */
export const opportunityOpen = defineCommand({
  name: 'opportunity.open',
  label: label('新建商机', 'Open an opportunity'),
  may: { object: 'sales.opportunity', action: 'create' },
  input: z.strictObject({
    name: z.string().trim().min(1).max(200),
    person: z.uuid().optional(),
    account: z.uuid().optional(),
    owner: z.uuid().optional(),
    pipeline: z.uuid().optional(),
    amount: z.strictObject({ amount: z.string(), currency: z.string().length(3) }).optional(),
    close_on: z.iso.date().optional(),
    source: z.string().max(120).optional(),
  }),
  run: async (room, { pipeline, ...input }) => {
    if (!input.person && !input.account)
      refuse('opportunity.nobody', { problems: [{ path: '/person', code: 'opportunity.nobody' }] })
    const first = (await stagesOf(room, pipeline)).find((stage) => stage.kind === 'open')
    if (!first) refuse('opportunity.no_pipeline')
    const made = await room.records.create('sales.opportunity', { ...input, ...entering(first, room.now) })
    await room.emit({
      name: 'opportunity.opened',
      subject: { object: 'sales.opportunity', id: made.id },
      person: input.person ?? null,
      payload: { name: input.name, amount: amountText(input.amount) },
    })
    return { id: made.id }
  },
})
