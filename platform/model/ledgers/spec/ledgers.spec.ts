import { type LedgerOutcome, Refusal } from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestTenant, testTenant } from '../../../testing/index.ts'
import { endDueEverywhere, proveLedgers } from '../index.ts'
import { countingShop, places, points, purse, tank } from './ledgers.testing.ts'

let tenant: TestTenant
let ann: string
beforeAll(async () => {
  tenant = await testTenant({ modules: countingShop })
  ann = await person('安')
})
afterAll(() => tenant.close())

const person = async (name: string) => (await tenant.system((work) => work.records.create('customer.person', { name }))).id
const refusal = async (work: Promise<unknown>): Promise<Pick<Refusal, 'code' | 'params'> | 'nothing was refused'> => {
  try {
    await work
    return 'nothing was refused'
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { code: error.code, params: error.params }
  }
}
const fill = (name: string, amount: string, key = `${name}:${amount}`) =>
  tenant.system((work) => work.ledger(tank).post([{ key, account: { name }, amount }]))
const used = (name: string, amount: number, key: string) =>
  tenant.system((work) => work.ledger(places).post([{ key, account: { name, day: '2026-03-01' }, amount }]))
const at =
  (now: string) =>
  <T>(run: Parameters<typeof tenant.platform.work<T>>[2]) =>
    tenant.platform.work<T>(tenant.id, { kind: 'system', id: 'test' }, run, { now })
const last = (outcome: LedgerOutcome) => outcome.entries.at(-1)
const proven = async () => (await proveLedgers(tenant.platform, tenant.id)).flatMap(({ differences }) => differences)

