import { defineCommand, label, ownFieldsOnly, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { ensurePipeline } from './default-pipeline.ts'
import { amountText, turnKey } from './stage-of.ts'

const fields = {
  name: z.string().trim().min(1).max(200),
  person: z.uuid().nullish(),
  account: z.uuid().nullish(),
  amount: z.strictObject({ amount: z.string(), currency: z.string().length(3) }).nullish(),
  close_on: z.iso.date().nullish(),
  pipeline: z.uuid().nullish(),
  stage: z.uuid().nullish(),
  owner: z.uuid().nullish(),
  type: z.string().max(80).nullish(),
  source: z.string().max(120).nullish(),
  next_step: z.string().max(500).nullish(),
  competitor: z.string().max(200).nullish(),
  tags: z.array(z.string()).max(50).nullish(),
  description: z.string().max(32_000).nullish(),
}

/** Opens a deal, in the first stage of a pipeline unless one is named. */
export const opportunityOpen = defineCommand({
  name: 'opportunity.open',
  label: label('新建商机', 'Open an opportunity'),
  may: { object: 'sales.opportunity', action: 'create' },
  input: z.looseObject(fields).superRefine(ownFieldsOnly(fields)),
  run: async (room, { owner, ...input }) => {
    if (!input.person && !input.account)
      refuse('opportunity.nobody', { problems: [{ path: '/person', code: 'opportunity.nobody' }] })
    await ensurePipeline(room)
    const made = await room.records.create('sales.opportunity', { ...input, ...(owner ? { owner } : {}) })
    await room.emit({
      name: 'opportunity.opened',
      subject: { object: 'sales.opportunity', id: made.id },
      person: input.person ?? null,
      payload: { name: input.name, amount: amountText(made.amount) },
      key: turnKey(made.id, made.version),
    })
    return { id: made.id }
  },
})
