import { defineModule, label } from '@lianke/kernel'
import { automation } from './objects/automation.object.ts'
import { automationProcess } from './processes/automation.process.ts'
import { grants } from './roles/granted.role.ts'

/** What happens to records by itself. */
export const automationModule = defineModule({
  name: 'automation',
  label: label('自动化', 'Automation'),
  area: 'settings',
  objects: [automation],
  processes: [automationProcess],
  grants,
})
