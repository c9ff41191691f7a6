import { isSigned, openWebhookReceiver } from '@lianke/platform/testing'
import { newWebhookSecret } from '@lianke/platform/signing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSpine, type SpineWorld } from './spine-world.testing.ts'

const all = { read: 'all', update: 'none', delete: 'none', create: false } as const
const secret = newWebhookSecret()
let receiver: Awaited<ReturnType<typeof openWebhookReceiver>>
let world: SpineWorld
let staff = ''
beforeAll(async () => {
  receiver = await openWebhookReceiver()
  world = await openSpine({ allowPrivate: [receiver.host] })
  const maker = await world.tenant.staff({ name: '对接人', objects: { 'customer.person': all } })
  staff = maker.id
  const [role] = await world.sql<{ role: string }>('select roles[1] as role from organisation_staff where id = $1', [staff])
  const sealed = await world.platform.secrets.encrypt(world.tenant.id, secret)
  const subscribe = (name: string, url: string) =>
    world.sql(
      `insert into webhook_subscription (id, name, url, events, role, secret, maker_kind, maker)
        values (gen_random_uuid(), $1, $2, '{customer.person.created,page.viewed}', $3, $4, 'user', $5)`,
      [name, url, role?.role, sealed, staff],
    )
  await subscribe('外面', receiver.url('/'))
  await subscribe('里面', 'http://127.0.0.1:1/')
})
afterAll(async () => {
  await receiver?.close()
  await world?.tenant.close()
})

describe('webhooks of the whole product', () => {
  it('tell what a visitor did with the person whom identity found, and call no inward address', async () => {
    const properties = { url: 'https://shop.example/', title: '首页' }
    await world.collect([{ message_id: 'w1', type: 'track', event: 'page.viewed', user_id: 'visitor-1', properties }])
    await world.run()
    // An attempt that the machine is too busy for is made again, and here at once.
    await expect
      .poll(
        async () => {
          await world.sql(`update webhook_subscription set rest_until = null where name = '外面'`)
          await world.sql(
            `update webhook_delivery d set next_at = now() from webhook_subscription s
              where s.id = d.subscription and s.name = '外面' and d.state = 'waiting'`,
          )
          await world.run()
          return receiver.heard.map(({ fact }) => fact.name).sort()
        },
        { timeout: 60_000 },
      )
      .toEqual(['customer.person.created', 'page.viewed'])
    const viewed = receiver.heard.find(({ fact }) => fact.name === 'page.viewed')
    const made = receiver.heard.find(({ fact }) => fact.name === 'customer.person.created')
    expect(viewed?.fact.person).toBe(made?.fact.record)
    for (const one of receiver.heard) expect(isSigned(secret, one)).toBe(true)
    expect(
      await world.sql(`select distinct d.problem from webhook_delivery d join webhook_subscription s on s.id = d.subscription
        where s.name = '里面' and d.attempts > 0`),
    ).toEqual([{ problem: 'outgoing.private_address' }])
  })

  it('ring the bell of whoever made one when it stands still', async () => {
    await world.sql(
      `update webhook_subscription set failing_since = now() - interval '25 hours', rest_until = null where name = '里面'`,
    )
    await world.sql(`update webhook_delivery set next_at = now() where state = 'waiting'`)
    await world.run()
    await world.run()
    expect(await world.sql('select title, kind from insight_notification where staff = $1', [staff])).toEqual([
      { title: 'Webhook 订阅停下了：里面', kind: 'alert' },
    ])
  })
})
