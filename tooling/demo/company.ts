import { type UnitOfWork, surely } from '@lianke/kernel'
import type { Chance } from './chance.ts'
import { givenNames, regions, stores, surnames } from './words.ts'

export interface Colleague {
  readonly id: string
  readonly name: string
  readonly job: string
  readonly department: string
  readonly store: string | null
}
export interface Company {
  readonly staff: readonly Colleague[]
  readonly guides: readonly Colleague[]
  readonly sellers: readonly Colleague[]
  readonly agents: readonly Colleague[]
  readonly marketers: readonly Colleague[]
  readonly admin: Colleague
  readonly salesManager: Colleague
  /** The guide of the sandbox's phone, who signs in as "sales". */
  readonly welcomer: Colleague
}
interface Planned {
  readonly name: string
  readonly job: string
  readonly department: string
  readonly role: string
  readonly store?: string
  readonly wecom?: string
}

/** WeCom accounts that the sandbox knows, so that the two worlds meet. */
const known = {
  manager: 'zhou.bo',
  guide: 'lin.mei',
  second: 'chen.yu',
  third: 'wu.lan',
  agent: 'he.jing',
  marketer: 'sun.tao',
} as const

/** By store: the first guide of these three is somebody the sandbox plays. */
const fixedGuides: ReadonlyMap<number, readonly [string, string]> = new Map([
  [0, ['陈雨', known.second]],
  [1, ['林美', known.guide]],
  [4, ['吴岚', known.third]],
])

const departments = async (work: UnitOfWork): Promise<Map<string, string>> => {
  const ids = new Map<string, string>()
  const paths = new Map<string, string>()
  const add = async (rows: readonly { name: string; parent: string | null }[]) => {
    const made = rows.map((row, position) => ({ ...row, id: work.id(), position }))
    const written = await work.records.upsert({
      object: 'organisation.department',
      rows: made.map(({ name, parent, position }) => ({ name, position, parent: parent === null ? null : ids.get(parent) })),
    })
    for (const [index, { name, parent }] of made.entries()) {
      const id = written.ids[index] as string
      ids.set(name, id)
      paths.set(name, parent === null ? id : `${paths.get(parent)}/${id}`)
    }
    await work.records.upsert({
      object: 'organisation.department',
      rows: made.map(({ name }) => ({ id: ids.get(name), path: paths.get(name) })),
    })
  }
  await add([{ name: '澄迈生物', parent: null }])
  await add([{ name: '总部', parent: '澄迈生物' }, ...regions.map(({ name }) => ({ name, parent: '澄迈生物' }))])
  await add([
    ...['客服部', '市场部', '渠道部'].map((name) => ({ name, parent: '总部' })),
    ...stores.map((name, index) => ({ name, parent: regions[Math.floor(index / 4)]?.name ?? '总部' })),
  ])
  return ids
}

const plan = (chance: Chance): Planned[] => {
  const used = new Set<string>()
  const name = (): string => {
    for (;;) {
      const made = chance.pick(surnames) + chance.pick(givenNames)
      if (!used.has(made) && used.add(made)) return made
    }
  }
  const planned: Planned[] = [
    { name: '沈知夏', job: '总经理', department: '总部', role: 'administrator', wecom: 'shen.zhixia' },
    { name: '周博', job: '大区销售经理', department: '华东大区', role: 'manager', wecom: known.manager },
    { name: '孙涛', job: '市场运营', department: '市场部', role: 'marketer', wecom: known.marketer },
    { name: '何静', job: '客服主管', department: '客服部', role: 'service', wecom: known.agent },
    ...regions.slice(1).map(({ name: region }) => ({ name: name(), job: '大区销售经理', department: region, role: 'manager' })),
    ...[0, 1].map(() => ({ name: name(), job: '市场专员', department: '市场部', role: 'marketer' })),
    ...Array.from({ length: 11 }, () => ({ name: name(), job: '客服', department: '客服部', role: 'service' })),
    ...Array.from({ length: 6 }, () => ({ name: name(), job: '渠道销售', department: '渠道部', role: 'sales' })),
  ]
  for (const [at, store] of stores.entries()) {
    for (let guide = 0; guide < 5; guide++) {
      const fixed = guide === 0 ? fixedGuides.get(at) : undefined
      planned.push({
        name: fixed?.[0] ?? name(),
        job: guide === 4 ? '店长' : '导购',
        department: store,
        role: 'sales',
        store,
        wecom: fixed?.[1] ?? `guide.${at + 1}.${guide + 1}`,
      })
    }
  }
  return planned
}

/** Regions, customer service, marketing and the head office are led by somebody; a store by its region's manager. */
const leadDepartments = (work: UnitOfWork, staff: readonly Colleague[]) => {
  const leaders = staff.filter(({ job }) => ['总经理', '大区销售经理', '市场运营', '客服主管'].includes(job))
  return work.records.upsert({
    object: 'organisation.department',
    rows: leaders.map(({ id, department }) => ({ id: department, manager: id })),
  })
}

/** Head office, 3 regions, 12 stores, 60 guides, 12 service staff, and who is who. */
export const makeCompany = async (work: UnitOfWork, chance: Chance): Promise<Company> => {
  const ids = await departments(work)
  const roles = await work.records.list('organisation.role', { fields: ['code'], limit: 50 })
  const roleOf = new Map(roles.data.map((role) => [role.code, role.id]))
  const planned = plan(chance)
  const written = await work.records.upsert({
    object: 'organisation.staff',
    rows: planned.map((one, index) => ({
      name: one.name,
      job_title: one.job,
      department: ids.get(one.department),
      roles: [roleOf.get(one.role)].filter(Boolean),
      status: 'active',
      employee_number: `CM${String(index + 1).padStart(4, '0')}`,
      wecom_userid: one.wecom ?? `cm${String(index + 1).padStart(4, '0')}`,
      email: `cm${String(index + 1).padStart(4, '0')}@chenlu.example`,
    })),
  })
  const staff = planned.map((one, index) => ({
    id: written.ids[index] as string,
    name: one.name,
    job: one.job,
    department: ids.get(one.department) as string,
    store: one.store ?? null,
    role: one.role,
  }))
  await leadDepartments(work, staff)
  const by = (role: string) => staff.filter((one) => one.role === role)
  const first = (role: string) => surely(by(role)[0], `somebody is ${role}`)
  const welcomer = surely(
    staff.find((one) => one.name === '林美'),
    '林美 welcomes',
  )
  return {
    staff,
    guides: staff.filter((one) => one.store !== null),
    // Who greets sells, too: whoever signs in as sales has leads and deals of her own.
    sellers: [...staff.filter((one) => one.job === '渠道销售'), welcomer],
    agents: by('service'),
    marketers: by('marketer'),
    admin: first('administrator'),
    salesManager: first('manager'),
    welcomer,
  }
}
