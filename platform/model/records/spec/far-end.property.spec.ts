import { AsyncLocalStorage } from 'node:async_hooks'
import { tmpdir } from 'node:os'
import { type Actor, Refusal, type UnitOfWork, type Row } from '@lianke/kernel'
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scoped, type TestTenant, testTenant } from '../../../testing/test-tenant.ts'
import { tinyFollow } from '../../../testing/tiny-follow.ts'
import { openAuth } from '../../../serve/auth/auth.ts'
import { localStore } from '../../../store/files/file-store.ts'
import { openHttp } from '../../../serve/http/open-http.ts'
import { expectRecounted, stateOf } from './far-end.testing.ts'

let tenant: TestTenant
let sellers: readonly Actor[]
let app: FastifyInstance
let key: string
beforeAll(async () => {
  tenant = await testTenant({ modules: tinyFollow })
  sellers = [
    await tenant.staff({ name: 'Ann', objects: { '*': scoped('all') }, rights: ['*'] }),
    await tenant.staff({ name: 'Bob', objects: { '*': scoped('all') }, rights: ['*'] }),
  ]
  const publicUrl = 'http://localhost:3000'
  const auth = await openAuth(tenant.platform, { secret: 'a secret for the tests only', publicUrl })
  const wide = { perSecond: 10_000, burst: 10_000 }
  app = await openHttp(tenant.platform, {
    auth,
    publicUrl,
    limits: { key: wide, address: wide },
    files: { store: localStore(tmpdir()), root: tmpdir(), bytesMax: 1 },
  })
  ;({ key } = await auth.keys.make({ tenant: tenant.id, name: 'phone', scopes: ['*'], expiresAt: null, by: null }))
})
afterAll(async () => {
  await app?.close()
  await tenant?.close()
})

const runs = Number(process.env.PROPERTY_RUNS ?? 12)
const seed = process.env.PROPERTY_SEED === undefined ? {} : { seed: Number(process.env.PROPERTY_SEED) }
const cny = (amount: number) => ({ amount: `${amount}.00`, currency: 'CNY' })

interface World {
  readonly partners: string[]
  readonly deals: string[]
  readonly notes: string[]
  /** Keys that no other run has. */
  readonly mark: string
}
/** One act: which, on which of the records there are, with which numbers. */
interface Act {
  readonly what: (typeof acts)[number]
  readonly a: number
  readonly b: number
  readonly n: number
  /** The session is ended from outside when all is written and nothing is committed. */
  readonly killed?: boolean
}
const pick = (list: readonly string[], at: number): string => list[at % list.length] ?? ''
const maybe = (list: readonly string[], at: number): string | null => (at % 4 === 0 ? null : pick(list, at))
const lineOf = (n: number) => ({ name: 'L', quantity: (n % 7) + 1, price: cny((n * 37) % 900) })
const killing = new AsyncLocalStorage<boolean>()
const as = <T>(at: number, run: (work: UnitOfWork) => Promise<T>): Promise<T> =>
  tenant.as(sellers[at % 2] as Actor, async (work) => {
    const answer = await run(work)
    if (killing.getStore()) {
      const [session] = await work.sql<{ pid: number }>('select pg_backend_pid() as pid')
      await tenant.platform.database.home.query({ text: 'select pg_terminate_backend($1)', values: [session?.pid] })
    }
    return answer
  })
/** What a phone sends that got no answer: the same again, at once, under the same key. Both answers are one. */
const phone = async (path: string, mark: string, payload: Record<string, unknown>) => {
  const headers = { authorization: `Bearer ${key}`, 'idempotency-key': mark }
  const send = () => app.inject({ method: 'POST', url: `/api/v1/${path}`, headers, payload })
  const [first, second] = await Promise.all([send(), send()])
  const done = first.statusCode < 300 ? first : second
  if (done.statusCode < 300) expect((done === first ? second : first).body).toBe(done.body)
  return done.statusCode < 300 ? done.json<{ id: string }>() : null
}
const keep = (list: string[], rows: readonly { readonly id: string }[]) => void list.push(...rows.map(({ id }) => id))
const linesOf = (deal: string, gone = false): Promise<Row[]> =>
  tenant.system((work) =>
    work.sql<Row>(`select id from trade_line where deal = $1 and deleted_at is ${gone ? 'not' : ''} null order by id`, [deal]),
  )

const aRecord = ({ partners, deals, notes }: World, a: number, b: number): { object: string; id: string } =>
  b % 3 === 0
    ? { object: 'trade.partner', id: pick(partners, a) }
    : b % 3 === 1
      ? { object: 'trade.deal', id: pick(deals, a) }
      : { object: 'trade.note', id: pick(notes, a) }

