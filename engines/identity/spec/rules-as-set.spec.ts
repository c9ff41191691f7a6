import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { usualWorth } from '../rules/identifier-types.rule.ts'
import { mail, openWorld, phone, user, type World } from './identity-world.testing.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.tenant.close())

const one = async (...ids: Parameters<World['identify']>[0][number]['ids']) => (await world.identify([{ ids }]))[0] as string
const set = (name: string, value: unknown) => world.tenant.platform.settings.set(world.tenant.id, name, value, null)
const attempt = (input: Record<string, unknown>) =>
  world.tenant.system((work) => work.run<Record<string, unknown>>('identity.try_rules', input))
const weakPhone = { ...usualWorth, phone: { strength: 'weak', limit: 5, priority: 60 } }

describe('rules of identity as a company sets them', () => {
  it('decide from then on: a weak phone only suggests, a blocked value names nobody', async () => {
    await set('identity.types', weakPhone)
    const first = await one(user('w-1'), phone('13700001111'))
    expect(await one(user('w-2'), phone('13700001111'))).not.toBe(first)
    await set('identity.types', usualWorth)
    await set('identity.blocked_values', ['hotline@example.com'])
    const [left, right] = [
      await one(user('w-3'), mail('Hotline@example.com')),
      await one(user('w-4'), mail('hotline@example.com')),
    ]
    expect(left).not.toBe(right)
    expect(await world.sql(`select 1 from customer_identifier where value = 'hotline@example.com'`)).toEqual([])
    await set('identity.blocked_values', [])
  })
  it('are tried out on the persons there are, and nothing is changed by it', async () => {
    const buyer = await one(user('t-1'))
    await one(phone('13700002222'))
    expect(await one(user('t-1'), phone('13700002222'))).toBe(buyer)
    await one(user('t-1'), phone('13700002223'))
    await world.sql(`update identity_merge set merged_at = now() where kept = $1`, [buyer])
    const before = await world.sql(`select id, version from customer_person order by id`)
    expect(
      await attempt({
        types: { phone: { strength: 'weak', limit: 1, priority: 60 } },
        blocked: ['+8613700002222'],
      }),
    ).toMatchObject({
      blocked: { identifiers: 1, persons: 1, sample: [{ id: buyer }] },
      over: [{ type: 'phone', limit: 1, persons: 1, sample: [{ id: buyer }] }],
      only_suggested: [{ type: 'phone', merges: 1 }],
      would_join: [],
      told: [
        { words: { en: '1 identifiers of 1 people would name nobody' }, some: [{ id: buyer }] },
        { words: { en: '1 people have more than 1 of phone; nobody is parted' }, some: [{ id: buyer }] },
        { words: { en: '1 merges of the last three months, brought about by phone, would only have been suggested' } },
      ],
    })
    expect(await attempt({})).toMatchObject({ told: [{ words: { zh: '对现有客户没有影响' }, some: [] }] })
    expect(await world.sql(`select id, version from customer_person order by id`)).toEqual(before)
  })
  it('tell how many suggestions a stronger type would have settled, and which mails are one', async () => {
    await set('identity.types', weakPhone)
    await one(user('s-1'), phone('13700003333'))
    await one(user('s-2'), phone('13700003333'))
    await set('identity.gmail_dots', false)
    await one(user('s-3'), mail('a.b@gmail.com'))
    await one(user('s-4'), mail('ab@gmail.com'))
    const { would_join, one_mail } = await attempt({ types: { phone: usualWorth.phone }, gmail_dots: true })
    expect(would_join).toMatchObject([{ type: 'phone' }])
    expect(one_mail).toEqual({ count: 1 })
  })
  it('are refused where they name a type or a number that there is not', async () => {
    await expect(attempt({ types: { horoscope: usualWorth.phone } })).rejects.toMatchObject({ code: 'input.invalid' })
    await expect(
      set('identity.types', { ...usualWorth, phone: { strength: 'weak', limit: -1, priority: 1 } }),
    ).rejects.toMatchObject({
      code: 'setting.bad_value',
    })
  })
})
