import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Registry } from 'prom-client'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../db/database.ts'
import { testUrls } from '../../testing/index.ts'
import { appendFacts } from './append-facts.ts'
import { factLag, lagMetrics } from './fact-lag.ts'
import { ledgerTenant } from './fact-tenant.testing.ts'
import { readFacts } from './read-facts.ts'

const program = fileURLToPath(new URL('./counting-reader.testing.ts', import.meta.url))
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const writers = 8
const roundsPerWriter = 60
const readers = ['plain', 'sharded', 'downstream'] as const

let database: Database
let tenant: string
let close: () => Promise<void>
beforeEach(async () => {
  ;({ database, tenant, close } = await ledgerTenant(testUrls().databaseUrl))
  await database.transaction(tenant, (tx) =>
    tx.script(`create table counter (person uuid primary key, n int not null);
    create table handled (no bigserial, reader text, fact uuid, person uuid, n int)`),
  )
})
afterEach(() => close())

describe('readers under concurrent writers', () => {
  it('handle every committed fact exactly once and in order per person, though writers stall and roll back and readers are killed', async () => {
    const persons = Array.from({ length: 20 }, () => v7())
    await database.transaction(tenant, (tx) =>
      tx.execute({ text: 'insert into counter select unnest($1::uuid[]), 0', values: [persons] }),
    )
    const children = new Map<string, ChildProcess>()
    const start = (key: string) => {
      const [reader = ''] = key.split('#')
      const child = fork(program, [testUrls().databaseUrl, tenant, reader, reader === 'downstream' ? 'plain' : ''], {
        execArgv: [],
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      })
      child.once('message', () => alive.add(key))
      children.set(key, child)
    }
    const alive = new Set<string>()
    let kills = 0
    for (const reader of readers) {
      start(`${reader}#1`)
      start(`${reader}#2`)
    }
    // A fast machine would have written all before the first reader has come up.
    while (alive.size === 0) await pause(20)
    const written = { done: false }
    const killing = (async () => {
      while (!written.done) {
        await pause(100 + Math.random() * 200)
        const key = [...alive][Math.floor(Math.random() * alive.size)]
        if (key === undefined) continue
        alive.delete(key)
        children.get(key)?.kill('SIGKILL')
        kills++
        start(key)
      }
    })()
    await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer, persons)))
    written.done = true
    await killing
    expect(kills).toBeGreaterThan(0)
    const [{ committed }] = (await database.query<{ committed: number }>(tenant, {
      text: 'select count(*) as committed from fact',
    })) as [{ committed: number }]
    const deadline = Date.now() + 120_000
    for (;;) {
      const [{ handled }] = (await database.query<{ handled: number }>(tenant, {
        text: 'select count(*) as handled from handled',
      })) as [{ handled: number }]
      if (handled >= committed * readers.length || Date.now() > deadline) break
      await pause(20)
    }
    await pause(100)
    for (const child of children.values()) child.kill('SIGKILL')
    for (const reader of readers) {
      const rows = await database.query<{ fact: string; person: string; n: number }>(tenant, {
        text: 'select fact, person, n from handled where reader = $1 order by no',
        values: [reader],
      })
      expect(rows.length, `${reader}: nothing skipped, nothing repeated`).toBe(committed)
      expect(new Set(rows.map(({ fact }) => fact)).size).toBe(committed)
      for (const person of persons) {
        const seen = rows.filter((row) => row.person === person).map(({ n }) => n)
        expect(seen, `${reader}: in order per person`).toEqual(seen.map((_, index) => index + 1))
      }
    }
    expect(committed).toBeGreaterThan(writers * roundsPerWriter * 0.5)
  })
})

