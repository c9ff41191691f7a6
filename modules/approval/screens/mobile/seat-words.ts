import { label, type Label } from '@lianke/kernel'

/** What became of an approver's seat. */
export const seatWords: Readonly<Record<string, Label>> = {
  waiting: label('等待中', 'waits for his turn'),
  open: label('审批中', 'is deciding'),
  approved: label('同意', 'approved'),
  rejected: label('驳回', 'rejected'),
  returned: label('退回', 'returned it'),
  passed: label('自动通过', 'passed by itself'),
  transferred: label('已转交', 'handed it on'),
  expired: label('超时', 'out of time'),
  void: label('不再需要', 'not needed any more'),
}
export const whyWords: Readonly<Record<string, Label>> = {
  empty: label('没有审批人', 'there is no approver'),
  same: label('审批人就是提交人', 'the approver submitted it'),
  repeat: label('此前已同意', 'agreed before'),
  administrator: label('没有审批人，转管理员', 'no approver: the administrator'),
  fallback: label('没有审批人，转指定同事', 'no approver: whom the step names'),
  superior: label('提交人的上级', 'the submitter’s superior'),
  away: label('代理', 'stands in'),
  transfer: label('转交而来', 'handed on'),
  added: label('加签', 'added'),
}
export const statusWords: Readonly<Record<string, Label>> = {
  pending: label('审批中', 'Pending'),
  returned: label('已退回', 'Returned'),
  approved: label('已通过', 'Approved'),
  rejected: label('已驳回', 'Rejected'),
  withdrawn: label('已撤回', 'Withdrawn'),
  cancelled: label('已作废', 'Cancelled'),
}
/** The colour of a state, where it says something. */
export const statusTones: Readonly<Record<string, string>> = {
  pending: 'blue',
  returned: 'orange',
  approved: 'green',
  rejected: 'red',
}
