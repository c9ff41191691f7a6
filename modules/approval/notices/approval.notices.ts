import { defineNotice, type Fact, label, textIn } from '@lianke/kernel'
import { approvalApproved, approvalCopied, approvalRejected, approvalReturned } from '../events/approval.events.ts'

const concerns = ({ payload, object, record }: Fact) => ({
  staff: textIn(payload.staff) ?? '',
  about: object && record ? { object, id: record } : null,
})

/** Whoever submitted a record hears how it ended, or that it is his turn again. */
const approved = defineNotice({
  name: 'approval.approved',
  label: label('我提交的审批通过了', 'What I submitted was approved'),
  kind: 'info',
  on: [approvalApproved.name],
  concerns,
  said: ['name'],
  title: label('审批通过：{title}（{name}）', 'Approved: {title} ({name})'),
  message: true,
})
const rejected = defineNotice({
  name: 'approval.rejected',
  label: label('我提交的审批被驳回', 'What I submitted was rejected'),
  kind: 'alert',
  on: [approvalRejected.name],
  concerns,
  said: ['name'],
  title: label('审批驳回：{title}（{name}）', 'Rejected: {title} ({name})'),
  message: true,
})
const returned = defineNotice({
  name: 'approval.returned',
  label: label('我提交的审批被退回', 'What I submitted was returned'),
  kind: 'task',
  on: [approvalReturned.name],
  concerns,
  said: ['name', 'note'],
  title: label('审批退回：{title}（{name}）', 'Returned: {title} ({name})'),
  body: label('{note}', '{note}'),
  message: true,
})
const copied = defineNotice({
  name: 'approval.copied',
  label: label('抄送我的审批', 'Approvals copied to me'),
  kind: 'info',
  on: [approvalCopied.name],
  concerns,
  said: ['name'],
  title: label('抄送：{title}（{name}）', 'For your knowledge: {title} ({name})'),
})

export const approvalNotices = [approved, rejected, returned, copied]
