import { surely } from '@lianke/kernel'
import type { Platform } from '@lianke/platform'
import { makeAccount } from '@lianke/platform/http'
import { writeApprovals } from './approvals.ts'
import { writeAutomation } from './automation.ts'
import { tellBehaviour } from './behaviour.ts'
import { writeBusiness } from './business.ts'
import { writeCalendars } from './calendar.ts'
import { type Chance, chance } from './chance.ts'
import { demoPassword } from './demo-password.ts'
import { type Company, makeCompany } from './company.ts'
import { writeFieldwork } from './fieldwork.ts'
import { writeMarketing } from './marketing.ts'
import { planPeople } from './people.ts'
import { writeFollowUps } from './follow-ups.ts'
import { writeProducts, writePurchases } from './purchases.ts'
import { writeReports } from './reports.ts'
import { writeService } from './service.ts'
import { writeTags } from './tags.ts'
import { writePeople } from './write-people.ts'
import { type Demo, demoActor } from './write-sets.ts'

export interface DemoOptions {
  readonly now?: number
  readonly seed?: number
  readonly persons?: number
  readonly orders?: number
  readonly events?: number
  readonly password?: string
  /** Put before user names and addresses, where several demos share one installation. */
  readonly users?: string
  readonly say?: (message: string) => void
  /** From here on people can sign in; the rest of the story follows. */
  readonly signable?: () => Promise<void>
}
export interface DemoSignIn {
  readonly role: string
  readonly username: string
  readonly name: string
}
export interface DemoLoaded {
  readonly password: string
  readonly users: readonly DemoSignIn[]
  readonly counts: Readonly<Record<string, number>>
}

const signIns = async (
  platform: Platform,
  tenant: string,
  company: Company,
  password: string,
  prefix: string,
): Promise<DemoSignIn[]> => {
  const wanted = [
    ['admin', '管理员', company.admin],
    ['manager', '销售主管', company.salesManager],
    ['sales', '导购', company.welcomer],
    ['marketer', '市场', surely(company.marketers[0], 'somebody does marketing')],
    ['service', '客服', surely(company.agents[0], 'somebody answers')],
  ] as const
  const users: DemoSignIn[] = []
  for (const [short, role, colleague] of wanted) {
    const username = `${prefix}${short}`
    const account = await makeAccount(
      platform.database,
      { name: colleague.name, email: `${username}@chenlu.example`, username, password, locale: null },
      tenant,
      // Of several demos in one installation, the first one's administrator looks after it.
      { installation: prefix === '' && short === 'admin' },
    )
    await platform.work(tenant, demoActor, (work) => work.records.update('organisation.staff', colleague.id, { account }))
    users.push({ role, username, name: colleague.name })
  }
  return users
}

/** Fills a new tenant with the demo company 澄迈生物 · 晨露护肤: the same seed tells the same story, dated up to now. */
export const loadDemo = async (platform: Platform, tenant: string, options: DemoOptions = {}): Promise<DemoLoaded> => {
  const {
    now = Date.now(),
    seed = 1118,
    persons = 6000,
    orders = 20_000,
    events = 200_000,
    password = demoPassword,
    users: prefix = '',
    say = () => undefined,
  } = options
  const demo: Demo = { platform, tenant, now }
  const luck = chance(seed)
  say('the company')
  const company = await platform.work(tenant, demoActor, (work) => makeCompany(work, luck))
  const users = await signIns(platform, tenant, company, password, prefix)
  await options.signable?.()
  await writeCalendars(demo)
  await writeTags(demo)
  const productIds = await writeProducts(demo)
  say('people')
  const people = await writePeople(demo, planPeople(luck, company, now, { persons, orders }))
  say('orders, daily work and behaviour')
  // Side by side, each with a chance of its own, so that the story does not depend on who is faster.
  const daily = async (own: Chance) => {
    await writeFieldwork(demo, own, people, company)
    await writeService(demo, own, people, company)
    await writeBusiness(demo, own, company, people)
    await writeMarketing(demo, own, company, people)
    await writeAutomation(demo, company)
    await writeReports(demo, company)
  }
  const [orderCount, eventCount] = await Promise.all([
    writePurchases(demo, chance(seed + 1), people, productIds),
    tellBehaviour(demo, chance(seed + 2), people, events),
    daily(chance(seed + 3)),
  ])
  await writeFollowUps(demo, company)
  await writeApprovals(demo, chance(seed + 4), company, { people, productIds })
  // A fresh table has no statistics: the first pages would be planned as if it were empty.
  await platform.database.query(tenant, { text: 'analyze' })
  return {
    password,
    users,
    counts: { persons: people.length, orders: orderCount, events: eventCount },
  }
}
