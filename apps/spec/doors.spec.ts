import { type Actor, type Field, type SelectOption } from '@lianke/kernel'
import { scoped, type TestTenant, testTenant, walkDoors } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { definitions } from '../definitions.ts'

let tenant: TestTenant
let boss: Actor
let person: string
let other: string
const when = '2027-01-01T00:00:00Z'

/** What a new record of each object needs; made anew for every walk. */
const needs: Readonly<Record<string, () => Record<string, unknown>>> = {
  'sales.opportunity': () => ({ name: '大单', person }),
  'lead.lead': () => ({ name: '李雷', company: '澄迈' }),
  'ticket.ticket': () => ({ subject: '漏液', person }),
  'fieldwork.visit': () => ({ subject: '陈列', person, planned_at: when }),
  'fieldwork.task': () => ({ subject: '回访', person }),
  'marketing.channel_code': () => ({ name: '台卡' }),
  'marketing.journey': () => ({ name: `旅程 ${Math.random()}` }),
  'marketing.segment': () => ({ name: `分群 ${Math.random()}` }),
}
/** Inputs that the making act takes on purpose. */
const taken: Readonly<Record<string, readonly string[]>> = { 'ticket.ticket': ['assignee'] }

const wrongValue = (field: Field): unknown => {
  const { options } = field.options as { options?: readonly SelectOption[] }
  if (field.type === 'select') return options?.findLast(({ value }) => value !== field.options.default)?.value
  if (field.type === 'boolean') return true
  if (field.type === 'datetime') return '2019-05-06T07:08:09Z'
  if (field.type === 'integer') return 7
  if (field.type === 'geo') return { lat: 1, lng: 2 }
  if (field.type === 'user') return boss.id
  if (field.type === 'url') return 'https://elsewhere.example/'
  if (field.type === 'json') return ['somebody']
  if (field.type === 'reference') return other
  return 'said'
}

beforeAll(async () => {
  tenant = await testTenant({ modules: definitions })
  boss = await tenant.staff({ name: '店长', objects: { '*': scoped('all') }, rights: ['*'] })
  person = (await tenant.system((work) => work.records.create('customer.person', { name: '小鹿' }))).id
  other = (await tenant.as(boss, (work) => work.run<{ id: string }>('opportunity.open', { name: '别的', person }))).id
})
afterAll(() => tenant?.close())

const written = definitions.flatMap(({ objects = [] }) =>
  objects.flatMap(({ name, written: fields = {} }) => (name in needs ? [{ name, fields: Object.keys(fields) }] : [])),
)

describe('what only acts write', () => {
  it('is said of every object that these doors are walked for', () => {
    expect(written.map(({ name }) => name).sort()).toEqual(Object.keys(needs).sort())
  })
  it.each(written)('holds at every door of $name', async ({ name, fields }) => {
    const make = needs[name]?.() ?? {}
    const model = await tenant.platform.model(tenant.id)
    const { createBy } = model.objects.get(name)?.definition ?? {}
    const { id } = await tenant.as(boss, (work) =>
      createBy ? work.run<{ id: string }>(createBy, make) : work.records.create(name, make),
    )
    for (const field of fields) {
      const definition = model.objects.get(name)?.fields.get(field)
      if (!definition) throw new Error(`${name} has no ${field}`)
      const walk = { tenant, actor: boss, object: name, id, make: needs[name]?.() ?? {}, field, value: wrongValue(definition) }
      await walkDoors(walk, taken[name]?.includes(field) ? ['POST'] : [])
    }
  })
})
