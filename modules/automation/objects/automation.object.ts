import { defineObject, label, processFields, processHeld, processStates, processWritten, text } from '@lianke/kernel'

/** A graph of steps that records of one object run through. */
export const automation = defineObject({
  name: 'automation.automation',
  label: label('自动化', 'Automation'),
  plural: label('自动化', 'Automations'),
  icon: 'zap',
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
