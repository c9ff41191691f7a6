import type { Fact, IdentifierInput, ModuleDefinition, UnitOfWork } from '@lianke/kernel'
import { customerModule } from '@lianke/customer'
import { organisationModule } from '@lianke/organisation'
import { tellFacts, type Transaction } from '@lianke/platform'
import { type TestTenant, testTenant } from '@lianke/platform/testing'
import { v7 as uuid } from 'uuid'
import { identifyFacts, identityModule } from '../index.ts'

const actor = { kind: 'system', id: 'test' } as const
const tick = (at: number) => new Date(Date.parse('2026-03-01T00:00:00.000Z') + at * 1000).toISOString()

export interface World {
  readonly tenant: TestTenant
  /** Tells one set of facts and lets identity read it, in one transaction; answers the person of each. */
  identify(mentions: readonly Mentioned[]): Promise<string[]>
  sql<R = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<R[]>
  persons(): Promise<{ id: string; name: string | null }[]>
  /** A person as a colleague types one, read by identity; the same for a change. */
  record(values: Record<string, unknown>): Promise<string>
  change(id: string, values: Record<string, unknown>): Promise<string>
  /** Asks identity something by a fact, as the commands do. */
  ask(name: string, payload: Record<string, unknown>): Promise<void>
}
export interface Mentioned {
  readonly ids: readonly IdentifierInput[]
  readonly traits?: Record<string, unknown>
}
export const user = (value: string): IdentifierInput => ({ type: 'user_id', issuer: 'shop', value, verified: true })
export const anonymous = (value: string): IdentifierInput => ({ type: 'anonymous_id', issuer: 'shop', value, verified: true })
export const phone = (value: string): IdentifierInput => ({ type: 'phone', issuer: '', value, verified: true })
export const mail = (value: string): IdentifierInput => ({ type: 'email', issuer: '', value, verified: true })
export const unionid = (value: string): IdentifierInput => ({ type: 'unionid', issuer: 'wechat', value, verified: true })
export const wecomId = (value: string, corp = 'corp1'): IdentifierInput => ({
  type: 'wecom_external_userid',
  issuer: corp,
  value,
  verified: true,
})

/** A tenant in which identity can be tried without the other engines. */
export const openWorld = async (more: readonly ModuleDefinition[] = []): Promise<World> => {
  const tenant = await testTenant({ modules: [organisationModule, customerModule, identityModule, ...more] })
  const { platform, id } = tenant
  const model = await platform.model(id)
  let clock = 0
  const told = async (
    tx: Transaction,
    mentions: readonly { name: string; payload: Record<string, unknown> }[],
  ): Promise<Fact[]> => {
    const keys = mentions.map(() => uuid())
    await tellFacts(
      tx,
      mentions.map((one, index) => ({ ...one, key: keys[index] as string })),
      { actor, now: tick(clock) },
    )
    return tx.query<Fact>({
      text: `select f.*, f.seq::text as seq from fact f where key = any($1) order by f.seq`,
      values: [keys],
    })
  }
  const sql = <R>(text: string, values: readonly unknown[] = []) => platform.database.query<R>(id, { text, values })
  const typed = (write: (work: UnitOfWork) => Promise<{ readonly id: string }>) =>
    platform.database.transaction(id, async (tx) => {
      clock++
      const { id: record } = await platform.workIn(tx, actor, write, { now: tick(clock) })
      const facts = await tx.query<Fact>({
        text: `select f.*, f.seq::text as seq from fact f where record = $1 and xid = pg_current_xact_id() order by f.seq`,
        values: [record],
      })
      await identifyFacts(tx, facts, { platform, tenant: id, model, now: tick(clock) })
      return record
    })
  return {
    tenant,
    sql,
    record: (values) => typed((work) => work.records.create('customer.person', values)),
    change: (person, values) => typed((work) => work.records.update('customer.person', person, values)),
    identify: (mentions) =>
      platform.database.transaction(id, async (tx) => {
        clock++
        const facts = await told(
          tx,
          mentions.map((one) => ({ name: 'person.identified', payload: { identifiers: one.ids, traits: one.traits ?? {} } })),
        )
        await identifyFacts(tx, facts, { platform, tenant: id, model, now: tick(clock) })
        const stamped = await tx.query<{ id: string; person: string }>({
          text: `select id, person from fact where id = any($1)`,
          values: [facts.map((fact) => fact.id)],
        })
        const personOf = new Map(stamped.map((row) => [row.id, row.person]))
        return facts.map((fact) => personOf.get(fact.id) as string)
      }),
    persons: () => sql(`select id, name from customer_person where deleted_at is null order by created_at, id`),
    ask: (name, payload) =>
      platform.database.transaction(id, async (tx) => {
        clock++
        await identifyFacts(tx, await told(tx, [{ name, payload }]), { platform, tenant: id, model, now: tick(clock) })
      }),
  }
}