type Run = (world: World, act: Act) => Promise<unknown>
const runsOf = {
  create: async (world, { a, n }) => {
    const values = { partner: maybe(world.partners, a), remark: `r${n % 3}`, lines: [lineOf(n), lineOf(a + n)].slice(0, n % 3) }
    keep(world.deals, [await as(a, (work) => work.records.create('trade.deal', values))])
  },
  note: async (world, { a, n }) =>
    keep(world.notes, [
      await as(a, (work) => work.records.create('trade.note', { partner: pick(world.partners, a), text: `t${n}` })),
    ]),
  rename: (world, { a, n }) =>
    as(a, (work) => work.records.update('trade.partner', pick(world.partners, a), { name: `${world.mark} ${a} ${n}` })),
  regroup: (world, { a, b, n }) =>
    as(n, (work) => work.records.update('trade.partner', pick(world.partners, a), { group: maybe(world.partners, b) })),
  reparent: (world, { a, b, n }) =>
    as(n, (work) => work.records.update('trade.deal', pick(world.deals, a), { partner: maybe(world.partners, b) })),
  moveNote: (world, { a, b, n }) =>
    as(n, (work) => work.records.update('trade.note', pick(world.notes, a), { partner: pick(world.partners, b) })),
  rewriteLines: (world, { a, b, n }) =>
    as(n, (work) =>
      work.records.update('trade.deal', pick(world.deals, a), {
        remark: `r${b % 3}`,
        lines: [lineOf(b), lineOf(n)].slice(b % 2),
      }),
    ),
  addLine: (world, { a, n }) => as(a, (work) => work.records.create('trade.line', { deal: pick(world.deals, a), ...lineOf(n) })),
  changeLine: async (world, { a, b, n }) => {
    const line = pick(
      (await linesOf(pick(world.deals, a))).map(({ id }) => id),
      b,
    )
    if (line) await as(a, (work) => work.records.update('trade.line', line, { quantity: (n % 9) + 1, price: cny(n) }))
  },
  removeLine: async (world, { a, b }) => {
    const line = pick(
      (await linesOf(pick(world.deals, a))).map(({ id }) => id),
      b,
    )
    if (line) await as(a, (work) => work.records.remove('trade.line', line))
  },
  restoreLine: async (world, { a, b }) => {
    const line = pick(
      (await linesOf(pick(world.deals, a), true)).map(({ id }) => id),
      b,
    )
    if (line) await as(a, (work) => work.records.restore('trade.line', line))
  },
  upsertNotes: async (world, { a, b, n }) => {
    const rows = [a, b, n].map((at, index) => ({
      key: `${world.mark} ${at % 3}${index}`,
      text: `u${n}`,
      partner: pick(world.partners, at + index),
    }))
    const made = await as(a, (work) => work.records.upsert({ object: 'trade.note', key: ['key'], rows, partial: b % 2 === 0 }))
    keep(
      world.notes,
      made.ids.filter((id) => id !== null).map((id) => ({ id })),
    )
  },
  upsertDeals: (world, { a, b, n }) =>
    as(a, (work) =>
      work.records.upsert({
        object: 'trade.deal',
        key: ['id'],
        partial: true,
        rows: [
          { id: pick(world.deals, a), partner: maybe(world.partners, b) },
          { id: pick(world.deals, b), lines: [lineOf(n)] },
          { id: pick(world.deals, n), status: 'done' },
        ],
      }),
    ),
  upsertLines: async (world, { a, b, n }) => {
    const rows = [a, b].map((at, index) => ({
      code: `${world.mark} ${at % 4}${index}`,
      deal: pick(world.deals, at),
      ...lineOf(n + at),
    }))
    await as(a, (work) => work.records.upsert({ object: 'trade.line', key: ['code'], rows, partial: true }))
  },
  importDeals: async (world, { a, b, n }) => {
    const rows = [
      { status: 'confirmed', partner: pick(world.partners, a), lines: [lineOf(n)], created_at: '2024-01-02T00:00:00Z' },
      { id: pick(world.deals, b), partner: pick(world.partners, n) },
    ]
    const made = await as(a, (work) =>
      work.records.upsert({ object: 'trade.deal', rows, key: ['id'], partial: true, keepOrigins: true, migrating: true }),
    )
    keep(
      world.deals,
      made.ids.slice(0, 1).flatMap((id) => (id ? [{ id }] : [])),
    )
  },
  phoneDeal: async (world, { a, b, n }) => {
    const values = { partner: maybe(world.partners, a), remark: `p${n % 3}`, lines: [lineOf(n)] }
    const made = await phone('trade/deal', `${world.mark}-deal-${a}-${b}-${n}`, values)
    if (made && !world.deals.includes(made.id)) world.deals.push(made.id)
  },
  phonePay: (world, { a, b, n }) =>
    phone('commands/deal.pay', `${world.mark}-pay-${a}-${b}-${n}`, { id: pick(world.deals, a), amount: n % 5 }),
  confirm: (world, { a }) => as(a, (work) => work.run('deal.confirm', { id: pick(world.deals, a) })),
  finish: (world, { a }) => as(a, (work) => work.run('deal.finish', { id: pick(world.deals, a) })),
  pay: (world, { a, n }) => as(a, (work) => work.run('deal.pay', { id: pick(world.deals, a), amount: n % 5 })),
  updateWhere: (world, { a, b, n }) =>
    as(n, (work) =>
      work.records.updateWhere(
        'trade.deal',
        { field: 'id', op: 'in', value: world.deals.slice(0, (a % 4) + 1) },
        { partner: maybe(world.partners, b), remark: `w${n % 3}` },
      ),
    ),
  hand: (world, { a, b }) =>
    as(a, (work) => work.records.update('trade.deal', pick(world.deals, a), { owner: sellers[b % 2]?.id ?? null })),
  remove: (world, { a, b, n }) => {
    const { object, id } = aRecord(world, a, b)
    return as(n, (work) => work.records.remove(object, id))
  },
  restore: (world, { a, b, n }) => {
    const { object, id } = aRecord(world, a, b)
    return as(n, (work) => work.records.restore(object, id))
  },
} satisfies Record<string, Run>
const acts = Object.keys(runsOf) as readonly (keyof typeof runsOf)[]

