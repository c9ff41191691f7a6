import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anonymous, mail, openWorld, phone, unionid, user, wecomId, type World } from './identity-world.testing.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.tenant.close())

const one = async (...ids: Parameters<World['identify']>[0][number]['ids']) => (await world.identify([{ ids }]))[0] as string
const alive = async (id: string) =>
  (await world.sql<{ ok: boolean }>(`select deleted_at is null as ok from customer_person where id = $1`, [id]))[0]?.ok
const holder = async (value: string) =>
  (
    await world.sql<{ person: string }>(`select person from customer_identifier where value = $1 and deleted_at is null`, [value])
  )[0]?.person

describe('who is who', () => {
  it('creates when nobody is known, attaches what is new, merges two who prove to be one, and does nothing the next time', async () => {
    const visitor = await one(anonymous('a-1'))
    expect(await one(anonymous('a-1'), user('u-1'))).toBe(visitor)
    expect(await holder('u-1')).toBe(visitor)
    const buyer = await one(phone('13800138001'))
    expect(buyer).not.toBe(visitor)
    expect(await one(user('u-1'), phone('138 0013 8001'))).toBe(visitor)
    expect(await alive(buyer)).toBe(false)
    const merges = await world.sql(`select 1 from identity_merge where kept = $1`, [visitor])
    await one(user('u-1'), phone('13800138001'), anonymous('a-1'))
    expect(await world.sql(`select 1 from identity_merge where kept = $1`, [visitor])).toHaveLength(merges.length)
  })

  it('drops the weaker identifier when two strong ones of one issuer stand against each other', async () => {
    const jane = await one(user('abc123'), mail('jane@example.com'))
    const other = await one(user('abc456'), mail('jane@example.com'))
    expect(other).not.toBe(jane)
    expect(await holder('jane@example.com')).toBe(jane)
    expect(
      await world.sql(`select reason from identity_suggestion where "left" = any($1) and "right" = any($1)`, [[jane, other]]),
    ).toEqual([{ reason: 'conflict' }])
  })

  it('keeps the values of who stays, fills gaps from the other, and never lets a default win', async () => {
    const [kept] = await world.identify([{ ids: [user('s-1')], traits: { name: 'Li Na', gender: 'unknown' } }])
    const [gone] = await world.identify([
      { ids: [mail('lina@example.com')], traits: { name: 'L. N.', gender: 'female', company: 'Acme' } },
    ])
    await world.sql(`update customer_person set tags = '{vip}' where id = $1`, [kept])
    await world.sql(`update customer_person set tags = '{new,vip}' where id = $1`, [gone])
    expect(await one(user('s-1'), mail('lina@example.com'))).toBe(kept)
    const [row] = await world.sql(`select name, gender, company, tags, created_at from customer_person where id = $1`, [kept])
    expect(row).toMatchObject({ name: 'Li Na', gender: 'female', company: 'Acme', tags: ['vip', 'new'] })
  })

  it('knows one phone in every spelling, and takes a landline or a role mailbox only as a hint', async () => {
    const person = await one(phone('13800138000'))
    expect(await one(phone('+86 138 0013 8000'))).toBe(person)
    expect(await one(phone('0086-138-0013-8000'))).toBe(person)
    const desk = await one(user('desk-1'), phone('010-62345678'))
    const colleague = await one(user('desk-2'), phone('010-62345678'))
    expect(colleague).not.toBe(desk)
    const role = await one(user('role-1'), mail('sales@example.com'))
    expect(await one(user('role-2'), mail('Sales@Example.com'))).not.toBe(role)
    expect(
      await world.sql(`select 1 from identity_suggestion where reason = 'weak' and "left" = any($1) and "right" = any($1)`, [
        [desk, colleague],
      ]),
    ).toHaveLength(1)
  })

  it('reads a mailbox in any letter case, and Gmail without its dots', async () => {
    const person = await one(mail('John.Doe@gmail.com'))
    expect(await one(mail('johndoe+news@GMAIL.com'))).toBe(person)
  })

  it('refuses values that mean nothing', async () => {
    const before = (await world.persons()).length
    for (const value of [
      '',
      ' ',
      'null',
      'None',
      'NaN',
      '0',
      'undefined',
      'TRUE',
      'anonymous',
      'guest',
      '[object Object]',
      '"null"',
      '0000-0000',
      '00000000-0000-0000-0000-000000000000',
    ])
      expect(await one(user(value))).toBeNull()
    expect(await world.persons()).toHaveLength(before)
  })

  it('joins two WeCom corps by unionid, never by the external id alone', async () => {
    const first = await one(wecomId('wm-77', 'corp1'))
    expect(await one(wecomId('wm-77', 'corp2'))).not.toBe(first)
    const second = await one(wecomId('wm-78', 'corp1'), unionid('un-78'))
    expect(await one(wecomId('wm-99', 'corp2'), unionid('un-78'))).toBe(second)
  })

  it('gives a shared device to whoever logs in: earlier history stays with the earlier person', async () => {
    const first = await one(anonymous('tablet'), user('f-1'))
    const second = await one(anonymous('tablet'), user('f-2'))
    expect(second).not.toBe(first)
    expect(await holder('tablet')).toBe(first)
  })

  it('holds a merge that would pull more than a hundred together, and lets the stream go on', async () => {
    const kept = await one(user('hub'))
    await world.identify(Array.from({ length: 100 }, (_, at) => ({ ids: [anonymous(`hub-${at}`)] })))
    await world.identify(Array.from({ length: 99 }, (_, at) => ({ ids: [user('hub'), anonymous(`hub-${at}`)] })))
    const [{ size } = { size: 0 }] = await world.sql<{ size: number }>(
      `select count(*)::int as size from customer_person where merged_into = $1`,
      [kept],
    )
    expect(size).toBe(99)
    expect(await one(user('hub'), anonymous('hub-99'))).toBe(kept)
    expect(await holder('hub-99')).not.toBe(kept)
    expect(await world.sql(`select 1 from identity_suggestion where reason = 'held'`)).toHaveLength(1)
  })
})

