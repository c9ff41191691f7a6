import type { Chance } from './chance.ts'
import type { Company } from './company.ts'
import type { Known } from './activity.ts'
import { codesOfDemo, pages, scripts, tagGroups } from './words.ts'
import { type Demo, demoActor, writeSets } from './write-sets.ts'

const day = 86_400_000
const iso = (at: number) => new Date(at).toISOString()
const node = (
  id: string,
  step: string,
  config: Record<string, unknown>,
  next: Record<string, string | null>,
  x: number,
  y: number,
) => ({ id, step, config, next, position: { x, y } })

export const writeTags = async (demo: Demo): Promise<void> => {
  const groups = await writeSets(
    demo,
    'customer.tag_group',
    tagGroups.map(({ name, exclusive }, position) => ({ name, exclusive, position, kind: 'corp' })),
  )
  await writeSets(
    demo,
    'customer.tag',
    tagGroups.flatMap(({ tags, color }, group) =>
      tags.map((name, position) => ({ name, color, position, tag_group: groups[group] })),
    ),
  )
}

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

/** Codes, campaigns with members, content, segments and journeys. Journeys start from acts the story does not hold, so nobody of the past is written to. */
export const writeMarketing = async (demo: Demo, chance: Chance, company: Company, persons: readonly Known[]): Promise<void> => {
  const owner = company.marketers[0]?.id
  const campaigns = await writeSets(
    demo,
    'marketing.campaign',
    [
      ['会员日 · 本月', 'running', -3, 6],
      ['双十一大促', 'completed', -12, 0],
      ['小红书种草', 'running', -40, 30],
      ['秋冬修护季', 'completed', -90, -45],
      ['春季新品发布', 'planned', 30, 60],
    ].map(([name, status, from, to]) => ({
      name,
      status,
      type: '线上',
      owner,
      starts_on: iso(demo.now + Number(from) * day).slice(0, 10),
      ends_on: iso(demo.now + Number(to) * day).slice(0, 10),
      budget: { amount: String(chance.int(2, 20) * 10_000), currency: 'CNY' },
      cost: { amount: String(chance.int(1, 15) * 8000), currency: 'CNY' },
      expected_members: chance.int(300, 3000),
    })),
  )
  const members = chance.some(persons, 700)
  await writeSets(
    demo,
    'marketing.campaign_member',
    members.map(({ id, plan }) => ({
      campaign: chance.pick(campaigns),
      person: id,
      name: plan.name,
      owner,
      status: chance.weighted([
        ['invited', 3],
        ['sent', 4],
        ['responded', 2],
        ['registered', 2],
        ['attended', 1],
      ]),
      joined_at: iso(demo.now - chance.int(1, 60) * day),
    })),
  )
  const lin = company.guides.find((guide) => guide.name === '林美')?.id ?? company.guides[0]?.id
  const chen = company.guides.find((guide) => guide.name === '陈雨')?.id ?? lin
  const answering = [[lin], [chen], [lin, chen], [chen]]
  await writeSets(
    demo,
    'marketing.channel_code',
    codesOfDemo.map(({ name, state, source }, index) => ({
      name,
      state,
      staff: answering[index],
      status: 'draft',
      owner,
      campaign: campaigns[0],
      tags: ['门店'],
      source,
      daily_cap: 80,
      backup_staff: [lin],
      auto_accept: true,
      remark_template: '{name}-晨露',
      welcome_text: '{name}，您好，我是晨露护肤顾问。这里有肤质小测试，做完送您一份护肤建议。',
      scans: persons.filter(({ plan }) => plan.source === source).length,
      lost: persons.filter(({ plan }) => plan.source === source && plan.lost).length,
    })),
  )
  await writeSets(
    demo,
    'content.item',
    pages.slice(2).map(([path, title], index) => ({
      title,
      kind: index < 2 ? 'article' : 'link',
      category: '护肤知识',
      link: `https://shop.chenlu.example${path}`,
      summary: `${title}，三分钟读完`,
      owner,
      suggested: index === 0,
      views: chance.int(200, 4000),
      sends: chance.int(30, 600),
      tags: ['护肤'],
    })),
  )
  await writeSets(
    demo,
    'content.item',
    scripts.map(([title, summary, body]) => ({
      title,
      kind: 'script',
      category: '话术',
      summary,
      body: `<p>${body}</p>`,
      owner,
      suggested: false,
      views: 0,
      sends: chance.int(10, 300),
      tags: ['话术'],
    })),
  )
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
  const model = await demo.platform.model(demo.tenant)
  if (!model.commands.has('journey.publish')) return
  for (const id of ids) await demo.platform.room(demo.tenant, demoActor, (room) => room.run('journey.publish', { id }))
}

export const writeReports = async (demo: Demo, company: Company): Promise<void> => {
  const owner = company.admin.id
  const total = [{ fn: 'sum', field: 'total' }]
  await writeSets(
    demo,
    'insight.report',
    [
      {
        name: '每月销售额',
        subject: 'commerce.order',
        groups: [{ field: 'ordered_at', bucket: 'month' }],
        measures: total,
        chart: 'line',
      },
      { name: '门店销售排行', subject: 'commerce.order', groups: [{ field: 'store' }], measures: total, chart: 'bar' },
      {
        name: '客户阶段分布',
        subject: 'customer.person',
        groups: [{ field: 'stage' }],
        measures: [{ fn: 'count' }],
        chart: 'pie',
      },
      {
        name: '工单类型',
        subject: 'ticket.ticket',
        groups: [{ field: 'type' }, { field: 'status', place: 'column' }],
        measures: [{ fn: 'count' }],
        chart: 'bar',
      },
      {
        name: '每日浏览',
        subject: 'page.viewed',
        source: 'event',
        groups: [{ field: 'occurred_at', bucket: 'day' }],
        measures: [{ fn: 'count' }],
        chart: 'line',
      },
    ].map((report) => ({ source: 'object', shared: true, owner, ...report })),
  )
}
