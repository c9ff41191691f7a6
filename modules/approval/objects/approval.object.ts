import { defineObject, definitionOverAny, label } from '@lianke/kernel'

/** Who has to agree to records of one object, in which order: a graph of steps that asks approvers. */
export const approval = defineObject({
  name: 'approval.approval',
  label: label('审批', 'Approval'),
  plural: label('审批', 'Approvals'),
  icon: 'stamp',
  ...definitionOverAny(),
})
