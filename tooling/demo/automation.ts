import type { Company } from './company.ts'
import { type Demo, demoActor, writeSets } from './write-sets.ts'

const node = (
  id: string,
  step: string,
  config: Record<string, unknown>,
  next: Record<string, string | null>,
  x: number,
  y: number,
) => ({ id, step, config, next, position: { x, y } })

const segments = [
  [
    '高价值会员',
    '累计消费 3000 元以上且 90 天内下过单',
    {
      and: [
        { field: 'order_total', op: 'gte', value: '3000' },
        { field: 'last_order_at', op: 'within', value: { last: 90, unit: 'day' } },
      ],
    },
  ],
  [
    '沉睡 180 天',
    '买过但 180 天没有再来',
    {
      and: [
        { field: 'order_count', op: 'gte', value: '1' },
        { field: 'last_order_at', op: 'not_within', value: { last: 180, unit: 'day' } },
      ],
    },
  ],
  [
    '看了没买',
    '30 天内看过商品 3 次以上，30 天内没有下单',
    {
      and: [
        { event: 'product.viewed', within: { last: 30, unit: 'day' }, measure: { fn: 'count', op: 'gte', value: 3 } },
        { not: { field: 'last_order_at', op: 'within', value: { last: 30, unit: 'day' } } },
      ],
    },
  ],
  ['敏感肌', '标签含敏感', { field: 'tags', op: 'any_of', value: ['敏感'] }],
  ['黑金会员', '标签含黑金', { field: 'tags', op: 'any_of', value: ['黑金'] }],
  ['近 7 天新客', '7 天内新增', { field: 'created_at', op: 'within', value: { last: 7, unit: 'day' } }],
] as const

const journeys = (agent: string) => [
  {
    name: '新客欢迎',
    description: '扫码添加后，看过商品就打招呼，一天没动静就提醒导购',
    trigger: { on: 'event', event: 'channel_code.used' },
    reentry: { mode: 'once' },
    graph: {
      entry: 'wait',
      nodes: [
        node(
          'wait',
          'flow.wait_until',
          { event: 'page.viewed', amount: 1, unit: 'day' },
          { event: 'tag', timeout: 'task' },
          240,
          80,
        ),
        node('tag', 'add_tag', { tags: ['高意向'] }, { next: 'send' }, 80, 220),
        node(
          'send',
          'send_message',
          { channel: 'wecom', text: '{name}，看到您在挑护肤品，需要我按您的肤质推荐一套吗？' },
          { next: 'follow' },
          80,
          360,
        ),
        node('follow', 'create_task', { title: '客户正在看商品，马上跟进', due_in_hours: 2 }, { next: null }, 80, 500),
        node('task', 'create_task', { title: '新客一天未互动，主动问候', due_in_hours: 24 }, { next: null }, 400, 220),
      ],
    },
  },
  {
    name: '付款后关怀',
    description: '付款三天后提醒使用方法，并让客服回访',
    trigger: { on: 'event', event: 'order.paid' },
    reentry: { mode: 'after', days: 30 },
    graph: {
      entry: 'wait',
      nodes: [
        node('wait', 'flow.wait', { amount: 3, unit: 'day', at: '10:00' }, { next: 'send' }, 240, 80),
        node(
          'send',
          'send_message',
          { channel: 'wecom', text: '{name}，产品用得还习惯吗？早晚各一次，先在耳后试一试。' },
          { next: 'task' },
          240,
          220,
        ),
        node('task', 'create_task', { title: '用后回访', assignee: agent, due_in_hours: 48 }, { next: null }, 240, 360),
      ],
    },
  },
]

const automations = [
  {
    name: '高意向线索当天联系',
    description: '线索等级变为「高」，给负责人建任务并提醒',
    subject_object: 'lead.lead',
    trigger: { on: 'record', object: 'lead.lead', change: 'updated', fields: ['rating'], to: 'hot' },
    condition: { field: 'status', op: 'in', value: ['new', 'assigned', 'contacted'] },
    graph: {
      entry: 'task',
      nodes: [
        node('task', 'create_task', { title: '高意向线索，今天联系', due_in_hours: 4 }, { next: 'tell' }, 240, 80),
        node('tell', 'notify_staff', { title: '{name} 的意向变高了', text: '{company}' }, { next: null }, 240, 220),
      ],
    },
  },
  {
    name: '黑金会员生日',
    description: '生日前三天，给导购建一条祝福任务',
    subject_object: 'customer.person',
    trigger: { on: 'date', field: 'birthday', unit: 'day', amount: -3, at: '09:00', yearly: true, leap: 'feb28' },
    condition: { field: 'tags', op: 'any_of', value: ['黑金'] },
    graph: {
      entry: 'task',
      nodes: [node('task', 'create_task', { title: '三天后生日，准备祝福', due_in_hours: 72 }, { next: null }, 240, 80)],
    },
  },
] as const

/** Automations, running. */
const writeAutomations = async (demo: Demo, owner: string | undefined): Promise<void> => {
  const model = await demo.platform.model(demo.tenant)
  if (!model.commands.has('automation.publish')) return
  const ids = await writeSets(
    demo,
    'automation.automation',
    automations.map((automation) => ({ ...automation, status: 'draft', owner })),
  )
  for (const id of ids) await demo.platform.work(demo.tenant, demoActor, (work) => work.run('automation.publish', { id }))
}

/** Segments, journeys and automations. Journeys start from acts the story does not hold, so nobody of the past is written to. */
export const writeAutomation = async (demo: Demo, company: Company): Promise<void> => {
  const owner = company.marketers[0]?.id
  await writeSets(
    demo,
    'marketing.segment',
    segments.map(([name, description, filter]) => ({ name, description, filter, status: 'active', owner })),
  )
  const planned = journeys(company.agents[0]?.id ?? '')
  const ids = await writeSets(
    demo,
    'marketing.journey',
    planned.map((journey) => ({ ...journey, status: 'draft', owner })),
  )
  await writeAutomations(demo, owner)
  const model = await demo.platform.model(demo.tenant)
  if (!model.commands.has('journey.publish')) return
  for (const id of ids) await demo.platform.work(demo.tenant, demoActor, (work) => work.run('journey.publish', { id }))
}
