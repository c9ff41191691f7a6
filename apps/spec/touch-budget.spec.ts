import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSpine, type SpineWorld } from './spine-world.testing.ts'

let world: SpineWorld
let event = 0
beforeAll(async () => {
  world = await openSpine()
  await world.platform.settings.set(world.tenant.id, 'delivery.per_day_max', 2, null)
  await world.journey({
    trigger: { on: 'event', event: 'said.so' },
    reentry: { mode: 'always' },
    graph: { entry: 'a', nodes: [{ id: 'a', step: 'test.note', config: { text: 'hello' }, next: { next: null } }] },
  })
})
afterAll(() => world.tenant.close())

const say = async (user: string, times = 1) => {
  for (let time = 0; time < times; time++) {
    const said = { message_id: `b${++event}`, type: 'track', event: 'said.so', user_id: user, properties: {} }
    await world.collect([said])
    await world.run()
  }
}
const personOf = async (user: string) =>
  (
    await world.sql<{ person: string }>('select person from customer_identifier where value = $1 and deleted_at is null', [user])
  )[0]?.person
const sent = () => world.post.sent.length

it('two who turn out to be one have one budget', async () => {
  await say('ida', 2)
  await say('ivo')
  expect(sent()).toBe(3)
  const [left, right] = [await personOf('ida'), await personOf('ivo')]
  await world.command('identity.merge', { id: left, with: right })
  await world.run()
  expect(await personOf('ivo')).toBe(await personOf('ida'))
  await say('ivo')
  expect(sent()).toBe(3)
  const [refused] = await world.sql<{ n: number }>(
    `select count(*)::int as n from delivery where state = 'refused' and reason = 'delivery.too_many_today'`,
  )
  expect(refused?.n).toBe(1)
})

it('many who claim at once never send more than the budget', async () => {
  const intents = 24
  await say('joy')
  const person = await personOf('joy')
  const before = sent()
  await world.tenant.system((work) =>
    work.sql(
      `with made as (insert into intent (id, key, channel, action, person, content, created_at)
        select gen_random_uuid(), 'rush ' || n, 'post', 'post.note', $1, '{"text":"rush"}', now() from generate_series(1, $2::int) n returning id)
        insert into intent_queue select 1, id from made`,
      [person, intents],
    ),
  )
  const delivery = world.engines.readers.filter(({ name }) => name === 'delivery')
  for (let turn = 0; turn < 3; turn++)
    await Promise.all(Array.from({ length: 6 }, () => Promise.all(delivery.map((one) => one.turn(world.tenant.id)))))
  await world.run()
  expect(sent() - before).toBe(1)
  const [states] = await world.sql<{ sent: number; refused: number }>(
    `select count(*) filter (where state = 'sent')::int as sent, count(*) filter (where reason = 'delivery.too_many_today')::int as refused from delivery where person = $1`,
    [person],
  )
  expect(states).toEqual({ sent: 2, refused: intents - 1 })
})
