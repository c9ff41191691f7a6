import { type Concerned, defineNotice, type EventDefinition, type Fact, type Label, label, textIn } from '@lianke/kernel'
import { resolveMissed, resolveNear, respondMissed, respondNear, ticketEscalated } from '../events/ticket.events.ts'
import { ticket } from '../objects/ticket.object.ts'

const concerns = ({ payload, record }: Fact): Concerned => ({
  staff: textIn(payload.staff) ?? '',
  about: record ? { object: ticket.name, id: record } : null,
})
const noticeOf = (event: EventDefinition, words: Label, title: Label) =>
  defineNotice({
    name: event.name,
    label: words,
    kind: 'alert',
    on: [event.name],
    concerns,
    fields: ['ticket_number'],
    title,
    message: true,
  })

/** Whoever has a ticket is told before a deadline and when it is missed; whoever leads the department when it is missed. */
export const deadlineNotices = [
  noticeOf(
    respondNear,
    label('工单即将超过答复时限', 'The answer to a ticket is due soon'),
    label('即将超时未答复：{ticket_number} {title}', 'Answer due soon: {ticket_number} {title}'),
  ),
  noticeOf(
    respondMissed,
    label('工单超过答复时限', 'The answer to a ticket is overdue'),
    label('超时未答复：{ticket_number} {title}', 'Answer overdue: {ticket_number} {title}'),
  ),
  noticeOf(
    resolveNear,
    label('工单即将超过解决时限', 'The solution of a ticket is due soon'),
    label('即将超时未解决：{ticket_number} {title}', 'Solution due soon: {ticket_number} {title}'),
  ),
  noticeOf(
    resolveMissed,
    label('工单超过解决时限', 'The solution of a ticket is overdue'),
    label('超时未解决：{ticket_number} {title}', 'Solution overdue: {ticket_number} {title}'),
  ),
  noticeOf(
    ticketEscalated,
    label('部门的工单超时', 'A ticket of my department is overdue'),
    label('部门工单超时：{ticket_number} {title}', 'Overdue in your department: {ticket_number} {title}'),
  ),
]
