import { describe, expect, it } from 'vitest'
import { defineEvent, label } from '@lianke/kernel'
import { noCustomisation } from '../../../model/model/customisation.ts'
import { buildModel } from '../../../model/model/model.ts'
import { tinyShop } from '../../../testing/index.ts'
import { canBeTold, hears } from '../event-names.rule.ts'
import { healthAfter, waitAfter } from '../fate.rule.ts'
import { webhookHeaders } from '../../signing/index.ts'

const answered = (status: number | null, retryAfterMs: number | null = null) => ({ status, retryAfterMs })

describe('what becomes of a delivery', () => {
  it('is tried ten times more within a day, each wait a fifth shorter or longer by chance, and then is dead', () => {
    const waits = (chance: number) => {
      const found: number[] = []
      for (let n = 1; ; n++) {
        const wait = waitAfter(n, answered(500), chance)
        if (wait === null) return found
        found.push(wait)
      }
    }
    const hours = (list: number[]) => list.reduce((sum, one) => sum + one, 0) / 3_600_000
    expect(waits(0.5)).toHaveLength(10)
    expect(waits(0.5)).toEqual([...waits(0.5)].sort((a, b) => a - b))
    expect(hours(waits(0.5))).toBeGreaterThan(20)
    expect(hours(waits(0.5))).toBeLessThan(24)
    expect([waits(0)[0], waits(1)[0]]).toEqual([4_000, 6_000])
    expect(waitAfter(1, answered(429, 90_000), 0.5)).toBe(90_000)
  })
  it('leaves an address in peace that does not answer, longer each time; one refusal is about one delivery', () => {
    expect(healthAfter(0, answered(null), 0.5)).toEqual({ failures: 1, restMs: 2_000, stop: true })
    expect(healthAfter(1, answered(503), 0.5)).toEqual({ failures: 2, restMs: 4_000, stop: true })
    expect(healthAfter(30, answered(503), 0.5).restMs).toBe(600_000)
    expect(healthAfter(0, answered(422), 0.5)).toEqual({ failures: 1, restMs: 0, stop: false })
    expect(healthAfter(4, answered(404), 0.5)).toMatchObject({ failures: 5, stop: true })
    expect(healthAfter(9, answered(204), 0.5)).toEqual({ failures: 0, restMs: 0, stop: false })
  })
})

describe('events of a subscription', () => {
  const own = defineEvent({ name: 'ours.signed', label: label('签约', 'Signed'), from: ['program'], own: true, fields: {} })
  const model = buildModel(tinyShop, { ...noCustomisation, events: [own] })
  it('are names that can be told: a typing mistake is refused, an event that the company described is not', () => {
    for (const name of ['*', 'customer.person.*', 'shop.order.deleted', 'page.viewed', 'ours.signed'])
      expect(canBeTold(model, name), name).toBe(true)
    for (const name of [
      '',
      '**',
      'customer.persn.*',
      'customer.person.creatd',
      'page.seen*',
      'shop.nothing',
      'Page.Viewed',
      'x',
      'ours.sined',
    ])
      expect(canBeTold(model, name), name).toBe(false)
  })
  it('match by the whole name, or by all that begins with it', () => {
    expect(hears(['shop.order.*'], 'shop.order.created')).toBe(true)
    expect(hears(['shop.order.*'], 'shop.order_other.created')).toBe(false)
    expect(hears(['shop.order.created'], 'shop.order.updated')).toBe(false)
    expect(hears(['*'], 'anything.at_all')).toBe(true)
  })
})

describe('a signature', () => {
  // The example of the Standard Webhooks libraries.
  it('is that of the scheme, to the letter', () => {
    const headers = webhookHeaders(['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestamp: '1614265330',
      body: '{"test": 2432232314}',
    })
    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })
})
