import { surely } from '@lianke/kernel'
import { iso } from './clock.ts'
import type { Known, PlannedPerson } from './people.ts'
import { codesOfDemo } from './words.ts'
import { type Demo, writeSets } from './write-sets.ts'

const counted = new Set(['confirmed', 'delivered', 'completed'])

const personRow = (plan: PlannedPerson) => {
  const bought = plan.orders.filter((order) => counted.has(order.status))
  return {
    name: plan.name,
    phone: plan.phone,
    gender: plan.female ? 'female' : 'male',
    birthday: plan.birthday,
    stage: plan.stage,
    tags: plan.tags,
    source: plan.source,
    source_channel: 'wecom',
    owner: plan.guide.id,
    address: { province: plan.city[0], city: plan.city[1], district: plan.city[2] },
    first_seen_at: iso(plan.seenAt),
    last_seen_at: iso(plan.activeAt),
    created_at: iso(plan.seenAt),
    anonymous: false,
    first_order_at: bought[0] ? iso(bought[0].at) : null,
    last_order_at: bought.at(-1) ? iso(bought.at(-1)?.at ?? 0) : null,
  }
}

const phoneRow = ({ id, plan }: Known) => ({
  person: id,
  type: 'phone',
  issuer: '',
  value: `+86${plan.phone}`,
  verified: true,
  strength: 'strong',
  source: 'wecom',
  first_seen_at: iso(plan.seenAt),
  last_seen_at: iso(plan.activeAt),
})

const relationRows = ({ id, plan }: Known) =>
  [plan.guide, ...(plan.second && plan.second.id !== plan.guide.id ? [plan.second] : [])].map((staff, second) => ({
    person: id,
    staff: staff.id,
    owner: staff.id,
    channel: 'wecom',
    issuer: '',
    remark: plan.name,
    status: plan.lost && second === 0 ? 'lost_by_customer' : 'active',
    added_at: iso(plan.seenAt),
    created_at: iso(plan.seenAt),
    ...(plan.lost && second === 0 ? { lost_at: iso(plan.activeAt) } : {}),
    add_way: 1,
    state: second === 0 ? (codesOfDemo.find(({ source }) => source === plan.source)?.state ?? null) : null,
  }))

const consentRow = ({ id, plan }: Known, index: number) => ({
  person: id,
  purpose: 'marketing',
  channel: '',
  status: index % 21 === 0 ? 'denied' : 'granted',
  source: '添加好友',
  decided_at: iso(plan.seenAt),
})

/** Persons with their phone, the guides they are friends with, and what every third agreed to. */
export const writePeople = async (demo: Demo, plans: readonly PlannedPerson[]): Promise<readonly Known[]> => {
  const ids = await writeSets(demo, 'customer.person', plans.map(personRow))
  const known = ids.map((id, index) => ({ id, plan: surely(plans[index], 'a person has a plan') }))
  await writeSets(demo, 'customer.identifier', known.filter(({ plan }) => plan.phone).map(phoneRow))
  await writeSets(demo, 'customer.relation', known.flatMap(relationRows))
  await writeSets(
    demo,
    'customer.consent',
    known.flatMap((one, index) => (index % 3 === 0 ? [consentRow(one, index)] : [])),
  )
  return known
}
