import { account as accountObject, contactRole, person as personObject } from '@lianke/customer/contract'
import { opportunityOpen, pipeline } from '@lianke/sales/contract'
import { date, defineCommand, group, label, money, reference, refuse, text } from '@lianke/kernel'
import { z } from 'zod'
import { accountFor, carryActivities, dealName, leadToCarry, personFor } from './find-or-make.ts'
import { lead as leadObject } from '../objects/lead.object.ts'

/** A lead becomes a person, a company with that person as contact, and if wanted a deal; tags and activities go along. */
export const leadConvert = defineCommand({
  name: 'lead.convert',
  label: label('转化', 'Convert'),
  may: 'lead.convert',
  on: leadObject,
  writes: ['status', 'converted_at', 'opportunity'],
  icon: 'refresh',
  rows: 'update',
  place: ['record', 'phone'],
  offered: { status: ['new', 'assigned', 'contacted', 'qualified'] },
  fields: {
    person: reference(label('客户', 'Person'), personObject, {
      help: label('不选则按手机或邮箱找到已有客户，找不到就新建', 'Empty: the one with the same phone or email, else a new one'),
    }),
    account: reference(label('企业', 'Account'), accountObject, {
      help: label('不选则按公司名找到已有企业，找不到就新建', 'Empty: the one of the same name, else a new one'),
    }),
    opportunity: group(
      label('同时建立商机', 'Open an opportunity'),
      {
        name: text(label('商机名称', 'Name'), { max: 200 }),
        amount: money(label('金额', 'Amount'), { min: 0 }),
        close_on: date(label('预计成交日', 'Expected close')),
        pipeline: reference(label('销售流程', 'Pipeline'), pipeline),
      },
      { open: true },
    ),
  },
  input: z.strictObject({
    id: z.uuid(),
    account: z.uuid().nullable().optional(),
    opportunity: z
      .strictObject({
        name: z.string().trim().min(1).max(200).optional(),
        amount: z.strictObject({ amount: z.string(), currency: z.string().length(3) }).optional(),
        close_on: z.iso.date().optional(),
        pipeline: z.uuid().optional(),
      })
      .nullable()
      .optional(),
  }),
  done: { words: label('“{title}”已转化为客户', '“{title}” is a customer now'), opens: { object: personObject, id: 'person' } },
  run: async (work, input) => {
    const lead = await leadToCarry(work, input.id)
    if (lead.status === 'converted') refuse('lead.already_converted')
    if (lead.status === 'disqualified') refuse('lead.is_disqualified')
    const person = await personFor(work, lead, input.person)
    const account = await accountFor(work, lead, input.account)
    if (account) {
      await work.records.upsert({
        object: contactRole,
        key: ['account', 'person'],
        rows: [{ account, person, title: lead.job_title ?? null }],
      })
    }
    const deal =
      input.opportunity === null
        ? null
        : await work.run(opportunityOpen, {
            name: dealName(lead),
            source: lead.source ?? undefined,
            owner: lead.owner ?? undefined,
            ...input.opportunity,
            person,
            account: account ?? undefined,
          })
    const opportunity = deal?.id ?? null
    await carryActivities(work, { lead: input.id, person, account, opportunity })
    await work.records.update(leadObject, input.id, {
      status: 'converted',
      person,
      account,
      opportunity,
    })
    await work.emit({
      name: 'lead.converted',
      subject: { object: leadObject.name, id: input.id },
      person,
      payload: { name: lead.name, account, opportunity },
    })
    return { person, account, opportunity }
  },
})
