import { label } from '@lianke/kernel'
import type { ProcessScreen } from '@lianke/ui/process'

/** Automations on screen. */
export const automationScreen: ProcessScreen = {
  kind: 'automation',
  starts: [],
  help: label(
    '记录新建、变化或日期到了，就自动改字段、建任务、通知员工',
    'When a record is made or changes, or its date comes: fields are set, tasks made, staff told',
  ),
}
