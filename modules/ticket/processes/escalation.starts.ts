import { label, type ProcessNode } from '@lianke/kernel'
import { resolveMissed, respondNear } from '../events/ticket.events.ts'

interface Graph {
  readonly entry: string
  readonly nodes: readonly ProcessNode[]
}
const step = (id: string, name: string, config: Record<string, unknown>, next: Record<string, string | null>) => ({
  id,
  step: name,
  config,
  next,
})
type Text = (zh: string, en: string) => string

/** A solution is late: raised, the manager told; a working day later handed on. */
const late = (text: Text): Graph => ({
  entry: 'raise',
  nodes: [
    step('raise', 'record.run_command', { command: 'ticket.raise', input: {} }, { next: 'tell' }),
    step(
      'tell',
      'notify_staff',
      { whom: 'manager', title: text('工单 {ticket_number} 超时未解决', 'Ticket {ticket_number} is overdue'), text: '{subject}' },
      { next: 'wait' },
    ),
    step('wait', 'flow.wait', { amount: 1, unit: 'working_day' }, { next: 'hand' }),
    step('hand', 'ticket.hand_on', { to: 'manager' }, { next: null }),
  ],
})
/** An answer is nearly late: whoever has the ticket is told. */
const near = (text: Text): Graph => ({
  entry: 'tell',
  nodes: [
    step(
      'tell',
      'notify_staff',
      { title: text('工单 {ticket_number} 快超时了，先答复客户', 'Ticket {ticket_number}: answer now'), text: '{subject}' },
      { next: null },
    ),
  ],
})

/** Escalations to begin with; each is whole and may be published after reading. */
export const escalationStarts = [
  {
    icon: 'arrow-up',
    name: label('超时未解决', 'Overdue'),
    help: label(
      '提高优先级、通知主管，一个工作日后转给主管',
      'Raised, the manager told; a working day later it is the manager’s',
    ),
    trigger: { on: 'event', event: resolveMissed.name },
    graph: late,
  },
  {
    icon: 'clock',
    name: label('即将超时未答复', 'Answer due soon'),
    help: label('提醒处理人先答复客户', 'Whoever has it is told to answer'),
    trigger: { on: 'event', event: respondNear.name },
    graph: near,
  },
]