describe('a number that was corrected on the record', () => {
  it('is retired with its history, so that its true owner is a person of his own', async () => {
    const typed = await world.record({ name: '错号', phone: '13800138555' })
    const before = await world.change(typed, { phone: '13800138556' })
    expect(before).toBe(typed)
    const owner = await one(phone('13800138555'), user('true-owner'))
    expect(owner).not.toBe(typed)
    expect(await one(phone('13800138556'))).toBe(typed)
    expect(
      await world.sql(
        `select person, retired_at is not null as retired, retired_by from customer_identifier where value = '+8613800138555' order by created_at`,
      ),
    ).toEqual([
      { person: typed, retired: true, retired_by: 'test' },
      { person: owner, retired: false, retired_by: null },
    ])
  })
})

describe('one person, three relations (case 17)', () => {
  it('keeps the relations of three staff when two become one, and two when one is deleted', async () => {
    const person = await one(wecomId('wm-17'))
    const staff = ['A', 'B', 'C'].map((_, at) => `019cafe0-0000-7000-8000-00000000000${at}`)
    for (const who of staff)
      await world.tenant.system((work) =>
        work.sql(
          `insert into customer_relation (id, person, staff, channel, issuer, external_id, status, created_at, updated_at, version) values ($1, $2, $3, 'wecom', 'corp1', 'wm-17', 'active', $4, $4, 1)`,
          [work.id(), person, who, work.now],
        ),
      )
    const other = await one(phone('13900001717'))
    await world.tenant.system((work) =>
      work.sql(
        `insert into customer_relation (id, person, staff, channel, issuer, external_id, status, created_at, updated_at, version) values ($1, $2, $3, 'wecom', 'corp1', 'wm-17', 'lost_by_staff', $4, $4, 1)`,
        [work.id(), other, staff[0], work.now],
      ),
    )
    expect(await one(wecomId('wm-17'), phone('13900001717'))).toBe(person)
    const live = () =>
      world.sql<{ staff: string; status: string }>(
        `select staff, status from customer_relation where person = $1 and deleted_at is null order by staff`,
        [person],
      )
    expect(await live()).toEqual(staff.map((who) => ({ staff: who, status: 'active' })))
    await world.sql(`update customer_relation set deleted_at = now() where person = $1 and staff = $2`, [person, staff[1]])
    expect(await live()).toHaveLength(2)
  })
})
