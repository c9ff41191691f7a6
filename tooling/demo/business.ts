import { surely } from '@lianke/kernel'
import type { Chance } from './chance.ts'
import type { Company } from './company.ts'
import type { Known } from './activity.ts'
import { companies, givenNames, products, surnames } from './words.ts'
import { type Demo, demoActor, writeSets } from './write-sets.ts'

const day = 86_400_000
const iso = (at: number) => new Date(at).toISOString()
const cny = (amount: number) => ({ amount: amount.toFixed(2), currency: 'CNY' })

const plan = [
  ['初步接洽', 10, 'open'],
  ['需求确认', 25, 'open'],
  ['方案报价', 50, 'open'],
  ['谈判', 75, 'open'],
  ['赢单', 100, 'won'],
  ['输单', 0, 'lost'],
] as const

/** The company's way of selling, in the place of the one that every tenant starts with. */
const writePipeline = async (
  demo: Demo,
): Promise<{ pipeline: string; stages: { id: string; kind: string; probability: number }[] }> =>
  demo.platform.room(demo.tenant, demoActor, async (room) => {
    const values = {
      name: '渠道合作',
      standard: true,
      position: 0,
      description: '经销商与企业采购',
      stages: plan.map(([name, probability, kind]) => ({ name, probability: String(probability), kind })),
    }
    const [standing] = (await room.records.list('sales.pipeline', { fields: ['id'], limit: 1 })).data
    const { id } = standing
      ? await room.records.update('sales.pipeline', standing.id, values)
      : await room.records.create('sales.pipeline', values)
    const stages = await room.records.list('sales.stage', {
      filter: { field: 'pipeline', op: 'eq', value: id },
      fields: ['id'],
      sort: ['position'],
    })
    return {
      pipeline: id,
      stages: plan.map(([, probability, kind], index) => ({ id: String(stages.data[index]?.id), kind, probability })),
    }
  })

/** Dealers and companies with their contacts, leads on their way, deals in every stage. */
export const writeBusiness = async (demo: Demo, chance: Chance, company: Company, persons: readonly Known[]): Promise<void> => {
  const { pipeline, stages } = await writePipeline(demo)
  const seller = () => chance.pick(company.sellers).id
  const owners = companies.map(seller)
  const accounts = await writeSets(
    demo,
    'customer.account',
    companies.map((name, index) => ({
      name: `${name}有限公司`,
      type: index < 8 ? 'dealer' : chance.pick(['prospect', 'customer', 'partner']),
      industry: chance.pick(['美妆零售', '百货', '药房连锁', '酒店', '电商']),
      owner: owners[index],
      rating: chance.pick(['hot', 'warm', 'cold']),
      employees: chance.int(10, 800),
      annual_revenue: cny(chance.int(100, 9000) * 10_000),
      created_at: iso(demo.now - chance.int(30, 540) * day),
      tags: index < 8 ? ['经销商'] : [],
    })),
  )
  const contacts = companies.map((_, index) => surely(persons[(index * 17) % persons.length], 'there are persons'))
  await writeSets(
    demo,
    'customer.contact_role',
    accounts.map((account, index) => ({
      account,
      person: contacts[index]?.id,
      title: chance.pick(['总经理', '采购经理', '门店总监', '市场负责人']),
      role: chance.pick(['decision_maker', 'economic_buyer', 'influencer']),
    })),
  )
  await writeSets(
    demo,
    'sales.opportunity',
    Array.from({ length: 160 }, (_, index) => {
      const at = index % companies.length
      const stage = chance.weighted(stages.map((one) => [one, one.kind === 'open' ? 3 : 2] as const))
      const made = demo.now - chance.int(stage.kind === 'open' ? 2 : 20, stage.kind === 'open' ? 90 : 500) * day
      const closes =
        stage.kind === 'open' ? demo.now + chance.int(-5, 75) * day : Math.min(demo.now, made + chance.int(10, 60) * day)
      return {
        name: `${companies[at]} · ${chance.pick(['秋冬铺货', '节日礼盒', '专柜进场', '会员定制', '新品首发', '年度框架'])}`,
        account: accounts[at],
        person: contacts[at]?.id,
        owner: owners[at],
        pipeline,
        stage: stage.id,
        status: stage.kind,
        probability: String(stage.probability),
        amount: cny(chance.int(8, 480) * 1000),
        close_on: iso(closes).slice(0, 10),
        created_at: iso(made),
        stage_entered_at: iso(Math.min(demo.now, made + 5 * day)),
        ...(stage.kind === 'open'
          ? { next_step: chance.pick(['发样品', '约总监面谈', '提交报价', '确认陈列方案']) }
          : { closed_at: iso(closes) }),
        ...(stage.kind === 'lost' ? { lost_reason: chance.pick(['price', 'competitor', 'timing', 'no_budget']) } : {}),
      }
    }),
  )
  await writeSets(
    demo,
    'lead.lead',
    Array.from({ length: 480 }, (_, index) => {
      const made = demo.now - Math.floor(chance.next() ** 1.8 * 200 * day)
      const status = chance.weighted([
        ['new', 3],
        ['assigned', 3],
        ['contacted', 3],
        ['qualified', 2],
        ['disqualified', 2],
      ])
      return {
        name: chance.pick(surnames) + chance.pick(givenNames),
        phone: `1990001${String(index).padStart(4, '0')}`,
        company: chance.hit(0.4) ? `${chance.pick(companies)}${chance.pick(['分店', '商行', '工作室'])}` : null,
        status,
        source: chance.pick(['官网表单', '展会', '小红书', '转介绍', '直播间', '公众号']),
        interest: chance.pick(products).name,
        rating: chance.pick(['hot', 'warm', 'cold']),
        score: chance.int(0, 100),
        created_at: iso(made),
        owner: status === 'new' ? null : seller(),
        ...(status === 'new' ? {} : { assigned_at: iso(made + 60_000) }),
        ...(status === 'disqualified' ? { disqualified_reason: chance.pick(['no_answer', 'no_interest', 'wrong_number']) } : {}),
      }
    }),
  )
}
