import { anySubject, defineProcess, label } from '@lianke/kernel'
import { automation } from '../objects/automation.object.ts'

/** What is done with records of any object when something happens to them or their time has come. */
export const automationProcess = defineProcess({
  name: 'automation',
  label: label('自动化', 'Automation'),
  icon: 'zap',
  object: automation,
  subject: anySubject,
  triggers: ['record', 'date', 'schedule', 'event', 'segment', 'hook', 'manual'],
  palette: ['record', 'task', 'flow', 'message'],
  policies: { reentry: { mode: 'always', parallel: true }, told: false },
  words: {
    entered: label('自动化开始', 'Automation began'),
    ended: label('自动化结束', 'Automation ended'),
    enrol: label('运行自动化', 'Run the automation'),
    enrolled: label('已对 {n} 条记录运行', 'Runs on {n} records'),
  },
})
