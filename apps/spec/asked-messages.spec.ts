import { type AskedDelivery, type Confirmation, defineAction, defineChannel, type DeliveryRequest, label } from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSpine, type SpineWorld } from './spine-world.testing.ts'

const minute = 60_000
let world: SpineWorld
let sets: DeliveryRequest[][]
/** What has become of a letter, by its text; not sent where nothing is said. */
let known: Map<string, Confirmation>
const textOf = ({ content }: AskedDelivery | DeliveryRequest) => String(content.text)

/** Whoever carries letters must first agree to; many are handed to him at once. */
const courier = defineChannel({
  name: 'courier',
  label: label('信差', 'Courier'),
  actions: [defineAction({ name: 'courier.letter', label: label('递信', 'Letter'), touches: true, fields: {} })],
  deliver: async (_host, request) => {
    sets.push([request])
    return { status: 'asked', reference: textOf(request) }
  },
  deliverMany: {
    actions: ['courier.letter'],
    run: async (_host, requests) => {
      sets.push([...requests])
      return requests.map((request) => ({ status: 'asked', reference: textOf(request) }))
    },
  },
  confirm: async (_host, asked) => asked.map((one) => known.get(textOf(one)) ?? { status: 'asked' }),
})

beforeAll(async () => {
  world = await openSpine({ channels: [courier] })
})
afterAll(() => world?.tenant.close())

const person = async (name: string) => (await world.tenant.system((work) => work.records.create('customer.person', { name }))).id
const ask = async (to: readonly string[], text: string) => {
  await world.tenant.system((work) =>
    work.sql(
      `with made as (insert into intent (id, key, channel, action, person, content, created_at)
        select gen_random_uuid(), $2 || ':' || p, 'courier', 'courier.letter', p, jsonb_build_object('text', $2::text), $3 from unnest($1::uuid[]) as p returning id)
        insert into intent_queue select 1, id from made`,
      [to, text, world.now()],
    ),
  )
  await world.run()
}
const told = async (who: string) =>
  (
    await world.sql<{ name: string }>(`select name from fact where person = $1 and name like 'message.%' order by seq`, [who])
  ).map(({ name }) => name)
const later = async (ms: number) => {
  world.advance(ms)
  await world.run()
}

describe('a message that a person must send', () => {
  it('is handed over with the others at once, and is sent when he has sent it: at the moment at which he did', async () => {
    sets = []
    known = new Map()
    const [ida, ivo] = [await person('依达'), await person('伊沃')]
    await ask([ida, ivo], '会员日')
    expect(sets.map((set) => set.length)).toEqual([2])
    expect(await told(ida)).toEqual(['message.asked'])
    await later(2 * minute)
    expect(await told(ida)).toEqual(['message.asked'])
    const at = world.now()
    known.set('会员日', { status: 'sent', at })
    await later(10 * minute)
    expect([await told(ida), await told(ivo)]).toEqual(Array(2).fill(['message.asked', 'message.sent']))
    const sent = await world.sql<{ at: Date }>(`select occurred_at as at from fact where name = 'message.sent' and person = $1`, [
      ida,
    ])
    expect(new Date(String(sent[0]?.at)).toISOString()).toBe(at)
    await later(120 * minute)
    expect(await told(ida)).toHaveLength(2)
  })

  it('counts as a touch while he may still send it, and not when he will not', async () => {
    await world.platform.settings.set(world.tenant.id, 'delivery.per_day_max', 1, null)
    known = new Map()
    const [joy] = [await person('乔伊')]
    await ask([joy], '第一封')
    await later(26 * 60 * minute)
    await ask([joy], '第二封')
    expect(await told(joy)).toEqual(['message.asked', 'message.refused'])
    known.set('第一封', { status: 'refused', reason: 'delivery.person_gone' })
    await later(90 * minute)
    expect(await told(joy)).toEqual(['message.asked', 'message.refused', 'message.refused'])
    await ask([joy], '第三封')
    expect((await told(joy)).at(-1)).toBe('message.asked')
  })

  it('is given up after thirty days, with the reason', async () => {
    known = new Map()
    const kim = await person('金')
    await ask([kim], '旧信')
    await later(31 * 24 * 60 * minute)
    const [row] = await world.sql<{ reason: string }>(`select reason from delivery where person = $1`, [kim])
    expect(row?.reason).toBe('delivery.not_confirmed')
  })
})
