import { label, type ProcessNode } from '@lianke/kernel'
import { leadAssigned } from '../events/lead.events.ts'

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

/** A call, two working days, a message where the lead can be written to, three more, a last call. */
const touches = (text: Text, channel: string): Graph => ({
  entry: 'call',
  nodes: [
    step(
      'call',
      'create_task',
      { kind: 'call', title: text('第一次电话', 'First call'), due_in_hours: 4, working: true },
      { next: 'wait' },
    ),
    step('wait', 'flow.wait', { amount: 2, unit: 'working_day' }, { next: 'known' }),
    step(
      'known',
      'flow.branch',
      { branches: [{ outlet: 'b1', name: text('是客户', 'Is a contact'), filter: { field: 'person', op: 'not_empty' } }] },
      { b1: 'message', else: 'add' },
    ),
    step(
      'message',
      'send_message',
      {
        channel,
        text: text('{name}，前天给您打过电话，方便时回我一句就好。', '{name}, I called the other day. A word when it suits you?'),
      },
      { next: 'rest' },
    ),
    step(
      'add',
      'create_task',
      { kind: 'message', title: text('加微信或发短信', 'Write a message'), due_in_hours: 8, working: true },
      { next: 'rest' },
    ),
    step('rest', 'flow.wait', { amount: 3, unit: 'working_day' }, { next: 'last' }),
    step(
      'last',
      'create_task',
      {
        kind: 'call',
        title: text('最后一次电话，联系不上就判为无效', 'Last call; disqualify without an answer'),
        due_in_hours: 8,
        working: true,
      },
      { next: null },
    ),
  ],
})

/** Cadences to begin with; each is whole and may be published after reading. */
export const cadenceStarts = [
  {
    icon: 'phone',
    name: label('新线索跟进', 'Follow a new lead'),
    help: label(
      '电话，两个工作日后发消息，再三个工作日后最后一次电话',
      'A call, a message two working days later, a last call after three more',
    ),
    trigger: { on: 'event', event: leadAssigned.name },
    graph: touches,
  },
]
