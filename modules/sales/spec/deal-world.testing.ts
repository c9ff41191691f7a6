import { customerModule } from '@lianke/customer'
import { organisationModule } from '@lianke/organisation'
import { scoped, type TestTenant, testTenant } from '@lianke/platform/testing'
import type { Actor } from '@lianke/kernel'
import { salesModule } from '../module.ts'

export interface DealWorld {
  readonly tenant: TestTenant
  readonly seller: Actor
  readonly person: string
  run<O = { id: string }>(command: string, input: unknown): Promise<O>
  update(id: string, values: Record<string, unknown>): Promise<Record<string, unknown>>
  read(id: string): Promise<Record<string, unknown>>
  /** Brings deals as an import does. */
  bring(rows: readonly Record<string, unknown>[], key?: readonly string[]): Promise<{ ids: (string | null)[]; codes: string[] }>
  open(more?: Record<string, unknown>): Promise<string>
  /** A pipeline of stages, by name. */
  pipeline(
    name: string,
    stages: readonly Record<string, unknown>[],
    more?: Record<string, unknown>,
  ): Promise<Record<string, string>>
}

/** A tenant with a seller and a customer, and short words for what is done with deals. */
export const dealWorld = async (): Promise<DealWorld> => {
  const tenant = await testTenant({ modules: [organisationModule, customerModule, salesModule] })
  const seller = await tenant.staff({ name: '王小明', objects: { '*': scoped('all') }, rights: ['records.migrate'] })
  const person = (await tenant.system((work) => work.records.create('customer.person', { name: '买家', owner: seller.id }))).id
  const run = <O>(command: string, input: unknown) => tenant.as(seller, (work) => work.run<O>(command, input))
  return {
    tenant,
    seller,
    person,
    run,
    update: (id, values) => tenant.as(seller, (work) => work.records.update('sales.opportunity', id, values)),
    read: (id) => tenant.system((work) => work.records.get('sales.opportunity', id)),
    bring: async (rows, key) => {
      const { ids, refused } = await tenant.as(seller, (work) =>
        work.records.upsert({
          object: 'sales.opportunity',
          rows,
          migrating: true,
          keepOrigins: true,
          partial: true,
          ...(key ? { key } : {}),
        }),
      )
      return { ids, codes: refused.map(({ code }) => code) }
    },
    open: async (more = {}) => (await run<{ id: string }>('opportunity.open', { name: '大单', person, ...more })).id,
    pipeline: (name, stages, more = {}) =>
      tenant.system(async (work) => {
        const { id } = await work.records.create('sales.pipeline', { name, stages, ...more })
        const made = await work.records.list('sales.stage', { filter: { field: 'pipeline', op: 'eq', value: id } })
        return { ...Object.fromEntries(made.data.map((stage) => [String(stage.name), stage.id])), pipeline: id }
      }),
  }
}

/** The usual stages. */
export const usual = [
  { name: 'first', probability: '10', kind: 'open' },
  { name: 'quote', probability: '50', kind: 'open' },
  { name: 'won', probability: '100', kind: 'won' },
  { name: 'lost', probability: '0', kind: 'lost' },
]