/** One act; that it is refused is an answer too, and one whose session was ended has not been. */
const act = async (world: World, one: Act): Promise<void> => {
  try {
    await killing.run(one.killed ?? false, () => runsOf[one.what](world, one))
  } catch (error) {
    if (!(error instanceof Refusal) && !one.killed) throw error
  }
}

const newWorld = async (): Promise<World> => {
  const mark = `w${Math.random().toString(36).slice(2)}`
  const world: World = { partners: [], deals: [], notes: [], mark }
  for (const n of [0, 1, 2])
    keep(world.partners, [
      await as(n, (work) => work.records.create('trade.partner', { name: `${mark} ${n}`, group: world.partners[0] ?? null })),
    ])
  for (const n of [0, 1, 2])
    keep(world.deals, [
      await as(n, (work) =>
        work.records.create('trade.deal', { partner: world.partners[n], lines: [lineOf(n + 3), lineOf(n + 9)] }),
      ),
    ])
  for (const n of [0, 1]) await runsOf.note(world, { what: 'note', a: n, b: 0, n })
  return world
}

/** Takes one record away; answers it, so that it can be brought back. */
const removeOne = async (world: World, { what, a, b }: Act): Promise<readonly { object: string; id: string }[]> => {
  const line = what === 'removeLine' ? (await linesOf(pick(world.deals, a)))[b % 2]?.id : undefined
  const one = what === 'removeLine' ? { object: 'trade.line', id: line ?? '' } : aRecord(world, a, b)
  try {
    await tenant.system((work) => work.records.remove(one.object, one.id))
    return [one]
  } catch (error) {
    if (error instanceof Refusal) return []
    throw error
  }
}

/** Brings records back in an order of its own; one that must wait for another is tried again after it. */
const restoreAll = async (removed: readonly { object: string; id: string }[], order: readonly number[]): Promise<void> => {
  let open = removed.toSorted((a, b) => (order[removed.indexOf(a)] ?? 0) - (order[removed.indexOf(b)] ?? 0))
  for (let turn = 0; turn <= removed.length && open.length > 0; turn++) {
    const waiting: typeof open = []
    for (const one of open)
      try {
        await tenant.system((work) => work.records.restore(one.object, one.id))
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        waiting.push(one)
      }
    open = waiting
  }
  expect(open, 'everything comes back').toEqual([])
}

const number = fc.integer({ min: 0, max: 30 })
const anAct = (of: readonly (keyof typeof runsOf)[] = acts) =>
  fc.record({
    what: fc.constantFrom(...of),
    a: number,
    b: number,
    n: number,
    killed: fc.integer({ min: 0, max: 9 }).map((chance) => chance === 0),
  })

describe('values that follow', () => {
  it('equal a plain recount of the base rows after any writes through any doors, one after the other and two at once, some of them killed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(anAct(), fc.option(anAct())), { minLength: 4, maxLength: 14 }), async (steps) => {
        const world = await newWorld()
        for (const [first, beside] of steps) await Promise.all([act(world, first), ...(beside ? [act(world, beside)] : [])])
        await expectRecounted(tenant, world)
      }),
      { numRuns: runs, verbose: 1, interruptAfterTimeLimit: 240_000, ...seed },
    )
  }, 300_000)
})

describe('deletion and restoration', () => {
  it('are inverse in any order: what stood before stands again, and what follows from it', async () => {
    const gone = anAct(['remove', 'removeLine'])
    await fc.assert(
      fc.asyncProperty(
        fc.array(anAct(['confirm', 'regroup', 'reparent', 'note', 'addLine']), { maxLength: 4 }),
        fc.array(gone, { minLength: 1, maxLength: 6 }),
        fc.array(number, { minLength: 12, maxLength: 12 }),
        async (before, removals, order) => {
          const world = await newWorld()
          for (const one of before) await act(world, one)
          const stood = await stateOf(tenant, world)
          const removed: { object: string; id: string }[] = []
          for (const one of removals) removed.push(...(await removeOne(world, one)))
          await restoreAll(removed, order)
          expect(await stateOf(tenant, world)).toEqual(stood)
          await expectRecounted(tenant, world)
        },
      ),
      { numRuns: runs, verbose: 1, interruptAfterTimeLimit: 240_000, ...seed },
    )
  }, 300_000)
})
