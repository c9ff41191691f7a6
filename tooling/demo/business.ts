import { surely } from '@lianke/kernel'
import type { Chance } from './chance.ts'
import { day, iso } from './clock.ts'
import type { Company } from './company.ts'
import type { Known } from './people.ts'
import { type Pipeline, writePipeline } from './pipeline.ts'
import { companies, givenNames, products, surnames } from './words.ts'
import { type Demo, writeSets } from './write-sets.ts'

const cny = (amount: number) => ({ amount: amount.toFixed(2), currency: 'CNY' })

/** The companies of the story, each with its dealer's account, the person there and the colleague who looks after them. */
interface Dealings {
  readonly owners: readonly string[]
  readonly accounts: readonly string[]
  readonly contacts: readonly Known[]
}

const writeAccounts = async (demo: Demo, chance: Chance, { sellers }: Company, persons: readonly Known[]): Promise<Dealings> => {
  const owners = companies.map(() => chance.pick(sellers).id)
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
  return { owners, accounts, contacts }
}

const opportunity = ({ now }: Demo, chance: Chance, by: Dealings & Pipeline & { index: number }) => {
  const { owners, accounts, contacts, pipeline, stages, index } = by
  const at = index % companies.length
  const stage = chance.weighted(stages.map((one) => [one, one.kind === 'open' ? 3 : 2] as const))
  // More of them lately: a house that grows.
  const made = now - (stage.kind === 'open' ? chance.int(2, 90) : 12 + Math.floor(chance.next() ** 2 * 480)) * day
  const closes = stage.kind === 'open' ? now + chance.int(-5, 75) * day : Math.min(now, made + chance.int(10, 60) * day)
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
    stage_entered_at: iso(Math.min(now, made + 5 * day)),
    ...(stage.kind === 'open'
      ? { next_step: chance.pick(['发样品', '约总监面谈', '提交报价', '确认陈列方案']) }
      : { closed_at: iso(closes) }),
    ...(stage.kind === 'lost' ? { lost_reason: chance.pick(['price', 'competitor', 'timing', 'no_budget']) } : {}),
  }
}

const lead = ({ now }: Demo, chance: Chance, { sellers }: Company, index: number) => {
  const made = now - Math.floor(chance.next() ** 1.8 * 200 * day)
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
    owner: status === 'new' ? null : chance.pick(sellers).id,
    ...(status === 'new' ? {} : { assigned_at: iso(made + 60_000) }),
    ...(status === 'disqualified' ? { disqualified_reason: chance.pick(['no_answer', 'no_interest', 'wrong_number']) } : {}),
  }
}

/** Dealers and companies with their contacts, leads on their way, deals in every stage. */
export const writeBusiness = async (demo: Demo, chance: Chance, company: Company, persons: readonly Known[]): Promise<void> => {
  const selling = await writePipeline(demo)
  const dealings = await writeAccounts(demo, chance, company, persons)
  await writeSets(
    demo,
    'sales.opportunity',
    Array.from({ length: 160 }, (_, index) => opportunity(demo, chance, { ...dealings, ...selling, index })),
  )
  await writeSets(
    demo,
    'lead.lead',
    Array.from({ length: 480 }, (_, index) => lead(demo, chance, company, index)),
  )
}