describe('a posting', () => {
  it('moves the balance by exact amounts and answers the account after it', async () => {
    expect(last(await fill('exact', '0.1', 'exact 1'))).toMatchObject({ amount: '0.100', balance: '0.100', repeated: false })
    expect(last(await fill('exact', '0.2', 'exact 2'))).toMatchObject({ amount: '0.200', balance: '0.300' })
    expect(last(await fill('exact', '-1', 'exact 3'))).toMatchObject({ balance: '-0.700' })
  })
  it('is written once: the same key with the same content answers the first entry, with other content it is refused', async () => {
    const first = last(await fill('once', '5', 'once'))
    expect(last(await fill('once', '5', 'once'))).toMatchObject({ id: first?.id, balance: '5.000', repeated: true })
    expect(await refusal(fill('once', '6', 'once'))).toMatchObject({ code: 'ledger.key_taken', params: { key: 'once' } })
    expect(await refusal(fill('other', '5', 'once'))).toMatchObject({ code: 'ledger.key_taken' })
    const twice = await tenant.system((work) =>
      work.ledger(tank).post([
        { key: 'in one set', account: { name: 'once' }, amount: '1' },
        { key: 'in one set', account: { name: 'once' }, amount: '1' },
      ]),
    )
    expect(twice.entries.map((entry) => entry?.repeated)).toEqual([false, true])
    expect(last(twice)).toMatchObject({ balance: '6.000' })
  })
  it('never leaves less than the floor, unless a policy says so, and names the account and what is missing', async () => {
    const buy = (amount: string, key: string, floor?: string | null) =>
      tenant.system((work) =>
        work
          .ledger(purse)
          .post([
            { key, account: { person: ann }, amount: { amount, currency: 'CNY' }, ...(floor === undefined ? {} : { floor }) },
          ]),
      )
    const { account } = last(await buy('10.50', 'in')) ?? {}
    expect(await refusal(buy('-10.51', 'out'))).toEqual({
      code: 'ledger.below_floor',
      params: { account, available: '10.5000', short: '0.0100' },
    })
    expect(last(await buy('-12', 'credit', '-2'))).toMatchObject({ balance: '-1.50' })
    expect(last(await buy('0.50', 'back up'))).toMatchObject({ balance: '-1.00' })
    expect(await refusal(buy('-0.01', 'further down'))).toMatchObject({ code: 'ledger.below_floor' })
  })
  it('keeps currencies apart', async () => {
    const eva = await person('伊')
    const put = (amount: string, currency: string) =>
      tenant.system((work) =>
        work.ledger(purse).post([{ key: `${eva}${currency}`, account: { person: eva }, amount: { amount, currency } }]),
      )
    await put('100', 'CNY')
    expect(last(await put('700', 'JPY'))).toMatchObject({ balance: '700' })
    expect(
      await tenant.system((work) =>
        work.ledger(purse).balances([{ person: eva }, { person: eva, currency: 'JPY' }, { person: eva, currency: 'USD' }]),
      ),
    ).toMatchObject([{ balance: '100.00' }, { balance: '700' }, { id: null, balance: '0.00' }])
    expect(await refusal(put('1', 'XXY'))).toMatchObject({ code: 'field.currency_unknown' })
  })
  it('stays under its ceiling', async () => {
    await used('cap', 4, 'cap 4')
    expect(await refusal(used('cap', 2, 'cap 2'))).toMatchObject({
      code: 'ledger.above_ceiling',
      params: { ceiling: '5', over: '1' },
    })
    expect(last(await used('cap', 1, 'cap 1'))).toMatchObject({ balance: '5' })
  })
  it('is refused when the counter would overflow, by name', async () => {
    const most = String(9_999_999_999_999_999n)
    await fill('full', most, 'full')
    expect(await refusal(fill('full', '1', 'over'))).toMatchObject({ code: 'ledger.overflow', params: { over: '0.001' } })
    expect(await refusal(fill('full', `${most}9`, 'far over'))).toMatchObject({ code: 'field.out_of_range' })
  })
  it('refuses what is no amount, no account, no key', async () => {
    const post = (account: object, amount: unknown, key = 'bad') =>
      refusal(
        tenant.system((work) =>
          work.ledger(tank).post([{ key, account: account as { name: string }, amount: amount as string }]),
        ),
      )
    expect(await post({ name: 'bad' }, '0')).toMatchObject({ code: 'ledger.no_amount' })
    expect(await post({ name: 'bad' }, 'much')).toMatchObject({ code: 'field.wrong_type' })
    expect(await post({ name: 'bad' }, '0.0001')).toMatchObject({ code: 'field.too_many_decimals' })
    expect(await post({}, '1')).toMatchObject({ code: 'field.required', params: { field: 'name' } })
    expect(await post({ name: 'bad', colour: 'red' }, '1')).toMatchObject({ code: 'field.unknown' })
    expect(await post({ name: 'bad' }, '1', '')).toMatchObject({ code: 'field.too_long' })
    const nobody = '00000000-0000-7000-8000-000000000000'
    expect(
      await refusal(
        tenant.system((work) =>
          work.ledger(purse).post([{ key: 'x', account: { person: nobody }, amount: { amount: '1', currency: 'CNY' } }]),
        ),
      ),
    ).toMatchObject({ code: 'ledger.unknown_account', params: { field: 'person', id: nobody } })
    expect(await tenant.system((work) => work.ledger(tank).balances([{ name: 'bad' }]))).toMatchObject([
      { id: null, balance: '0.000' },
    ])
  })
  it('names the accounts of a partial set that cannot be', async () => {
    const nobody = '00000000-0000-7000-8000-000000000000'
    const amount = { amount: '1', currency: 'CNY' }
    const { entries, refused } = await tenant.system((work) =>
      work.ledger(purse).post(
        [nobody, ann].map((of) => ({ key: `known or not ${of}`, account: { person: of }, amount })),
        { partial: true },
      ),
    )
    expect(entries.map((entry) => entry?.amount ?? null)).toEqual([null, '1.00'])
    expect(refused).toMatchObject([{ row: 0, code: 'ledger.unknown_account' }])
  })
  it('writes the good rows of a partial set and names the others', async () => {
    const set = (partial: boolean) =>
      tenant.system((work) =>
        work.ledger(places).post(
          [3, 9, 2].map((amount, row) => ({
            key: `partial ${partial} ${row}`,
            account: { name: `partial ${partial}`, day: '2026-03-02' },
            amount,
          })),
          { partial },
        ),
      )
    expect(await refusal(set(false))).toMatchObject({ code: 'ledger.above_ceiling' })
    const done = await set(true)
    expect(done.entries.map((entry) => entry?.balance ?? null)).toEqual(['3', null, '5'])
    expect(done.refused).toMatchObject([{ row: 1, code: 'ledger.above_ceiling' }])
  })
})

