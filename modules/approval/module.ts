import { defineModule, label } from '@lianke/kernel'
import { ownAbsence } from './checks/own-absence.check.ts'
import { addSigner } from './commands/add-signer.command.ts'
import { resubmit } from './commands/resubmit.command.ts'
import { sendBack } from './commands/send-back.command.ts'
import { submitCommands } from './commands/submit.commands.ts'
import { transfer } from './commands/transfer.command.ts'
import { urge } from './commands/urge.command.ts'
import { cancel, withdraw } from './commands/withdraw.command.ts'
import { approvalEvents } from './events/approval.events.ts'
import { pendingStandstill } from './standstills/pending.standstill.ts'
import { finishJob } from './jobs/finish.job.ts'
import { snapshotTable } from './migrations/snapshot.ts'
import { approvalNotices } from './notices/approval.notices.ts'
import { absence } from './objects/absence.object.ts'
import { approval } from './objects/approval.object.ts'
import { opinion } from './objects/opinion.object.ts'
import { request } from './objects/request.object.ts'
import { approvalProcess } from './processes/approval.process.ts'
import { itemReactions } from './reactions/on-item.reactions.ts'
import { onPersonMerged } from './reactions/on-person-merged.reaction.ts'
import { onRunEnded } from './reactions/on-run-ended.reaction.ts'
import { grants } from './roles/granted.role.ts'
import { standingRoute } from './routes/standing.route.ts'
import { approveStep } from './steps/approve.step.ts'
import { copyStep } from './steps/copy.step.ts'

/** Records that wait until those who have to have agreed. */
export const approvalModule = defineModule({
  name: 'approval',
  label: label('审批', 'Approvals'),
  area: 'settings',
  objects: [approval, request, opinion, absence],
  processes: [approvalProcess],
  steps: [approveStep, copyStep],
  commands: [withdraw, urge, cancel, resubmit, sendBack, transfer, addSigner],
  actsOn: submitCommands,
  checks: [ownAbsence],
  standstills: [pendingStandstill],
  events: approvalEvents,
  notices: approvalNotices,
  reactions: [...itemReactions, onRunEnded, onPersonMerged],
  jobs: [finishJob],
  routes: [standingRoute],
  grants,
  migrations: [snapshotTable],
  words: {
    'job.approval.finish': label('结束已失效的审批', 'Ends approvals that nothing waits for'),
    'refusal.approval.nobody': label(
      '找不到审批人：请检查这个节点的「谁来审批」和「找不到审批人时」',
      'There is no approver: check who approves at this step, and what it says of that',
    ),
    'refusal.approval.in_the_way': label(
      '「{title}」正在审批（{who} 处理中），审批结束前不能修改或删除；提交人 {submitter} 可以撤回',
      '“{title}” waits for {who}; until then it can be neither changed nor deleted. {submitter}, who submitted it, may withdraw it',
    ),
    'refusal.approval.under_way': label('这条记录已经在审批中', 'This record is in an approval already'),
    'refusal.approval.none_takes_it': label('没有适用于这条记录的审批', 'No approval takes this record'),
    'refusal.approval.choose_one': label('有多个审批适用，请选一个', 'Several approvals take this record; choose one'),
    'refusal.approval.does_not_fit': label(
      '这条记录不符合所选审批的条件',
      'The record does not meet the condition of that approval',
    ),
    'refusal.approval.choose_approvers': label(
      '这个审批要您选审批人',
      'This approval leaves it to you who approves; choose at least one',
    ),
    'refusal.approval.of_staff': label('请由员工本人提交', 'A member of staff submits it'),
    'refusal.approval.over': label('「{title}」现在不能这样操作：{status}', '“{title}” is {status}; this cannot be done now'),
    'refusal.approval.not_submitter': label(
      '「{title}」由 {who} 提交，只有 TA 能这样做',
      '“{title}” was submitted by {who}, who alone may do this',
    ),
    'refusal.approval.not_asked': label('「{title}」现在由 {who} 审批', '“{title}” is with {who} now'),
    'refusal.approval.asked_already': label('TA 已经是这个节点的审批人', 'That colleague decides at this step already'),
    'refusal.approval.absence_of_others': label(
      '代理人由本人或其上级设置',
      'Who stands in for somebody is said by himself or by whoever leads him',
    ),
    'refusal.approval.own_stand_in': label('请选择另一位同事作代理人', 'Choose somebody else to stand in'),
    'refusal.approval.urged_lately': label('一小时内已经催办过', 'They were reminded less than an hour ago'),
    'refusal.approval.to_leaver': label('{who} 已离职', '{who} has left'),
    'refusal.approval.no_such_step': label('只能退回到已经过的节点', 'It can go back to a step that it has passed only'),
  },
})
