import { describe, expect, it } from 'vitest'
import { clockOf } from '../rules/clock.rule.ts'

const now = '2026-06-01T00:00:00.000Z'
const told = '2026-01-01T00:00:00.000Z'
const of = (row: object, before: object | null) => clockOf({ row, before, now } as never)

describe('the clock of a ticket', () => {
  it('stops for the answer when it leaves the open state, once', () => {
    expect(of({ status: 'in_progress' }, { status: 'open' }).responded_at).toBe(now)
    expect(of({ status: 'waiting', responded_at: told }, { status: 'in_progress' }).responded_at).toBe(told)
    expect(of({ status: 'in_progress' }, null).responded_at).toBeNull()
  })
  it('stops for the solution when it is solved or closed, and runs again when it is opened again', () => {
    expect(of({ status: 'resolved' }, { status: 'in_progress' })).toMatchObject({ resolved_at: now, closed_at: null })
    expect(of({ status: 'closed', resolved_at: told }, { status: 'resolved' })).toMatchObject({
      resolved_at: told,
      closed_at: now,
    })
    expect(of({ status: 'in_progress', resolved_at: told, closed_at: told }, { status: 'closed' })).toMatchObject({
      resolved_at: null,
      closed_at: null,
    })
  })
  it('was stopped then, for one that is brought closed', () => {
    expect(of({ status: 'closed', closed_at: told }, null)).toMatchObject({ resolved_at: told, closed_at: told })
  })
})
