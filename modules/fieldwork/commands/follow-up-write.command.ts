import { lead as leadObject } from '@lianke/lead/contract'
import { ticketAnswer, ticket as ticketObject } from '@lianke/ticket/contract'
import { boolean, datetime, defineCommand, group, label, like, refuse, text, user } from '@lianke/kernel'
import { followUp } from '../objects/follow-up.object.ts'
import { task as taskObject } from '../objects/task.object.ts'

/** Writes down what was said, and if wanted the next thing to do, in one act. */
export const followUpWrite = defineCommand({
  name: 'follow_up.write',
  label: label('写跟进', 'Write a follow-up'),
  may: { object: followUp, action: 'create' },
  icon: 'edit',
  place: ['global'],
  fields: {
    person: like(followUp.fields.person),
    account: like(followUp.fields.account),
    lead: like(followUp.fields.lead),
    opportunity: like(followUp.fields.opportunity),
    ticket: like(followUp.fields.ticket),
    answers: boolean(label('是对工单的答复', 'Answers the ticket'), {
      default: false,
      help: label('第一次答复停住首次响应的计时', 'The first answer stops the time to respond'),
    }),
    content: like(followUp.fields.content, { required: true }),
    way: like(followUp.fields.way, { required: true, default: 'wechat' }),
    happened_at: like(followUp.fields.happened_at),
    images: like(followUp.fields.images),
    attachments: like(followUp.fields.attachments),
    next_at: like(followUp.fields.next_at),
    owner: user(label('负责人', 'Owner')),
    next: group(label('下一步', 'Next'), {
      subject: text(label('要做什么', 'What to do'), { required: true, max: 300 }),
      due_at: datetime(label('什么时候', 'When'), { required: true }),
    }),
  },
  done: { words: label('跟进已写下', 'The follow-up is written') },
  run: async (work, { next, owner, answers = false, ...input }) => {
    const { account, lead, opportunity, ticket } = input
    // What is written to a ticket is of its customer, and seen with him.
    const person = input.person ?? (ticket ? (await work.records.get(ticketObject, ticket, { fields: ['person'] })).person : null)
    if (!person && !account && !lead && !opportunity && !ticket)
      refuse('follow_up.about_nothing', { problems: [{ path: '/person', code: 'follow_up.about_nothing' }] })
    if (next && Date.parse(next.due_at) < Date.parse(work.now))
      refuse('follow_up.next_in_the_past', { problems: [{ path: '/next/due_at', code: 'follow_up.next_in_the_past' }] })
    const note = await work.records.create(followUp, {
      ...input,
      person,
      ...(owner ? { owner } : {}),
      happened_at: input.happened_at ?? work.now,
      next_at: next?.due_at ?? input.next_at ?? null,
    })
    if (ticket && answers) await work.run(ticketAnswer, { id: ticket, content: input.content })
    const task = next
      ? await work.records.create(taskObject, {
          person,
          account,
          lead,
          opportunity,
          ticket,
          subject: next.subject,
          due_at: next.due_at,
          source: 'follow_up',
        })
      : null
    if (lead) {
      const row = await work.records.get(leadObject, lead, { fields: ['status'] })
      const early = row.status === 'new' || row.status === 'assigned'
      if (early) await work.records.update(leadObject, lead, { status: 'contacted' })
    }
    await work.emit({
      name: 'follow_up.written',
      subject: { object: followUp.name, id: note.id },
      person,
      payload: { content: input.content.slice(0, 200), way: input.way },
    })
    return { id: note.id, task: task?.id ?? null }
  },
})
