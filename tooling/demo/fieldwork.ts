import { surely } from '@lianke/kernel'
import type { Chance } from './chance.ts'
import { day, hour, iso } from './clock.ts'
import type { Colleague, Company } from './company.ts'
import type { Known } from './people.ts'
import { followUps } from './words.ts'
import { type Demo, writeSets } from './write-sets.ts'

const zoneMs = 8 * hour

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

const followUp = ({ now }: Demo, chance: Chance, active: readonly Known[]) => {
  const { id, plan } = chance.pick(active)
  const at = plan.seenAt + Math.floor(chance.next() ** 0.6 * (now - plan.seenAt))
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
}

const task = ({ now }: Demo, chance: Chance, active: readonly Known[]) => {
  const { id, plan } = chance.pick(active)
  const due = now + Math.floor((chance.next() ** 2 * 1.4 - 1) * 60 * day)
  const open = due > now - 2 * day && (due > now || chance.hit(0.4))
  const made = Math.min(due, now) - chance.int(1, 5) * day
  return {
    subject: `${chance.pick(['回访', '提醒领生日礼', '约到店护理', '跟进试用装', '会员日通知', '补货提醒'])}：${plan.name}`,
    person: id,
    owner: plan.guide.id,
    due_at: iso(due),
    created_at: iso(made),
    status: open ? 'open' : 'done',
    ...(open ? {} : { completed_at: iso(Math.min(due, now)) }),
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
}

const visit = ({ now }: Demo, chance: Chance, active: readonly Known[]) => {
  const { id, plan } = chance.pick(active)
  const at = now + Math.floor((chance.next() - 0.9) * 90 * day)
  const done = at < now - day
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
}

/** Follow-ups, tasks, visits: the daily work of guides. */
export const writeFieldwork = async (demo: Demo, chance: Chance, persons: readonly Known[], company: Company): Promise<void> => {
  const active = persons.filter(({ plan }) => plan.orders.length > 0 || chance.hit(0.3))
  const several = (count: number, row: typeof followUp | typeof task | typeof visit) =>
    Array.from({ length: count }, () => row(demo, chance, active))
  await writeSets(demo, 'fieldwork.follow_up', several(6000, followUp))
  await writeSets(demo, 'fieldwork.task', daysOf(demo, chance, company, persons))
  await writeSets(demo, 'fieldwork.task', several(2400, task))
  await writeSets(demo, 'fieldwork.visit', several(420, visit))
}
