import { defineEvent, label, longText, text } from '@lianke/kernel'

const name = text(label('审批', 'Approval'))
const staff = text(label('同事', 'Colleague'))
const run = text(label('运行', 'Run'))
const request = text(label('审批单', 'Request'))
const note = longText(label('说明', 'Note'))

/** A record was submitted; the record itself is what the fact is about. */
export const approvalSubmitted = defineEvent({
  name: 'approval.submitted',
  label: label('提交审批', 'Submitted for approval'),
  icon: 'stamp',
  fields: { name, request, staff, note },
  sentence: label('提交审批：{name}', 'Submitted for approval: {name}'),
})
/** All who had to have agreed. */
export const approvalApproved = defineEvent({
  name: 'approval.approved',
  label: label('审批通过', 'Approved'),
  icon: 'done',
  fields: { name, request, staff },
  sentence: label('审批通过：{name}', 'Approved: {name}'),
})
/** Somebody did not agree, or nobody answered in time. */
export const approvalRejected = defineEvent({
  name: 'approval.rejected',
  label: label('审批驳回', 'Rejected'),
  icon: 'close',
  fields: { name, request, staff, note },
  sentence: label('审批驳回：{name}', 'Rejected: {name}'),
})
/** It went back to whoever submitted it. */
export const approvalReturned = defineEvent({
  name: 'approval.returned',
  label: label('审批退回', 'Returned'),
  icon: 'undo',
  fields: { name, request, staff, note },
  sentence: label('审批退回：{name}', 'Returned: {name}'),
})
/** Whoever submitted it took it back: its run ends. */
export const approvalWithdrawn = defineEvent({
  name: 'approval.withdrawn',
  label: label('审批撤回', 'Withdrawn'),
  icon: 'undo',
  fields: { name, request, run },
  sentence: label('审批撤回：{name}', 'Withdrawn: {name}'),
})
/** A step has been decided, or the request goes on elsewhere; `outlet` is the way on of the run that waits. */
export const approvalDecided = defineEvent({
  name: 'approval.decided',
  label: label('审批节点完成', 'A step of an approval was decided'),
  icon: 'stamp',
  fields: { request, outlet: text(label('出口', 'Way out')), run },
  quiet: true,
})
/** Somebody is to know of it. */
export const approvalCopied = defineEvent({
  name: 'approval.copied',
  label: label('审批抄送', 'Copied'),
  icon: 'send',
  fields: { name, request, staff },
  quiet: true,
})

export const approvalEvents = [
  approvalSubmitted,
  approvalApproved,
  approvalRejected,
  approvalReturned,
  approvalWithdrawn,
  approvalDecided,
  approvalCopied,
]
