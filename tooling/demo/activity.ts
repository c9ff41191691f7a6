import { surely } from '@lianke/kernel'
import type { Chance } from './chance.ts'
import type { Colleague, Company } from './company.ts'
import type { PlannedPerson } from './people.ts'
import { customerSays, followUps, pages, products, staffSays, ticketSubjects } from './words.ts'
import { type Demo, type Happening, tellSets, writeSets } from './write-sets.ts'

const hour = 3_600_000
const day = 24 * hour
const zoneMs = 8 * hour
const iso = (at: number) => new Date(at).toISOString()
export interface Known {
  readonly id: string
  readonly plan: PlannedPerson
}

/** What people looked at, more of it lately and before they bought. */
export const tellBehaviour = async (demo: Demo, chance: Chance, persons: readonly Known[], wanted: number): Promise<number> => {
  const each = Math.max(1, Math.floor(wanted / persons.length))
  const happenings: Happening[] = persons.flatMap(({ id, plan }) =>
    Array.from({ length: chance.int(Math.floor(each * 0.5), Math.ceil(each * 1.5)) }, (): Happening => {
      const order = plan.orders.length > 0 && chance.hit(0.5) ? chance.pick(plan.orders) : null
      const at = Math.min(
        demo.now - hour,
        order
          ? order.at - Math.floor(chance.next() * 3 * day)
          : plan.seenAt + Math.floor(chance.next() ** 0.7 * (plan.activeAt - plan.seenAt)),
      )
      const product = products[order ? (order.lines[0]?.product ?? 0) : chance.int(0, products.length - 1)]
      const kind = chance.weighted([
        ['page', 5],
        ['product', 4],
        ['cart', 1],
        ['link', 1],
      ])
      if (kind === 'product')
        return {
          name: 'product.viewed',
          person: id,
          at,
          payload: { code: product?.code, name: product?.name, url: `https://shop.chenlu.example/p/${product?.code}` },
        }
      if (kind === 'cart')
        return { name: 'cart.added', person: id, at, payload: { code: product?.code, name: product?.name, quantity: '1' } }
      const [path, title] = chance.pick(pages)
      const url = `https://shop.chenlu.example${path}`
      return kind === 'link'
        ? { name: 'link.clicked', person: id, at, payload: { url, text: title, site: 'shop' } }
        : { name: 'page.viewed', person: id, at, payload: { url, path, title, site: 'shop' } }
    }),
  )
  happenings.sort((a, b) => a.at - b.at)
  await tellSets(demo, happenings)
  return happenings.length
}

/** Whoever signs in to the demo has a day before them: one thing from yesterday, four for today. */
const daysOf = ({ now }: Demo, chance: Chance, company: Company, persons: readonly Known[]): Record<string, unknown>[] => {
  const today = Math.floor((now + zoneMs) / day) * day - zoneMs
  const plans: readonly (readonly [Colleague, readonly string[]])[] = [
    [
      company.admin,
      ['看一眼上周各大区的业绩', '确认双十二活动预算', '和渠道部过一遍经销商政策', '审阅会员日方案', '约品牌设计提案'],
    ],
    [
      company.salesManager,
      ['给新导购做一次带教', '检查本周未跟进的客户', '复盘昨天的流失好友', '和门店对一下到店预约', '准备周会数据'],
    ],
    [company.welcomer, ['回访试用装', '提醒领生日礼', '约到店护理', '发会员日通知', '问问是否要补货']],
    [
      surely(company.marketers[0], 'somebody does marketing'),
      ['检查旅程里失败的人', '准备直播预告文案', '更新门店活码排班', '整理晒单素材', '看渠道周报'],
    ],
    [
      surely(company.agents[0], 'somebody answers'),
      ['回复昨天的投诉', '跟进退换货', '整理常见问题', '回访已解决的工单', '检查超时工单'],
    ],
  ]
  const hours = [-7, 9.5, 11, 14, 16.5] // by the clock of the company; the first one is yesterday's
  return plans.flatMap(([colleague, subjects]) => {
    const own = persons.filter(({ plan }) => plan.guide.id === colleague.id)
    return subjects.map((subject, index) => {
      const about = own.length > 0 ? chance.pick(own) : null
      return {
        subject: about ? `${subject}：${about.plan.name}` : subject,
        person: about?.id ?? null,
        owner: colleague.id,
        status: 'open',
        due_at: iso(today + (hours[index] ?? 10) * hour),
        created_at: iso(today - day),
        kind: about ? 'message' : 'to_do',
        priority: index === 0 ? 'high' : 'normal',
      }
    })
  })
}

