import { defineLedger, defineModule, integer, label, money, reference } from '@lianke/kernel'
import { proveLedgers } from '@lianke/platform'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorld, phone, user, type World } from './identity-world.testing.ts'

const person = { person: reference(label('客户', 'Person'), 'customer.person', { required: true, onDelete: 'refuse' }) }
const points = defineLedger({
  name: 'test.points',
  label: label('积分', 'Points'),
  account: person,
  amount: integer(label('积分', 'Points')),
  batches: { expires: true },
  person: 'person',
})
const purse = defineLedger({
  name: 'test.purse',
  label: label('零钱', 'Purse'),
  account: person,
  amount: money(label('余额', 'Balance')),
  person: 'person',
})

let world: World
beforeAll(async () => {
  world = await openWorld([defineModule({ name: 'test', label: label('测试', 'Test'), ledgers: [points, purse] })])
})
afterAll(() => world.tenant.close())

const known = async (...ids: Parameters<World['identify']>[0][number]['ids']) => (await world.identify([{ ids }]))[0] ?? ''
const mergeOf = async (gone: string) =>
  (await world.sql<{ id: string }>(`select id from identity_merge where gone = $1 and undone_at is null`, [gone]))[0]?.id ?? ''
const yuan = (amount: string, currency = 'CNY') => ({ amount, currency })
const purseOf = async (of: string, currency = 'CNY') =>
  (await world.tenant.system((work) => work.ledger(purse).balances([{ person: of, currency }])))[0]?.balance
const proven = async () => (await proveLedgers(world.tenant.platform, world.tenant.id)).flatMap(({ differences }) => differences)

it('joins accounts when persons are joined, and parts them again with what was theirs', async () => {
  const left = await known(user('l'))
  const right = await known(phone('13700000001'))
  const post = (key: string, of: string, amount: ReturnType<typeof yuan>) =>
    world.tenant.system((work) => work.ledger(purse).post([{ key, account: { person: of }, amount }]))
  await post('left', left, yuan('100'))
  await post('right', right, yuan('40'))
  await post('right dollars', right, yuan('7', 'USD'))
  await world.tenant.system((work) =>
    work.ledger(purse).hold([{ key: 'right hold', account: { person: right }, amount: yuan('-15') }]),
  )
  expect(await known(user('l'), phone('13700000001'))).toBe(left)
  expect([await purseOf(left), await purseOf(left, 'USD'), await purseOf(right)]).toEqual(['140.00', '7.00', '0.00'])
  await expect(post('to nobody', right, yuan('1'))).rejects.toMatchObject({ code: 'ledger.unknown_account' })
  expect(
    await world.sql(
      `select count(*)::int as n from test_purse_entry e join test_purse a on a.id = e.account where a.person = $1`,
      [left],
    ),
  ).toEqual([{ n: 4 }])
  expect(await proven()).toEqual([])

  // A hold of before is captured, and more is spent than the one who stays had.
  await world.tenant.system((work) => work.ledger(purse).capture([{ key: 'right capture', of: 'right hold' }]))
  await post('spent together', left, yuan('-110'))
  const merge = await mergeOf(right)
  await world.ask('identity.unmerge_asked', { merge, by: 'test' })
  // 25 were left of the other one’s money; 10 of them were spent.
  expect([await purseOf(left), await purseOf(right), await purseOf(right, 'USD')]).toEqual(['0.00', '15.00', '7.00'])
  expect(await proven()).toEqual([])
  await world.ask('identity.unmerge_asked', { merge, by: 'test' })
  expect([await purseOf(left), await purseOf(right)]).toEqual(['0.00', '15.00'])
  await post('after', right, yuan('5'))
  expect(await purseOf(right)).toBe('20.00')
})

const posting = fc.record({
  whose: fc.constantFrom('left', 'right'),
  kind: fc.constantFrom('post', 'hold'),
  amount: fc.integer({ min: -30, max: 40 }).filter((n) => n !== 0),
  ends: fc.option(fc.integer({ min: 1, max: 5 })),
})
let run = 0
it('loses and makes nothing, whatever was posted before and after: sums stay, nobody ends below nought, the proof agrees', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(posting, { maxLength: 10 }), fc.array(posting, { maxLength: 10 }), async (before, after) => {
      const mark = `run ${run++}`
      const left = await known(user(mark))
      const right = await known(phone(`1380000${String(1000 + run)}`))
      let n = 0
      const write = async (acts: readonly (typeof before)[number][], whose: (side: string) => string) => {
        for (const act of acts) {
          const base = {
            key: `${mark} ${n++}`,
            account: { person: whose(act.whose) },
            amount: act.kind === 'hold' ? -Math.abs(act.amount) : act.amount,
          }
          const expires_at = act.ends === null || base.amount < 0 ? null : `2099-0${act.ends}-01T00:00:00Z`
          await world.tenant.system((work) =>
            work.ledger(points)[act.kind === 'hold' ? 'hold' : 'post']([{ ...base, expires_at }], { partial: true }),
          )
        }
      }
      const sums = async () =>
        (
          await world.sql<{ balance: string; held: string; low: number }>(
            `select coalesce(sum(balance), 0)::text as balance, coalesce(sum(held), 0)::text as held, count(*) filter (where balance - held < 0 or held < 0)::int as low
            from test_points where person = any($1) and deleted_at is null`,
            [[left, right]],
          )
        )[0]
      await write(before, (side) => (side === 'left' ? left : right))
      const apart = await sums()
      await known(user(mark), phone(`1380000${String(1000 + run)}`))
      expect(await sums()).toEqual(apart)
      await write(after, () => left)
      const together = await sums()
      await world.ask('identity.unmerge_asked', { merge: await mergeOf(right), by: 'test' })
      expect(await sums()).toEqual({ ...together, low: 0 })
      // Both go on: what is free can be spent to the last point.
      for (const of of [left, right]) {
        const [now] = await world.tenant.system((work) => work.ledger(points).balances([{ person: of }]))
        const free = Number(now?.balance) - Number(now?.held)
        if (free > 0)
          await world.tenant.system((work) =>
            work.ledger(points).post([{ key: `${mark} last ${of}`, account: { person: of }, amount: -free }]),
          )
      }
      expect(await proven()).toEqual([])
    }),
    { numRuns: 40 },
  )
})
