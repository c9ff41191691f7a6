import { defineModule, label } from '@lianke/kernel'
import { ticketAnswer } from './commands/ticket-answer.command.ts'
import { ticketAssign } from './commands/ticket-assign.command.ts'
import { ticketClose } from './commands/ticket-close.command.ts'
import { ticketOpen } from './commands/ticket-open.command.ts'
import { ticketRaise } from './commands/ticket-raise.command.ts'
import { ticketReopen } from './commands/ticket-reopen.command.ts'
import { ticketReply } from './commands/ticket-reply.command.ts'
import { ticketResolve } from './commands/ticket-resolve.command.ts'
import { ticketResume } from './commands/ticket-resume.command.ts'
import { ticketWait } from './commands/ticket-wait.command.ts'
import { ticketConditions } from './conditions/ticket.conditions.ts'
import { ticketEvents } from './events/ticket.events.ts'
import { serviceState } from './migrations/service-state.ts'
import { recountJob } from './jobs/recount.job.ts'
import { watchDeadlinesJob } from './jobs/watch-deadlines.job.ts'
import { escalation } from './objects/escalation.object.ts'
import { ticket } from './objects/ticket.object.ts'
import { serviceLevel } from './settings/service-level.setting.ts'
import { grants } from './roles/granted.role.ts'
import { deadlineNotices } from './notices/ticket-deadline.notice.ts'
import { ticketNotice } from './notices/ticket-assigned.notice.ts'
import { escalationProcess } from './processes/escalation.process.ts'
import { handOnStep } from './steps/hand-on.step.ts'
import { onCalendarChanged } from './reactions/on-calendar-changed.reaction.ts'
import { onDepartmentChanged } from './reactions/on-department-changed.reaction.ts'

/** Requests and complaints, answered in time. */
export const ticketModule = defineModule({
  name: 'ticket',
  label: label('工单', 'Tickets'),
  area: 'service',
  objects: [ticket, escalation],
  processes: [escalationProcess],
  steps: [handOnStep],
  grants,
  notices: [ticketNotice, ...deadlineNotices],
  events: ticketEvents,
  conditions: ticketConditions,
  commands: [
    ticketOpen,
    ticketAssign,
    ticketRaise,
    ticketAnswer,
    ticketReply,
    ticketWait,
    ticketResume,
    ticketResolve,
    ticketClose,
    ticketReopen,
  ],
  jobs: [watchDeadlinesJob, recountJob],
  reactions: [onCalendarChanged, onDepartmentChanged],
  settings: [serviceLevel],
  migrations: [serviceState],
  words: {
    'setting.ticket.service_level.respond': label('答复', 'Answer'),
    'setting.ticket.service_level.resolve': label('解决', 'Resolve'),
    'setting.ticket.service_level.always': label('全天', 'Day and night'),
    'job.ticket.watch_deadlines': label('工单时效提醒', 'Tells of deadlines of tickets'),
    'job.ticket.recount': label('重新计算工单期限', 'Counts the deadlines of tickets again'),
    'refusal.ticket.next_in_the_past': label('时间已经过去', 'That time has passed'),
    'refusal.ticket.other_customer': label('这是另一位客户的会话', 'That conversation is another customer’s'),
    'refusal.ticket.finished': label('工单 {number} 已解决或关闭，请先重新打开', 'Ticket {number} is finished; reopen it first'),
    'refusal.ticket.assignee_left': label('{name} 已离职，不能处理工单', '{name} has left and cannot take tickets'),
    'refusal.ticket.highest_already': label('工单 {number} 已是最高优先级', 'Ticket {number} has the highest priority already'),
    'refusal.ticket.nobody_above': label('找不到可以转交的人', 'Nobody is found to hand it to'),
    'refusal.ticket.already_closed': label('工单 {number} 已关闭', 'Ticket {number} is already closed'),
    'refusal.ticket.none_chosen': label('请至少选择一张工单', 'Choose at least one ticket'),
    'refusal.ticket.not_waiting': label('工单 {number} 不在等待客户', 'Ticket {number} is not waiting'),
    'refusal.ticket.already_waiting': label('工单 {number} 已在等待客户', 'Ticket {number} is waiting already'),
    'refusal.ticket.nobody_has_it': label(
      '工单 {number} 还没有处理人，请先分配',
      'Nobody has ticket {number} yet; assign it first',
    ),
    'refusal.ticket.no_solution': label('请先写下解决方案', 'Write down the solution first'),
    'refusal.ticket.still_open': label('工单 {number} 还在处理中', 'Ticket {number} is still open'),
  },
})