describe('taking back', () => {
  it('happens once, and not to what was never posted', async () => {
    await fill('back', '8', 'back in')
    const reverse = (key: string, of: string) => tenant.system((work) => work.ledger(tank).reverse([{ key, of }]))
    expect(last(await reverse('back 1', 'back in'))).toMatchObject({ kind: 'reverse', amount: '-8.000', balance: '0.000' })
    expect(last(await reverse('back 1', 'back in'))).toMatchObject({ repeated: true })
    expect(await refusal(reverse('back 2', 'back in'))).toMatchObject({
      code: 'ledger.reversed_already',
      params: { key: 'back in' },
    })
    expect(await refusal(reverse('back 3', 'back 1'))).toMatchObject({ code: 'ledger.not_reversible' })
    expect(await refusal(reverse('back 4', 'nothing'))).toMatchObject({ code: 'ledger.unknown_entry' })
  })
  it('cannot take what has been spent', async () => {
    const bob = await person('博')
    const put = (amount: string, key: string) =>
      tenant.system((work) =>
        work.ledger(purse).post([{ key: `${bob} ${key}`, account: { person: bob }, amount: { amount, currency: 'CNY' } }]),
      )
    await put('20', 'in')
    await put('-15', 'out')
    expect(
      await refusal(tenant.system((work) => work.ledger(purse).reverse([{ key: `${bob} back`, of: `${bob} in` }]))),
    ).toMatchObject({
      code: 'ledger.below_floor',
      params: { short: '15.0000' },
    })
  })
})

describe('a hold', () => {
  const account = (name: string) => ({ name, day: '2026-03-03' })
  it('keeps room under a ceiling until it is captured or let go', async () => {
    const hold = (amount: number, key: string) =>
      tenant.system((work) => work.ledger(places).hold([{ key, account: account('hold'), amount }]))
    expect(last(await hold(3, 'h1'))).toMatchObject({ balance: '0', awaited: '3' })
    expect(await refusal(hold(3, 'h2'))).toMatchObject({ code: 'ledger.above_ceiling' })
    const capture = (key: string, of: string, amount?: number) =>
      tenant.system((work) => work.ledger(places).capture([{ key, of, ...(amount === undefined ? {} : { amount }) }]))
    expect(await refusal(capture('c0', 'h1', 4))).toMatchObject({ code: 'ledger.over_hold', params: { held: '3', wanted: '4' } })
    expect(last(await capture('c1', 'h1', 2))).toMatchObject({ amount: '2', balance: '2', awaited: '0' })
    expect(await refusal(capture('c2', 'h1'))).toMatchObject({ code: 'ledger.hold_settled' })
    expect(last(await hold(3, 'h3'))).toMatchObject({ awaited: '3' })
    const release = (key: string, of: string) => tenant.system((work) => work.ledger(places).release([{ key, of }]))
    expect(last(await release('r1', 'h3'))).toMatchObject({ balance: '2', awaited: '0' })
    expect(await refusal(release('r2', 'h3'))).toMatchObject({ code: 'ledger.hold_settled' })
    expect(await refusal(release('r3', 'c1'))).toMatchObject({ code: 'ledger.not_a_hold' })
  })
  it('keeps money from being spent, and runs out by itself', async () => {
    const eve = await person('夏')
    const yuan = (amount: string) => ({ amount, currency: 'CNY' })
    const acting = at('2026-03-01T00:00:00.000Z')
    await acting((work) => work.ledger(purse).post([{ key: `${eve} in`, account: { person: eve }, amount: yuan('100') }]))
    await acting((work) =>
      work
        .ledger(purse)
        .hold([{ key: `${eve} hold`, account: { person: eve }, amount: yuan('-80'), expires_at: '2026-03-01T01:00:00Z' }]),
    )
    const spend = (now: string, key: string) =>
      at(now)((work) => work.ledger(purse).post([{ key: `${eve} ${key}`, account: { person: eve }, amount: yuan('-30') }]))
    expect(await refusal(spend('2026-03-01T00:59:59.000Z', 'early'))).toMatchObject({
      code: 'ledger.below_floor',
      params: { available: '20.0000', short: '10.0000' },
    })
    expect(last(await spend('2026-03-01T01:00:00.000Z', 'later'))).toMatchObject({ balance: '70.00', held: '0.00' })
    expect(
      await refusal(
        at('2026-03-01T01:00:00.000Z')((work) => work.ledger(purse).capture([{ key: `${eve} late`, of: `${eve} hold` }])),
      ),
    ).toMatchObject({ code: 'ledger.hold_settled' })
  })
})