/** Follow-ups, tasks, visits: the daily work of guides. */
export const writeFieldwork = async (demo: Demo, chance: Chance, persons: readonly Known[], company: Company): Promise<void> => {
  const active = persons.filter(({ plan }) => plan.orders.length > 0 || chance.hit(0.3))
  await writeSets(
    demo,
    'fieldwork.follow_up',
    Array.from({ length: 6000 }, () => {
      const { id, plan } = chance.pick(active)
      const at = plan.seenAt + Math.floor(chance.next() ** 0.6 * (demo.now - plan.seenAt))
      return {
        person: id,
        owner: plan.guide.id,
        content: chance.pick(followUps),
        way: chance.weighted([
          ['wechat', 6],
          ['phone', 2],
          ['visit', 1],
        ]),
        happened_at: iso(at),
        created_at: iso(at),
      }
    }),
  )
  await writeSets(demo, 'fieldwork.task', daysOf(demo, chance, company, persons))
  await writeSets(
    demo,
    'fieldwork.task',
    Array.from({ length: 2400 }, () => {
      const { id, plan } = chance.pick(active)
      const due = demo.now + Math.floor((chance.next() ** 2 * 1.4 - 1) * 60 * day)
      const open = due > demo.now - 2 * day && (due > demo.now || chance.hit(0.4))
      const made = Math.min(due, demo.now) - chance.int(1, 5) * day
      return {
        subject: `${chance.pick(['回访', '提醒领生日礼', '约到店护理', '跟进试用装', '会员日通知', '补货提醒'])}：${plan.name}`,
        person: id,
        owner: plan.guide.id,
        due_at: iso(due),
        created_at: iso(made),
        status: open ? 'open' : 'done',
        ...(open ? {} : { completed_at: iso(Math.min(due, demo.now)) }),
        kind: chance.weighted([
          ['message', 4],
          ['call', 2],
          ['to_do', 2],
        ]),
        priority: chance.weighted([
          ['normal', 6],
          ['high', 1],
          ['low', 1],
        ]),
      }
    }),
  )
  await writeSets(
    demo,
    'fieldwork.visit',
    Array.from({ length: 420 }, () => {
      const { id, plan } = chance.pick(active)
      const at = demo.now + Math.floor((chance.next() - 0.9) * 90 * day)
      const done = at < demo.now - day
      return {
        subject: `${chance.pick(['上门护理', '新品体验', '会员答谢', '陈列检查'])} · ${plan.city[2] ?? ''}`,
        person: id,
        owner: plan.guide.id,
        planned_at: iso(at),
        created_at: iso(at - 3 * day),
        status: done ? 'completed' : 'planned',
        ...(done
          ? {
              checked_in_at: iso(at),
              checked_out_at: iso(at + hour),
              distance_m: chance.int(5, 300),
              summary: chance.pick(followUps),
            }
          : {}),
        place: { province: plan.city[0], city: plan.city[1], district: plan.city[2] },
      }
    }),
  )
}

/** Tickets with their clock, and chats of the last weeks. */
export const writeService = async (demo: Demo, chance: Chance, persons: readonly Known[], company: Company): Promise<void> => {
  const buyers = persons.filter(({ plan }) => plan.orders.length > 0)
  await writeSets(
    demo,
    'ticket.ticket',
    Array.from({ length: 900 }, () => {
      const { id } = chance.pick(buyers)
      const [type, subject] = chance.pick(ticketSubjects)
      const agent = chance.pick(company.agents).id
      const opened = demo.now - Math.floor(chance.next() ** 1.6 * 400 * day)
      const age = (demo.now - opened) / day
      const status =
        age > 6
          ? chance.weighted([
              ['closed', 9],
              ['resolved', 1],
            ])
          : chance.weighted([
              ['open', 2],
              ['assigned', 4],
              ['waiting', 1],
              ['resolved', 3],
            ])
      const took = chance.int(1, 40) * hour
      const finished = status === 'closed' || status === 'resolved'
      return {
        subject,
        type,
        person: id,
        owner: agent,
        assignee: status === 'open' ? null : agent,
        status,
        priority: chance.weighted([
          ['normal', 6],
          ['high', 2],
          ['low', 2],
          ['urgent', 1],
        ]),
        source: chance.pick(['微信', '电话', '商城', '门店']),
        opened_at: iso(opened),
        created_at: iso(opened),
        respond_by: iso(opened + 4 * hour),
        resolve_by: iso(opened + day),
        description: subject,
        ...(status === 'open' ? {} : { responded_at: iso(opened + chance.int(1, 200) * 60_000) }),
        ...(finished
          ? {
              resolved_at: iso(Math.min(demo.now, opened + took)),
              solution: '已按流程处理，客户确认。',
              satisfaction: chance.weighted([
                [5, 6],
                [4, 3],
                [3, 1],
                [2, 1],
              ]),
            }
          : {}),
        ...(status === 'closed' ? { closed_at: iso(Math.min(demo.now, opened + took + hour)) } : {}),
      }
    }),
  )
  const talks = Array.from({ length: 500 }, () => {
    const { id, plan } = chance.pick(persons)
    const start = demo.now - Math.floor(chance.next() ** 2 * 45 * day)
    const messages = Array.from({ length: chance.int(2, 8) }, (_, index) => ({
      in: index % 2 === 0,
      text: index % 2 === 0 ? chance.pick(customerSays) : chance.pick(staffSays),
      at: Math.min(demo.now, start + index * chance.int(1, 9) * 60_000),
    }))
    return { id, plan, messages, last: surely(messages.at(-1), 'a talk has a last word') }
  })
  const ids = await writeSets(
    demo,
    'conversation.conversation',
    talks.map(({ id, plan, messages, last }) => ({
      subject: plan.name,
      person: id,
      owner: plan.guide.id,
      staff: plan.guide.id,
      channel: 'wecom',
      status: last.in ? 'waiting' : 'closed',
      unread: last.in ? 1 : 0,
      last_message: last.text,
      last_message_at: iso(last.at),
      created_at: iso(messages[0]?.at ?? last.at),
    })),
  )
  await writeSets(
    demo,
    'conversation.message',
    talks.flatMap(({ id, plan, messages }, index) =>
      messages.map((message) => ({
        conversation: ids[index],
        person: id,
        owner: plan.guide.id,
        direction: message.in ? 'in' : 'out',
        staff: message.in ? null : plan.guide.id,
        kind: 'text',
        text: message.text,
        status: 'read',
        sent_at: iso(message.at),
        created_at: iso(message.at),
      })),
    ),
  )
}
