import { message, messageReceived } from '@lianke/conversation/contract'
import { defineProcess, label } from '@lianke/kernel'
import { cadence } from '../objects/cadence.object.ts'
import { lead } from '../objects/lead.object.ts'

const turned = `${lead.name}.updated`
const answered = label('线索有回应', 'The lead answered')

/** How leads are followed up, touch by touch; until the lead answers, is converted or given up. */
export const cadenceProcess = defineProcess({
  name: 'cadence',
  label: label('跟进节奏', 'Cadence'),
  icon: 'phone',
  object: cadence,
  subject: lead,
  triggers: ['record', 'event', 'date', 'segment', 'manual'],
  // A seller follows up by it; the manager says how it goes.
  enteredBy: 'subject',
  palette: ['task', 'message', 'flow', 'record'],
  endings: [
    {
      event: `${message.name}.created`,
      where: { field: 'direction', op: 'eq', value: 'in' },
      reason: 'answered',
      label: answered,
    },
    { event: messageReceived.name, reason: 'answered', label: answered },
    {
      event: turned,
      where: { field: 'status', op: 'in', value: ['contacted', 'qualified'] },
      reason: 'answered',
      label: answered,
    },
    {
      event: turned,
      where: { field: 'status', op: 'eq', value: 'converted' },
      reason: 'converted',
      label: label('线索已转化', 'The lead was converted'),
    },
    {
      event: turned,
      where: { field: 'status', op: 'eq', value: 'disqualified' },
      reason: 'given_up',
      label: label('线索判为无效', 'The lead was disqualified'),
    },
  ],
  policies: { reentry: { mode: 'once' }, told: false },
  words: {
    entered: label('开始跟进节奏', 'Cadence began'),
    ended: label('结束跟进节奏', 'Cadence ended'),
    enrol: label('按节奏跟进', 'Follow by a cadence'),
    enrolled: label('{n} 条线索开始按节奏跟进', '{n} leads are in the cadence'),
  },
})