describe('batches', () => {
  it('are used in the order in which they end, expire on their own, and take back what came out of them', async () => {
    const fay = await person('飞')
    const account = { person: fay }
    const give = (amount: number, expires_at: string | null) =>
      at('2026-01-01T00:00:00.000Z')((work) =>
        work.ledger(points).post([{ key: `${fay} ${amount}`, account, amount, expires_at }]),
      )
    await give(100, '2026-06-01T00:00:00Z')
    await give(50, '2026-03-01T00:00:00Z')
    await give(30, null)
    await at('2026-02-01T00:00:00.000Z')((work) => work.ledger(points).post([{ key: `${fay} spent`, account, amount: -60 }]))
    const left = () =>
      tenant.platform.database.query(tenant.id, {
        text: `select l.amount, l.remaining from shop_points_lot l join shop_points a on a.id = l.account where a.person = $1 and l.kind = 'batch' order by l.expires_at nulls last`,
        values: [fay],
      })
    expect(await left()).toEqual([
      { amount: 50, remaining: 0 },
      { amount: 100, remaining: 90 },
      { amount: 30, remaining: 30 },
    ])
    expect(
      last(
        await at('2026-03-02T00:00:00.000Z')((work) => work.ledger(points).reverse([{ key: `${fay} back`, of: `${fay} spent` }])),
      ),
    ).toMatchObject({ balance: '180' })
    await endDueEverywhere(tenant.platform, tenant.id)
    // By now the batch that got 50 back has ended, and so has the one of June.
    expect(await tenant.system((work) => work.ledger(points).balances([account]))).toMatchObject([{ balance: '30' }])
    expect(await tenant.system((work) => work.ledger(points).balances([account], { at: '2026-02-15T00:00:00Z' }))).toMatchObject([
      { balance: '120' },
    ])
    expect(await tenant.system((work) => work.ledger(points).balances([account], { at: '2026-05-01T00:00:00Z' }))).toMatchObject([
      { balance: '130' },
    ])
    expect(
      await refusal(
        tenant.system((work) => work.ledger(points).post([{ key: `${fay} too much`, account, amount: -31, floor: null }])),
      ),
    ).toMatchObject({
      code: 'ledger.below_floor',
    })
  })
  it('do not expire while they are held', async () => {
    const gus = await person('古')
    const account = { person: gus }
    const acting = at('2026-01-01T00:00:00.000Z')
    await acting((work) =>
      work.ledger(points).post([{ key: `${gus} in`, account, amount: 40, expires_at: '2026-02-01T00:00:00Z' }]),
    )
    await acting((work) =>
      work.ledger(points).hold([{ key: `${gus} hold`, account, amount: -25, expires_at: '2099-01-01T00:00:00Z' }]),
    )
    await endDueEverywhere(tenant.platform, tenant.id)
    expect(await tenant.system((work) => work.ledger(points).balances([account]))).toMatchObject([{ balance: '25', held: '25' }])
    expect(
      last(await tenant.system((work) => work.ledger(points).capture([{ key: `${gus} take`, of: `${gus} hold` }]))),
    ).toMatchObject({ balance: '0', held: '0' })
  })
})