/** Transactions over one to three persons (in one order, or they would deadlock), so that one with a low id waits for one with a higher id. */
const write = async (writer: number, persons: readonly string[]): Promise<void> => {
  const rolledBack = Symbol('rolled back')
  for (let round = 0; round < roundsPerWriter; round++) {
    const chosen = [
      ...new Set(
        Array.from(
          { length: 1 + Math.floor(Math.random() * 3) },
          () => persons[Math.floor(Math.random() * persons.length)] as string,
        ),
      ),
    ].sort()
    await database
      .transaction(tenant, async (tx) => {
        for (const person of chosen) {
          const [row] = await tx.query<{ n: number }>({
            text: 'update counter set n = n + 1 where person = $1 returning n',
            values: [person],
          })
          await appendFacts(tx, [
            {
              id: v7(),
              name: 'counter.moved',
              person,
              payload: { n: row?.n },
              actor_kind: 'system',
              source: 'house',
              actor: `writer ${writer}`,
              occurred_at: new Date().toISOString(),
            },
          ])
          if (Math.random() < 0.3) await pause(Math.random() * (Math.random() < 0.05 ? 200 : 8))
        }
        if (Math.random() < 0.2) throw rolledBack
      })
      .catch((error: unknown) => {
        if (error !== rolledBack) throw error
      })
  }
}

