import { defineCommand, label, like, refuse, user } from '@lianke/kernel'
import { opportunity } from '../objects/opportunity.object.ts'
import { amountText, entering, stagesOf } from './stage-of.ts'

/** Opens a deal in the first stage of a pipeline. */
export const opportunityOpen = defineCommand({
  name: 'opportunity.open',
  label: label('新建商机', 'Open an opportunity'),
  may: { object: 'sales.opportunity', action: 'create' },
  icon: 'target',
  place: ['global'],
  fields: {
    name: like(opportunity.fields.name, { required: true }),
    person: like(opportunity.fields.person),
    account: like(opportunity.fields.account),
    amount: like(opportunity.fields.amount),
    close_on: like(opportunity.fields.close_on),
    pipeline: like(opportunity.fields.pipeline),
    owner: user(label('负责人', 'Owner')),
    source: like(opportunity.fields.source),
  },
  done: { words: label('商机已建立', 'The opportunity is open'), opens: { object: 'sales.opportunity', id: 'id' } },
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
