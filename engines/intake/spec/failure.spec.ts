import { Refusal, RetryLater } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { attemptsMax, judgeFailure } from '../rules/failure.rule.ts'

const received_at = '2026-11-01T00:00:00.000Z'
const after = (seconds: number) => new Date(Date.parse(received_at) + seconds * 1000).toISOString()
const later = new RetryLater('vendor is away', 2000)
const given = { received_at, now: after(0) }

describe('an envelope that could not be translated', () => {
  it('is never understood: a human must look', () => {
    expect(judgeFailure({ ...given, error: new Refusal('vendor.unknown'), attempts: 1 })).toMatchObject({
      dead: true,
      error: 'vendor.unknown',
    })
  })

  it('outlives an outage of days: it rests longer each time, and at most a quarter of an hour', () => {
    let [now, attempts, tries] = [given.now, 1, 0]
    for (; Date.parse(now) < Date.parse(after(3 * 86_400)); tries++) {
      const judged = judgeFailure({ received_at, now, attempts, error: later })
      expect(judged.dead).toBe(false)
      const rest = Date.parse(judged.next_at) - Date.parse(now)
      expect(rest).toBeGreaterThanOrEqual(2000)
      expect(rest).toBeLessThanOrEqual(15 * 60_000)
      ;[now, attempts] = [judged.next_at, judged.attempts + 1]
    }
    expect(tries).toBeGreaterThan(attemptsMax)
  })

  it('has tries of its own left after it was asked to come back, and is laid aside after them', () => {
    const { attempts } = judgeFailure({ ...given, error: later, attempts: 50 })
    expect(judgeFailure({ ...given, error: new Error('broken'), attempts }).dead).toBe(false)
    expect(judgeFailure({ ...given, error: new Error('broken'), attempts: attemptsMax })).toMatchObject({
      dead: true,
      error: 'broken',
    })
  })

  it('is laid aside when a week of coming back was in vain', () => {
    expect(judgeFailure({ received_at, now: after(7 * 86_400 + 1), error: later, attempts: 3 }).dead).toBe(true)
  })
})