describe('a reader', () => {
  const facts = (count: number, person: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => ({
      id: v7(),
      name: index % 2 ? 'page.viewed' : 'order.paid',
      person: person(index),
      payload: { n: index },
      actor_kind: 'system' as const,
      source: 'house' as const,
      actor: 'test',
      occurred_at: '2026-01-02T03:04:05.000Z',
    }))
  const append = (rows: ReturnType<typeof facts>) => database.transaction(tenant, (tx) => appendFacts(tx, rows))
  const drain = async (options: Parameters<typeof readFacts>[2], handle: Parameters<typeof readFacts>[3]) => {
    for (let turn = 0; turn < 500; turn++) {
      const { more, retryAt } = await readFacts(database, tenant, options, handle)
      if (retryAt) await pause(Math.max(0, Date.parse(retryAt) - Date.now()) + 5)
      else if (!more) return
    }
    throw new Error('the reader does not come to an end')
  }

  it('begins at the present unless it asks for the beginning, and takes only the names it wants', async () => {
    await append(facts(10, () => v7()))
    const late: string[] = []
    const early: string[] = []
    await drain({ reader: 'late' }, async (_tx, found) => {
      late.push(...found.map(({ name }) => name))
    })
    await drain({ reader: 'early', from: 'beginning', names: ['page.*'], limit: 2 }, async (_tx, found) => {
      early.push(...found.map(({ name }) => name))
    })
    expect(late).toEqual([])
    expect(early).toEqual(Array(5).fill('page.viewed'))
    await append(facts(2, () => v7()))
    await drain({ reader: 'late' }, async (_tx, found) => {
      late.push(...found.map(({ name }) => name))
    })
    expect(late).toEqual(['order.paid', 'page.viewed'])
  })

  it('is not held back by a transaction that is still open, and gets its facts when it commits', async () => {
    const seen: unknown[] = []
    const read = () =>
      drain({ reader: 'r', from: 'beginning' }, async (_tx, found) => {
        seen.push(...found.map(({ payload }) => payload.n))
      })
    let release = () => {}
    const open = new Promise<void>((resolve) => {
      release = resolve
    })
    let started = () => {}
    const begun = new Promise<void>((resolve) => {
      started = resolve
    })
    const slow = database.transaction(tenant, async (tx) => {
      await appendFacts(tx, [{ ...(facts(1, () => v7())[0] as ReturnType<typeof facts>[number]), payload: { n: 'slow' } }])
      started()
      await open
    })
    await begun
    await append(facts(3, () => v7()))
    await read()
    expect(seen).toEqual([0, 1, 2])
    release()
    await slow
    await read()
    expect(seen).toEqual([0, 1, 2, 'slow'])
  })

  it('reads facts that its own handling writes', async () => {
    const seen: string[] = []
    await append(facts(3, () => v7()))
    await drain({ reader: 'echo', from: 'beginning' }, async (tx, found) => {
      seen.push(...found.map(({ name }) => name))
      const first = found.filter(({ name }) => name !== 'echo.made')
      await appendFacts(
        tx,
        first.map((fact) => ({
          id: v7(),
          name: 'echo.made',
          person: fact.person,
          actor_kind: 'system' as const,
          source: 'house' as const,
          actor: 'echo',
          occurred_at: fact.occurred_at,
        })),
      )
    })
    expect(seen.sort()).toEqual(['echo.made', 'echo.made', 'echo.made', 'order.paid', 'order.paid', 'page.viewed'])
  })

  it('puts a poisoned fact aside, keeps later facts of that person behind it, and handles them in order on replay', async () => {
    const [bad, good] = [v7(), v7()]
    await append(facts(20, (index) => (index % 2 ? good : bad)))
    const seen: { person: string | null; n: unknown }[] = []
    let healed = false
    const handle: Parameters<typeof readFacts>[3] = async (_tx, found) => {
      if (!healed && found.some(({ payload }) => payload.n === 4)) throw new Error('cannot digest 4')
      seen.push(...found.map(({ person, payload }) => ({ person, n: payload.n })))
    }
    await drain({ reader: 'r', from: 'beginning', limit: 8 }, handle)
    const numbers = (person: string) => seen.filter((row) => row.person === person).map(({ n }) => n)
    expect(numbers(good)).toEqual([1, 3, 5, 7, 9, 11, 13, 15, 17, 19])
    expect(numbers(bad)).toEqual([0, 2])
    const { deadFacts, replayDeadFacts } = await import('./fact-dead.ts')
    const dead = await deadFacts(database, tenant, { reader: 'r' })
    expect(dead.map(({ error }) => error)).toEqual(['cannot digest 4', ...Array(7).fill(null)])
    healed = true
    expect(await replayDeadFacts(database, tenant, { reader: 'r', seq: dead[0]?.seq ?? 0 })).toBe(8)
    await drain({ reader: 'r', from: 'beginning', limit: 8 }, handle)
    expect(numbers(bad)).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18])
    expect(await deadFacts(database, tenant)).toEqual([])
  })

  it('shows how far it is behind', async () => {
    const registry = new Registry()
    lagMetrics(registry, database, async () => [tenant])
    await append(facts(7, () => v7()))
    await readFacts(database, tenant, { reader: 'r', from: 'beginning', limit: 3 }, async () => {})
    await readFacts(database, tenant, { reader: 'r', from: 'beginning', limit: 3 }, async () => {})
    expect(await factLag(database, tenant)).toEqual([
      { reader: 'r', facts: 4, seconds: expect.any(Number), dead: 0, error: null, retry_at: null },
    ])
    expect(await registry.metrics()).toContain(`lianke_fact_lag_facts{tenant="${tenant}",reader="r"} 4`)
    await drain({ reader: 'r', from: 'beginning' }, async () => {})
    expect((await factLag(database, tenant))[0]).toMatchObject({ facts: 0, seconds: 0 })
  })

  it('gives each shard its turn, also beside shards that have nothing to do', async () => {
    await readFacts(database, tenant, { reader: 's', from: 'beginning', shards: 8 }, async () => {})
    const person = v7()
    const seen: unknown[] = []
    for (let round = 0; round < 3; round++) {
      await append(facts(3, () => person))
      await drain({ reader: 's', from: 'beginning', shards: 8, limit: 2 }, async (_tx, found) => {
        seen.push(...found.map(({ payload }) => payload.n))
      })
    }
    expect(seen).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2])
  })

  it('writes a fact with a known key once and marks the end of a circle of automations', async () => {
    const [one] = facts(1, () => v7()) as [ReturnType<typeof facts>[number]]
    const first = await database.transaction(tenant, (tx) =>
      appendFacts(tx, [
        { ...one, key: 'k' },
        { ...one, id: v7(), key: 'k' },
      ]),
    )
    const second = await database.transaction(tenant, (tx) =>
      appendFacts(tx, [
        { ...one, id: v7(), key: 'k' },
        { ...one, id: v7(), key: null, hops: 9 },
      ]),
    )
    expect([first.size, second.size]).toEqual([1, 1])
    const seen: number[] = []
    const all: number[] = []
    await drain({ reader: 'automation', from: 'beginning' }, async (_tx, found) => {
      seen.push(...found.map(({ hops }) => hops))
    })
    await drain({ reader: 'mirror', from: 'beginning', evenStopped: true }, async (_tx, found) => {
      all.push(...found.map(({ hops }) => hops))
    })
    expect([seen, all]).toEqual([[0], [0, 9]])
  })
})
