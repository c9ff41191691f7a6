import { randomUUID } from 'node:crypto'
import { commerceModule } from '@lianke/commerce'
import { customerModule } from '@lianke/customer'
import type { Fact } from '@lianke/kernel'
import { leadModule } from '@lianke/lead'
import { organisationModule } from '@lianke/organisation'
import { proveLedgers } from '@lianke/platform'
import { type TestTenant, testTenant } from '@lianke/platform/testing'
import { salesModule } from '@lianke/sales'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refreshCodes } from '../jobs/refresh-codes.job.ts'
import { reception } from '../ledgers/reception.ledger.ts'
import { marketingModule } from '@lianke/marketing'
import { acquisitionModule } from '../module.ts'
import { onCodePersonLost } from '../reactions/on-code-person-lost.reaction.ts'
import { onCodeUsed } from '../reactions/on-code-used.reaction.ts'

const day = '2026-03-02'
const now = `${day}T03:00:00.000Z`
let tenant: TestTenant
let staff: string[]
const persons: string[] = []
beforeAll(async () => {
  tenant = await testTenant({
    modules: [organisationModule, customerModule, leadModule, salesModule, commerceModule, marketingModule, acquisitionModule],
  })
  staff = await Promise.all(
    ['lin.mei', 'chen.yu'].map(async (wecom_userid) => create('organisation.staff', { name: wecom_userid, wecom_userid })),
  )
  const rows = Array.from({ length: 260 }, (_, n) => ({ name: `客户 ${n}` }))
  const { ids } = await tenant.system((work) => work.records.upsert({ object: 'customer.person', rows }))
  persons.push(...ids.flatMap((id) => id ?? []))
})
afterAll(() => tenant.close())

const create = async (object: string, values: Record<string, unknown>) =>
  (await tenant.system((work) => work.records.create(object, values))).id
const at = <T>(run: Parameters<typeof tenant.platform.work<T>>[2]) =>
  tenant.platform.work<T>(tenant.id, { kind: 'system', id: 'test' }, run, { now })
const code = (state: string, more: Record<string, unknown>) =>
  create('marketing.channel_code', {
    name: state,
    state,
    status: 'live',
    staff,
    published_staff: ['chen.yu', 'lin.mei'],
    ...more,
  })
const added = (state: string, person: string, userid = 'lin.mei'): Fact => ({
  id: randomUUID(),
  seq: '1',
  name: 'wecom.contact_added',
  object: null,
  record: null,
  person,
  payload: { state, userid, traits: { name: '小鹿' } },
  before: null,
  after: null,
  actor_kind: 'system',
  source: 'channel:wecom',
  actor: 'test',
  cause: null,
  hops: 0,
  occurred_at: now,
  recorded_at: now,
})
const come = (fact: Fact) => at((work) => onCodeUsed.run(work, fact))
const received = async (of: string) =>
  (await at((work) => work.ledger(reception).balances(staff.map((one) => ({ code: of, staff: one, day }))))).map(({ balance }) =>
    Number(balance),
  )
const row = async (id: string) => tenant.system((work) => work.records.get('marketing.channel_code', id))
const told = async (name: string, id: string) =>
  (
    await tenant.platform.database.query(tenant.id, {
      text: 'select 1 as one from fact where name = $1 and record = $2',
      values: [name, id],
    })
  ).length

describe('a daily cap', () => {
  it('is never exceeded, however many come at once; who comes beyond it is told, and every scan is counted', async () => {
    const id = await code('rush', { daily_cap: 20 })
    await Promise.all(persons.slice(0, 64).map((person) => come(added('rush', person))))
    expect(await received(id)).toEqual([20, 0])
    expect(await row(id)).toMatchObject({ scans: 64, published_staff: ['chen.yu'] })
    expect(await told('channel_code.over_cap', id)).toBe(44)
    expect(await told('channel_code.used', id)).toBe(64)
    expect(await told('outreach.asked', id)).toBe(1)
    expect((await proveLedgers(tenant.platform, tenant.id)).flatMap(({ differences }) => differences)).toEqual([])
  })
  it('takes one place for a person who comes twice on a day', async () => {
    const id = await code('twice', { daily_cap: 5 })
    const [person = ''] = persons
    await come(added('twice', person))
    await come({ ...added('twice', person), id: randomUUID() })
    expect(await received(id)).toEqual([1, 0])
  })
  it('counts beyond two hundred a day', async () => {
    const id = await code('large', { daily_cap: 250 })
    const [lin = ''] = staff
    const places = (from: number, to: number) =>
      at((work) =>
        work
          .ledger(reception)
          .post(
            persons
              .slice(from, to)
              .map((person) => ({ key: `large ${person}`, account: { code: id, staff: lin, day }, amount: 1 })),
          ),
      )
    const refresh = () =>
      refreshCodes.run(
        {
          tenant: tenant.id,
          signal: new AbortController().signal,
          transaction: (run) => at(run),
          progress: async () => undefined,
        },
        {},
      )
    await places(0, 249)
    await refresh()
    expect((await row(id)).published_staff).toEqual(['chen.yu', 'lin.mei'])
    await places(249, 250)
    await refresh()
    expect((await row(id)).published_staff).toEqual(['chen.yu'])
  })
})

it('losses are counted one by one, whoever counts at the same moment', async () => {
  const id = await code('lost', {})
  const [one = ''] = staff
  const relations = await Promise.all(
    persons.slice(0, 12).map((person, n) =>
      create('customer.relation', {
        person,
        staff: one,
        channel: 'wecom',
        issuer: 'corp',
        external_id: `x${n}`,
        state: 'lost',
        status: 'active',
      }),
    ),
  )
  await Promise.all(
    relations.map((record) =>
      at((work) =>
        onCodePersonLost.run(work, {
          ...added('lost', persons[0] ?? ''),
          record,
          before: { status: 'active' },
          after: { status: 'lost_by_customer' },
        }),
      ),
    ),
  )
  expect(await row(id)).toMatchObject({ lost: 12 })
})
