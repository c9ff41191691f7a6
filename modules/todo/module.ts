import { defineModule, label } from '@lianke/kernel'
import { workItemAnswer } from './commands/work-item-answer.command.ts'
import { workItemAnswerMany } from './commands/work-item-answer-many.command.ts'
import { workItemReassignMany } from './commands/work-item-reassign-many.command.ts'
import { workItemReassign } from './commands/work-item-reassign.command.ts'
import { workItemTake } from './commands/work-item-take.command.ts'
import { workItemEvents } from './events/work-item.events.ts'
import { closeJob } from './jobs/close.job.ts'
import { lateJob } from './jobs/late.job.ts'
import { remindJob } from './jobs/remind.job.ts'
import { workItemNotices } from './notices/work-item.notices.ts'
import { workItem } from './objects/work-item.object.ts'
import { onPersonMerged } from './reactions/on-person-merged.reaction.ts'
import { onStaffLeft } from './reactions/on-staff-left.reaction.ts'
import { grants } from './roles/granted.role.ts'
import { oversee } from './roles/oversee.ts'
import { openRoute } from './routes/open.route.ts'
import { todoRoute } from './routes/todo.route.ts'
import { userTaskStep } from './steps/user-task.step.ts'

/** What waits for a colleague: what processes ask, and their own tasks, in one place. */
export const todoModule = defineModule({
  name: 'todo',
  label: label('待办', 'To do'),
  area: 'home',
  objects: [workItem],
  grants,
  events: workItemEvents,
  notices: workItemNotices,
  commands: [workItemAnswer, workItemAnswerMany, workItemReassign, workItemReassignMany, workItemTake],
  rights: [{ name: oversee, label: label('查看和转交团队的待办', 'Oversee work items') }],
  jobs: [remindJob, lateJob, closeJob],
  reactions: [onPersonMerged, onStaffLeft],
  steps: [userTaskStep],
  routes: [todoRoute, openRoute],
  words: {
    'job.todo.remind': label('提醒将到期的待办', 'Reminds of work items'),
    'job.todo.late': label('处理逾期的待办', 'Sees to late work items'),
    'job.todo.close': label('关闭不再需要的待办', 'Closes work items that nothing waits for'),
    'refusal.work_item.nobody': label(
      '找不到可以处理的人：请检查这一步的「谁来处理」，或填上「找不到人时交给」',
      'Nobody can be asked: check who decides at this step, or name a fallback',
    ),
    'refusal.work_item.not_yours': label('「{title}」由 {who} 处理', '“{title}” is for {who} to answer'),
    'refusal.work_item.already_answered': label('「{title}」已由 {who} 处理：{said}', '“{title}” was answered by {who}: {said}'),
    'refusal.work_item.is_closed': label('「{title}」已经关闭，不用再处理', '“{title}” is closed; nothing waits for an answer'),
    'refusal.work_item.subject_gone': label('「{title}」对应的记录已被删除', 'The record of “{title}” was deleted'),
    'refusal.work_item.no_such_outcome': label('「{title}」没有这个选项', '“{title}” has no such outcome'),
    'refusal.work_item.note_missing': label('请写明原因', 'Say why'),
    'refusal.work_item.form_unfit': label('请填写要求的内容', 'Fill in what is asked'),
    'refusal.work_item.not_their_manager': label(
      '「{title}」由 {who} 处理，只有 TA 的主管可以转交',
      '“{title}” is with {who}; only who leads them may reassign it',
    ),
    'refusal.work_item.to_leaver': label('{who} 已离职', '{who} has left'),
    'refusal.work_item.taken': label('「{title}」已被 {who} 领取', '“{title}” was taken by {who}'),
    'refusal.work_item.of_staff': label('待办属于员工本人', 'What is to do belongs to a member of staff'),
  },
})
