import { describe, expect, it } from 'vitest'
import { quietUntil } from '../rules/gate.rule.ts'

const night = { from: '22:00', to: '08:00' }

describe('quiet hours', () => {
  it('hold from one time of the wall to another, over midnight', () => {
    expect(quietUntil('2026-05-01T15:00:00Z', 'Asia/Shanghai', night)).toBe('2026-05-02T00:00:00.000Z')
    expect(quietUntil('2026-05-01T22:30:00Z', 'Asia/Shanghai', night)).toBe('2026-05-02T00:00:00.000Z')
    expect(quietUntil('2026-05-02T00:00:00Z', 'Asia/Shanghai', night)).toBeNull()
    expect(quietUntil('2026-05-01T15:00:00Z', 'Asia/Shanghai', null)).toBeNull()
    expect(quietUntil('2026-05-01T15:00:00Z', 'Asia/Shanghai', { from: '08:00', to: '08:00' })).toBeNull()
  })
  it('end at eight on the wall in the nights when the clocks change, not an hour off', () => {
    expect(quietUntil('2026-03-08T04:00:00Z', 'America/New_York', night)).toBe('2026-03-08T12:00:00.000Z')
    expect(quietUntil('2026-11-01T04:00:00Z', 'America/New_York', night)).toBe('2026-11-01T13:00:00.000Z')
  })
})
