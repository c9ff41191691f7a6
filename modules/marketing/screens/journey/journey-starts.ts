import { orderPlaced } from '@lianke/commerce/contract'
import { relationAdded } from '@lianke/customer/contract'
import { label } from '@lianke/kernel'
import type { Graph, ProcessStart } from '@lianke/ui/process'

const step = (id: string, name: string, config: Record<string, unknown>, next: Record<string, string | null>) => ({
  id,
  step: name,
  config,
  next,
})

/** Journeys to begin with; each is whole and may be published after reading. */
export const journeyStarts: readonly ProcessStart[] = [
  {
    icon: 'user-plus',
    name: label('新客欢迎', 'Welcome a new contact'),
    help: label(
      '加为好友后等一天，没动静就提醒导购',
      'Waits a day after the contact was added; if nothing happens, the owner gets a task',
    ),
    trigger: { on: 'event', event: relationAdded.name },
    graph: (text: (zh: string, en: string) => string, channel: string): Graph => ({
      entry: 'wait',
      nodes: [
        step('wait', 'flow.wait_until', { event: 'page.viewed', amount: 1, unit: 'day' }, { event: 'tag', timeout: 'task' }),
        step('tag', 'add_tag', { tags: [text('高意向', 'High intent')] }, { next: 'send' }),
        step(
          'send',
          'send_message',
          {
            channel,
            text: text(
              '{name}，看到您在挑选，需要我推荐一款吗？',
              '{name}, I see you are looking around. May I recommend something?',
            ),
          },
          { next: null },
        ),
        step(
          'task',
          'create_task',
          { title: text('新客一天未互动，主动问候', 'No reaction for a day: say hello'), due_in_hours: 24 },
          { next: null },
        ),
      ],
    }),
  },
  {
    icon: 'eye',
    name: label('看了没买', 'Looked but did not buy'),
    help: label('看过页面两小时内没下单，发一条消息并建任务', 'No order within two hours of a visit: a message and a task'),
    trigger: { on: 'event', event: 'page.viewed' },
    graph: (text: (zh: string, en: string) => string, channel: string): Graph => ({
      entry: 'wait',
      nodes: [
        step('wait', 'flow.wait_until', { event: orderPlaced.name, amount: 2, unit: 'hour' }, { event: null, timeout: 'send' }),
        step(
          'send',
          'send_message',
          {
            channel,
            text: text(
              '{name}，刚才看的那款还有什么想了解的吗？',
              '{name}, is there anything else you would like to know about it?',
            ),
          },
          { next: 'task' },
        ),
        step(
          'task',
          'create_task',
          { title: text('客户看了没买，跟进一下', 'Looked but did not buy: follow up'), due_in_hours: 24 },
          { next: null },
        ),
      ],
    }),
  },
  {
    icon: 'moon',
    name: label('唤醒沉睡客户', 'Wake sleeping customers'),
    help: label('进入「沉睡」分群时发一条关怀', 'A friendly word when somebody enters a segment of sleepers'),
    trigger: { on: 'segment', change: 'entered', segment: '' },
    graph: (text: (zh: string, en: string) => string, channel: string): Graph => ({
      entry: 'send',
      nodes: [
        step(
          'send',
          'send_message',
          {
            channel,
            text: text('{name}，好久不见。上次用的还习惯吗？', '{name}, it has been a while. How have you been getting on?'),
          },
          { next: 'wait' },
        ),
        step('wait', 'flow.wait', { amount: 3, unit: 'day', at: '10:00' }, { next: 'task' }),
        step(
          'task',
          'create_task',
          { title: text('沉睡客户回访', 'Call a sleeping customer'), due_in_hours: 48 },
          { next: null },
        ),
      ],
    }),
  },
]
