import { defineObject, label, processFields, processHeld, processStates, processWritten, text } from '@lianke/kernel'

/** Who has to agree to records of one object, in which order: a graph of steps that asks approvers. */
export const approval = defineObject({
  name: 'approval.approval',
  label: label('审批', 'Approval'),
  plural: label('审批', 'Approvals'),
  icon: 'stamp',
  title: 'name',
  fields: {
    ...processFields(),
    subject_object: text(label('对象', 'Object'), { required: true, max: 100, fixed: true }),
  },
  access: { everyone: true },
  written: processWritten,
  states: processStates,
  mirrored: false,
  holds: [processHeld({ field: 'subject_object' })],
  keptWhileUsed: true,
})
