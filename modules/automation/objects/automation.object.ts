import { defineObject, definitionOverAny, label } from '@lianke/kernel'

/** A graph of steps that records of one object run through. */
export const automation = defineObject({
  name: 'automation.automation',
  label: label('自动化', 'Automation'),
  plural: label('自动化', 'Automations'),
  icon: 'zap',
  ...definitionOverAny(),
})
