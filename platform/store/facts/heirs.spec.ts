import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../db/database.ts'
import { testUrls } from '../../testing/index.ts'
import { appendFacts } from './append-facts.ts'
import type { ReaderOptions } from './fact-cursor.ts'
import { deadFacts, replayDeadFacts } from './fact-dead.ts'
import { ledgerTenant } from './fact-tenant.testing.ts'
import type { HandleFacts } from './handle-facts.ts'
import { readFacts } from './read-facts.ts'

let database: Database
let tenant: string
let close: () => Promise<void>
beforeEach(async () => {
  ;({ database, tenant, close } = await ledgerTenant(testUrls().databaseUrl))
})
afterEach(() => close())

const append = (names: readonly string[]) =>
  database.transaction(tenant, (tx) =>
    appendFacts(
      tx,
      names.map((name) => ({
        id: v7(),
        name,
        person: v7(),
        actor_kind: 'system' as const,
        source: 'house' as const,
        actor: 'test',
        occurred_at: '2026-01-02T03:04:05.000Z',
      })),
    ),
  )
const turns = async (options: ReaderOptions, handle: HandleFacts, max = 100): Promise<void> => {
  for (let turn = 0; turn < max; turn++) {
    const { more, retryAt } = await readFacts(database, tenant, options, handle)
    if (retryAt) await new Promise((resolve) => setTimeout(resolve, Math.max(0, Date.parse(retryAt) - Date.now()) + 5))
    else if (!more) return
  }
}
const reader = (name: string, more: Partial<ReaderOptions> = {}) => {
  const seen: string[] = []
  const options: ReaderOptions = { reader: name, passHeld: true, limit: 2, ...more }
  const handle: HandleFacts = async (_tx, facts) => {
    seen.push(...facts.map((fact) => fact.name))
  }
  return { seen, take: (max?: number) => turns(options, handle, max) }
}

describe('readers that take over from one', () => {
  it('go on where it stood, in their order, with what it laid aside, and the last of them ends it', async () => {
    const former: ReaderOptions = { reader: 'all', from: 'beginning', limit: 2, passHeld: true }
    await append(['pet.fed', 'pet.lost', 'toy.broken', 'pet.fed', 'toy.bought', 'pet.found'])
    const lay: HandleFacts = async (_tx, facts) => {
      if (facts.some(({ name }) => name === 'pet.lost')) throw new Error('not this one')
    }
    // Its window is open: some facts of it are done, others are not.
    for (let done = 0; done < 4; ) {
      const { handled, retryAt } = await readFacts(database, tenant, former, lay)
      done += handled
      if (retryAt) await new Promise((resolve) => setTimeout(resolve, Math.max(0, Date.parse(retryAt) - Date.now()) + 5))
      if ((await deadFacts(database, tenant)).length > 0 && handled > 0) break
    }
    const [stood] = await database.query<{ last: number }>(tenant, {
      text: `select last_seq as last from fact_cursor where reader = 'all'`,
    })
    const left = await database.query<{ name: string }>(tenant, {
      text: 'select name from fact where seq > $1 order by seq',
      values: [stood?.last],
    })
    expect(left.length).toBeGreaterThan(0)
    const heirs = { of: 'all', all: ['pets', 'toys'] }
    const pets = reader('pets', { heirs, names: ['pet.*'] })
    const toys = reader('toys', { heirs, names: ['toy.*'], after: 'pets' })
    // Who follows waits for who goes first.
    await toys.take(3)
    expect(await database.query(tenant, { text: 'select reader from fact_cursor order by reader' })).toEqual([{ reader: 'all' }])
    await pets.take()
    await toys.take()
    expect(pets.seen).toEqual(left.map(({ name }) => name).filter((name) => name.startsWith('pet.')))
    expect(toys.seen).toEqual(left.map(({ name }) => name).filter((name) => name.startsWith('toy.')))
    expect(await database.query(tenant, { text: 'select reader from fact_cursor order by reader' })).toEqual([
      { reader: 'pets' },
      { reader: 'toys' },
    ])
    const dead = await deadFacts(database, tenant)
    expect(dead.map((fact) => [fact.reader, fact.body.name])).toEqual([['pets', 'pet.lost']])
    await replayDeadFacts(database, tenant, { reader: 'pets', seq: dead[0]?.seq ?? 0 })
    await pets.take()
    expect(pets.seen.at(-1)).toBe('pet.lost')
    await append(['toy.bought', 'pet.fed'])
    await pets.take()
    await toys.take()
    expect([pets.seen.at(-1), toys.seen.at(-1)]).toEqual(['pet.fed', 'toy.bought'])
  })
})

describe('a fact that cannot be handled and begins a window', () => {
  it('is laid aside like any other, also after numbers that nobody has', async () => {
    const told = reader('poisoned', { from: 'beginning' })
    await append(['pet.fed', 'pet.found'])
    await told.take()
    // A writer that gave up leaves a gap in the ledger.
    await expect(
      database.transaction(tenant, async (tx) => {
        await appendFacts(tx, [])
        await tx.query({ text: `select nextval('fact_seq')` })
        throw new Error('given up')
      }),
    ).rejects.toThrow('given up')
    await append(['pet.lost', 'pet.fed'])
    const seen: string[] = []
    await turns({ reader: 'poisoned', passHeld: true, limit: 2 }, async (_tx, facts) => {
      if (facts.some(({ name }) => name === 'pet.lost')) throw new Error('not this one')
      seen.push(...facts.map(({ name }) => name))
    })
    expect(seen).toEqual(['pet.fed'])
    expect((await deadFacts(database, tenant)).map(({ body, error }) => [body.name, error])).toEqual([
      ['pet.lost', 'not this one'],
    ])
  })
})

describe('a fact whose handling fails at what was to go with the next statement', () => {
  it('is laid aside like any other, and holds nothing up', async () => {
    await database.query(tenant, { text: 'create table told (name text primary key)' })
    await append(['pet.fed', 'pet.lost', 'pet.found'])
    await turns({ reader: 'sender', from: 'beginning', passHeld: true }, async (tx, facts) => {
      for (const { name } of facts) tx.send({ text: 'insert into told values ($1)', values: [name === 'pet.lost' ? null : name] })
    })
    expect(await database.query(tenant, { text: 'select name from told order by name' })).toEqual([
      { name: 'pet.fed' },
      { name: 'pet.found' },
    ])
    expect((await deadFacts(database, tenant)).map(({ body }) => body.name)).toEqual(['pet.lost'])
  })
})
