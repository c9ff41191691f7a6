import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findDuplicates } from '../index.ts'
import { openWorld, type World } from './identity-world.testing.ts'

const shared = process.env.LIANKE_SHARED ?? join(import.meta.dirname, '../../../../shared')
const febrl = join(shared, 'data/febrl/dataset1.csv')

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.tenant.close())

/** Of its birthdays some are no days. */
const isDay = (digits: string): boolean => {
  const iso = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`
  return /^\d{8}$/.test(digits) && !Number.isNaN(Date.parse(iso)) && new Date(iso).toISOString().startsWith(iso)
}
const told: number[] = []
const search = () =>
  findDuplicates.run(
    {
      tenant: world.tenant.id,
      signal: new AbortController().signal,
      transaction: (act) => world.tenant.platform.work(world.tenant.id, { kind: 'system', id: 'job' }, act),
      progress: async (done) => void told.push(done),
    },
    {},
  )
const create = (values: Record<string, unknown>) => world.tenant.system((work) => work.records.create('customer.person', values))
interface Suggestion {
  readonly id: string
  readonly left: string
  readonly right: string
  readonly score: string
  readonly status: string
  readonly reasons: readonly { readonly of: string; readonly level: string; readonly bits: number }[]
}
const open = () =>
  world.sql<Suggestion>(
    `select id, "left", "right", score, status, reasons from identity_suggestion where reason = 'alike' and status = 'open' and deleted_at is null order by id`,
  )
const run = (command: string, id: string) => world.tenant.system((work) => work.run(command, { id }))

describe('looking for duplicates', () => {
  it('suggests who agrees in rare things, with score and reasons; who shares only what is common is left alone', async () => {
    const one = await create({ name: '欧阳晨曦', birthday: '1990-02-11', email: 'chenxi@example.com' })
    const two = await create({ name: '欧阳晨熙', birthday: '1990-02-11', email: 'chenxi@example.org' })
    for (let n = 0; n < 40; n++)
      await create({
        name: ['王伟', '李娜', '张敏', '刘洋'][n % 4],
        birthday: `19${60 + n}-0${1 + (n % 9)}-1${n % 10}`,
        email: `p${n * 977}@example.com`,
      })
    await search()
    const found = await open()
    expect(found.map(({ left, right }) => [left, right])).toEqual([[one.id, two.id].sort()])
    expect(Number(found[0]?.score)).toBeGreaterThan(0.9)
    expect(found[0]?.reasons.map(({ of, level }) => `${of} ${level}`)).toEqual([
      'name sounds_same',
      'birthday same',
      'email slip',
    ])
    expect(told.at(-1)).toBeGreaterThan(0)
  })
  it('is asked for by whoever does not wait for the night, once however often', async () => {
    for (let n = 0; n < 2; n++)
      expect(await world.tenant.system((work) => work.run('identity.find_duplicates_now', {}))).toEqual({ asked: true })
    const waiting = await world.tenant.platform.database.home.query<{ n: number }>({
      text: `select count(*)::int as n from lianke_jobs._private_jobs p join lianke_jobs.jobs j on j.id = p.id
        where p.payload ->> 'tenant' = $1 and j.task_identifier = 'identity.find_duplicates'`,
      values: [world.tenant.id],
    })
    expect(waiting).toEqual([{ n: 1 }])
  })
  it('keeps what a human decided, takes it back when asked, and withdraws what is not likely any more', async () => {
    const [first] = await open()
    const { id = '', left = '', right = '' } = first ?? {}
    await run('identity.suggestion_reject', id)
    await world.ask('identity.parting_asked', { left, right })
    await search()
    expect(await open()).toEqual([])
    await run('identity.suggestion_reopen', id)
    await world.ask('identity.joining_allowed', { left, right })
    await search()
    expect((await open()).map((row) => row.id)).toEqual([id])
    await world.tenant.system((work) =>
      work.records.update('customer.person', left, { name: 'Somebody Else', birthday: '1955-07-07', email: null }),
    )
    await search()
    expect(await open()).toEqual([])
  })
  it('parts again whom a decision joined, when the decision is taken back', async () => {
    const pair = [
      await create({ name: '慕容雪', birthday: '1971-01-17', company: '澄迈生物' }),
      await create({ name: '慕容雪', birthday: '1971-01-17', company: '澄迈生物' }),
    ]
    await search()
    const [suggested] = await open()
    expect([suggested?.left, suggested?.right].sort()).toEqual(pair.map(({ id }) => id).sort())
    const { id = '', left = '', right = '' } = suggested ?? {}
    await run('identity.suggestion_accept', id)
    await run('identity.suggestion_reopen', id)
    await world.ask('identity.merge_asked', { left, right, reason: 'suggestion' })
    await world.ask('identity.unmerge_asked', { left, right })
    await world.ask('identity.joining_allowed', { left, right })
    expect(
      await world.sql(`select 1 from customer_person where id = any($1) and deleted_at is null and merged_into is null`, [
        [left, right],
      ]),
    ).toHaveLength(2)
    expect((await open()).map((row) => row.id)).toEqual([id])
    await expect(run('identity.suggestion_reopen', id)).rejects.toMatchObject({ code: 'identity.still_open' })
    await world.sql(`update customer_person set deleted_at = now() where id = any($1)`, [[left, right]])
    await search()
  })
  it('answers a suggestion when the two are joined otherwise, and speaks of who stays about the others', async () => {
    const make = (name: string) => create({ name, birthday: '1977-07-17', email: 'x.unusual@example.com' })
    const trio = [await make('司马青衫'), await make('司马青杉'), await make('司马清衫')].map(({ id }) => id)
    await search()
    expect(await open()).toHaveLength(3)
    await world.ask('identity.merge_asked', { left: trio[0], right: trio[1], reason: 'manual' })
    const left = await open()
    const [kept] = await world.sql<{ id: string }>(
      `select id from customer_person where id = any($1) and merged_into is null and id <> $2`,
      [trio, trio[2]],
    )
    expect(left.map((row) => [row.left, row.right])).toEqual([[kept?.id ?? '', trio[2] ?? ''].sort()])
  })
})

describe.skipIf(!existsSync(febrl))(
  'a thousand persons of whom five hundred stand twice with slips (../shared/data/febrl; skipped where it is absent)',
  () => {
    it('are found with F1 of at least 0.95', async () => {
      await world.sql(`update customer_person set deleted_at = now()`)
      const rows = readFileSync(febrl, 'utf8').trim().split('\n').slice(1)
      const people = rows.map((row) => row.split(',').map((cell) => cell.trim()))
      const { ids } = await world.tenant.system((work) =>
        work.records.upsert({
          object: 'customer.person',
          rows: people.map(([, given, family, number, street, more, suburb, postcode, , birth = '']) => ({
            name: `${given} ${family}`.trim() || null,
            birthday: isDay(birth) ? `${birth.slice(0, 4)}-${birth.slice(4, 6)}-${birth.slice(6)}` : null,
            address: { district: suburb, postcode, detail: `${number} ${street} ${more}`.trim() },
          })),
        }),
      )
      expect(ids.filter(Boolean)).toHaveLength(people.length)
      const groupOf = new Map(ids.map((id, at) => [id ?? '', people[at]?.[0]?.split('-')[1]]))
      await search()
      const found = await open()
      const right = found.filter((row) => groupOf.get(row.left) === groupOf.get(row.right)).length
      const [precision, recall] = [right / found.length, right / 500]
      expect((2 * precision * recall) / (precision + recall)).toBeGreaterThanOrEqual(0.95)
    })
  },
)
