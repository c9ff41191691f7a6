import { defineCommand, label, like, refuse, user } from '@lianke/kernel'
import { opportunity } from '../objects/opportunity.object.ts'
import { ensurePipeline } from './default-pipeline.ts'
import { amountText, turnKey } from './stage-of.ts'

/** Opens a deal, in the first stage of a pipeline unless one is named. */
export const opportunityOpen = defineCommand({
  name: 'opportunity.open',
  label: label('新建商机', 'Open an opportunity'),
  may: { object: opportunity, action: 'create' },
  icon: 'target',
  place: ['global'],
  fields: {
    name: like(opportunity.fields.name, { required: true }),
    person: like(opportunity.fields.person),
    account: like(opportunity.fields.account),
    amount: like(opportunity.fields.amount),
    close_on: like(opportunity.fields.close_on),
    pipeline: like(opportunity.fields.pipeline),
    stage: like(opportunity.fields.stage),
    type: like(opportunity.fields.type),
    owner: user(label('负责人', 'Owner')),
    source: like(opportunity.fields.source),
    next_step: like(opportunity.fields.next_step),
    competitor: like(opportunity.fields.competitor),
    tags: like(opportunity.fields.tags),
    description: like(opportunity.fields.description),
  },
  done: { words: label('商机已建立', 'The opportunity is open'), opens: { object: opportunity, id: 'id' } },
  run: async (work, { owner, ...input }) => {
    if (!input.person && !input.account)
      refuse('opportunity.nobody', { problems: [{ path: '/person', code: 'opportunity.nobody' }] })
    await ensurePipeline(work)
    const made = await work.records.create(opportunity, { ...input, ...(owner ? { owner } : {}) })
    await work.emit({
      name: 'opportunity.opened',
      subject: { object: opportunity.name, id: made.id },
      person: input.person ?? null,
      payload: { name: input.name, amount: amountText(made.amount) },
      key: turnKey(made.id, made.version),
    })
    return { id: made.id }
  },
})
