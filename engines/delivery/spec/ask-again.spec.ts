import { describe, expect, it } from 'vitest'
import { askAgainAt } from '../rules/ask-again.rule.ts'

const since = '2026-11-20T12:00:00.000Z'
const after = (minutes: number) => new Date(Date.parse(since) + minutes * 60_000).toISOString()
const pause = (minutes: number) => {
  const at = askAgainAt({ since, now: after(minutes) })
  return at === null ? null : (Date.parse(at) - Date.parse(after(minutes))) / 60_000
}

describe('a message that a person must send', () => {
  it('is asked for a minute later, then each time after a quarter of its age, at most an hour', () => {
    expect([0, 2, 40, 120, 6000].map(pause)).toEqual([1, 1, 10, 30, 60])
  })
  it('is waited for thirty days', () => {
    expect([30 * 1440 - 1, 30 * 1440].map(pause)).toEqual([60, null])
  })
})
