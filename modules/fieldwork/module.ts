import { defineModule, label } from '@lianke/kernel'
import { followUpWrite } from './commands/follow-up-write.command.ts'
import { taskComplete } from './commands/task-complete.command.ts'
import { visitCancel } from './commands/visit-cancel.command.ts'
import { visitCheckIn } from './commands/visit-check-in.command.ts'
import { visitComplete } from './commands/visit-complete.command.ts'
import { visitPlanAgain } from './commands/visit-plan-again.command.ts'
import { fieldworkConditions } from './conditions/fieldwork.conditions.ts'
import { fieldworkEvents } from './events/fieldwork.events.ts'
import { remindJob } from './jobs/remind.job.ts'
import { followUp } from './objects/follow-up.object.ts'
import { task } from './objects/task.object.ts'
import { visit } from './objects/visit.object.ts'
import { onCreateTaskAsked } from './reactions/on-create-task-asked.reaction.ts'
import { onFollowUpAsked } from './reactions/on-follow-up-asked.reaction.ts'
import { onTaskTicked } from './reactions/on-task-ticked.reaction.ts'
import { createTaskStep } from './steps/create-task.step.ts'
import { remindBefore } from './settings/remind-before.setting.ts'
import { taskNotice } from './notices/task-created.notice.ts'
import { reminderNotice } from './notices/task-reminded.notice.ts'
import { followUps } from './charts/follow-ups.chart.ts'

/** What staff do with customers day by day. */
export const fieldworkModule = defineModule({
  name: 'fieldwork',
  label: label('工作', 'Activities'),
  area: 'sales',
  objects: [followUp, task, visit],
  charts: [followUps],
  notices: [taskNotice, reminderNotice],
  events: fieldworkEvents,
  conditions: fieldworkConditions,
  commands: [followUpWrite, taskComplete, visitCheckIn, visitComplete, visitCancel, visitPlanAgain],
  jobs: [remindJob],
  reactions: [onCreateTaskAsked, onFollowUpAsked, onTaskTicked],
  steps: [createTaskStep],
  settings: [remindBefore],
  words: {
    'job.fieldwork.remind': label('到点提醒任务', 'Reminds of tasks'),
    'refusal.follow_up.about_nothing': label(
      '请选择跟进的客户、企业、线索、商机或工单',
      'Choose whom or what the follow-up is about',
    ),
    'refusal.follow_up.next_in_the_past': label('下次跟进时间已经过去', 'The next contact lies in the past'),
    'refusal.task.already_done': label('任务 {subject} 已完成', 'Task {subject} is already done'),
    'refusal.task.is_cancelled': label('任务 {subject} 已取消', 'Task {subject} is cancelled'),
    'refusal.visit.not_planned': label('拜访 {subject} 已签到或取消', 'Visit {subject} is checked in or cancelled'),
    'refusal.visit.not_cancelled': label('拜访 {subject} 没有取消', 'Visit {subject} is not cancelled'),
    'refusal.visit.too_far': label(
      '距离目标 {distance} 米，超出 {fence} 米的签到范围',
      '{distance} m from the target; the fence is {fence} m',
    ),
    'refusal.visit.not_checked_in': label('拜访 {subject} 还没有签到', 'Visit {subject} is not checked in'),
  },
})
