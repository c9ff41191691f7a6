import { anySubject, defineProcess, label } from '@lianke/kernel'
import { approvalWithdrawn } from '../events/approval.events.ts'
import { approval } from '../objects/approval.object.ts'

/** Records wait until those who have to have agreed. One record is in one approval at a time. */
export const approvalProcess = defineProcess({
  name: 'approval',
  label: label('审批', 'Approval'),
  icon: 'stamp',
  object: approval,
  subject: anySubject,
  triggers: ['manual', 'record'],
  palette: ['approval', 'flow', 'record', 'message'],
  enteredBy: 'act',
  endings: [{ event: approvalWithdrawn.name, names: 'run', reason: 'withdrawn', label: label('已撤回', 'Withdrawn') }],
  policies: { reentry: { mode: 'always' }, told: 'quiet' },
  words: {
    entered: label('审批开始', 'Approval began'),
    ended: label('审批结束', 'Approval ended'),
    enrol: label('提交审批', 'Submit for approval'),
    enrolled: label('已提交 {n} 条记录', 'Submitted {n} records'),
  },
})