describe('a ledger', () => {
  it('tells every entry as a fact of its person, in the same transaction, unless it is not told', async () => {
    const hal = await person('海')
    await tenant.system((work) => work.ledger(points).post([{ key: 'told', account: { person: hal }, amount: 7, memo: '签到' }]))
    const facts = await tenant.platform.database.query(tenant.id, {
      text: `select name, object, payload from fact where person = $1 and name like 'shop.points%'`,
      values: [hal],
    })
    expect(facts).toMatchObject([
      { name: 'shop.points.posted', object: 'shop.points_entry', payload: { key: 'told', amount: 7, balance: 7, memo: '签到' } },
    ])
    expect(
      await tenant.platform.database.query(tenant.id, { text: `select 1 as one from fact where name like 'shop.places%'` }),
    ).toEqual([])
    const undone = tenant.system(async (work) => {
      await work.ledger(points).post([{ key: 'undone', account: { person: hal }, amount: 7 }])
      throw new Error('the unit of work ends')
    })
    await expect(undone).rejects.toThrow('the unit of work ends')
    expect(await tenant.system((work) => work.ledger(points).balances([{ person: hal }]))).toMatchObject([{ balance: '7' }])
  })
  it('is a bounded number of statements for a set of any size', async () => {
    const count = async (size: number) => {
      let asked = 0
      await tenant.platform.database.transaction(tenant.id, async (tx) => {
        const { openWork } = await import('../../unit-of-work/open-work.ts')
        const { systemAccess } = await import('../../access/access-context.ts')
        const counting = {
          ...tx,
          query: (...given: Parameters<typeof tx.query>) => (asked++, tx.query(...given)),
          execute: (...given: Parameters<typeof tx.execute>) => (asked++, tx.execute(...given)),
        }
        const { platform } = tenant
        const { work, close } = openWork({
          model: await platform.model(tenant.id),
          tenant: { zone: 'Asia/Shanghai', locale: 'zh-CN', base_currency: 'CNY', phone_region: 'CN' },
          access: systemAccess({ kind: 'system', id: 'test' }),
          rules: [],
          tx: counting as typeof tx,
          now: new Date().toISOString(),
          cause: null,
          secrets: platform.secrets,
          settings: platform.settings,
        })
        await work.ledger(tank).post(
          Array.from({ length: size }, (_, n) => ({
            key: `many ${size} ${n}`,
            account: { name: `many ${size} ${n % 50}` },
            amount: '1',
          })),
        )
        await close()
      })
      return asked
    }
    expect(await count(900)).toBe(await count(2))
  })
  it('proves itself, and finds what somebody changed behind its back', async () => {
    expect(await proven()).toEqual([])
    const [row] = await tenant.platform.database.query<{ id: string }>(tenant.id, {
      text: `update shop_tank set balance = balance + 1 where name = 'exact' returning id`,
    })
    expect(await proven()).toEqual([{ account: row?.id, what: 'balance', kept: '0.300', counted: '-0.700' }])
    await tenant.platform.database.query(tenant.id, { text: `update shop_tank set balance = balance - 1 where name = 'exact'` })
    expect(await proven()).toEqual([])
  })
})

describe('the tables of a ledger', () => {
  it('hold whoever a balance belongs to, until it is empty', async () => {
    const ida = await person('伊达')
    const put = (amount: string) =>
      tenant.system((work) =>
        work.ledger(purse).post([{ key: `${ida} ${amount}`, account: { person: ida }, amount: { amount, currency: 'CNY' } }]),
      )
    await put('3')
    const remove = () => refusal(tenant.system((work) => work.records.remove('customer.person', ida)))
    expect(await remove()).toMatchObject({ code: 'ledger.not_empty' })
    await put('-3')
    expect(await remove()).toBe('nothing was refused')
    expect(await refusal(put('4'))).toMatchObject({ code: 'ledger.unknown_account' })
  })
  it('are closed to records, whoever acts', async () => {
    const row = (await tenant.system((work) => work.records.list('shop.tank'))).data[0]
    const id = row?.id ?? ''
    for (const write of [
      () =>
        tenant.system((work) =>
          work.records.create('shop.tank', { name: 'x', account_key: 'x', balance: '1', held: '0', awaited: '0' }),
        ),
      () => tenant.system((work) => work.records.update('shop.tank', id, { balance: '1' })),
      () => tenant.system((work) => work.records.remove('shop.tank', id)),
      () => tenant.system((work) => work.records.upsert({ object: 'shop.tank_entry', rows: [{ memo: 'x' }] })),
    ])
      expect(await refusal(write())).toMatchObject({ code: 'object.read_only' })
  })
})
