import { describe, expect, it } from 'vitest'
import { daysToBirthday, nextAct, nextActs, type PersonSeen } from '../rules/next-acts.rule.ts'

const now = '2026-03-10T04:00:00.000Z'
const ago = (days: number) => new Date(Date.parse(now) - days * 86_400_000).toISOString()
const kinds = (seen: Partial<PersonSeen>) =>
  nextActs({ now, today: '2026-03-10', ...seen }).map(({ kind, params }) =>
    params.n === undefined ? kind : `${kind} ${params.n}`,
  )

describe('the next best act', () => {
  it('answers somebody who acted and whom nobody has answered', () => {
    expect(kinds({ lastSeenAt: ago(0) })).toEqual(['warm'])
    expect(kinds({ lastSeenAt: ago(1), lastFollowUpAt: ago(5) })).toEqual(['warm'])
    expect(kinds({ lastSeenAt: ago(1), lastFollowUpAt: ago(0) })).toEqual([])
    expect(kinds({ lastSeenAt: ago(2) })).toEqual([])
  })
  it('greets the new, asks buyers for more in time, and wakes a contact that fell asleep', () => {
    expect(kinds({ createdAt: ago(2) })).toEqual(['greet'])
    expect(kinds({ createdAt: ago(2), lastFollowUpAt: ago(1) })).toEqual([])
    expect(kinds({ lastOrderAt: ago(44) })).toEqual([])
    expect(kinds({ lastOrderAt: ago(60), lastFollowUpAt: ago(31) })).toEqual(['again 60', 'silent 31'])
    expect(kinds({ lastOrderAt: ago(400) })).toEqual([])
  })
  it('knows birthdays across the end of a year and of February', () => {
    expect(kinds({ birthday: '1990-03-10' })).toEqual(['birthday 0'])
    expect(kinds({ birthday: '1990-03-18' })).toEqual([])
    expect(daysToBirthday('2026-12-30', '1988-01-02')).toBe(3)
    expect(daysToBirthday('2026-02-27', '2000-02-29')).toBe(2)
    expect(daysToBirthday('2028-02-27', '2000-02-29')).toBe(2)
  })
  it('never says more than three things, and one in a line of a list', () => {
    expect(kinds({ birthday: '1990-03-11', lastSeenAt: ago(0), lastOrderAt: ago(50), lastFollowUpAt: ago(40) })).toHaveLength(3)
    expect(nextAct({ now, today: '2026-03-10', stage: 'loyal' })?.en).toBe('Invite to a member event')
    expect(nextAct({ now, today: '2026-03-10', stage: 'loyal', birthday: '1990-03-10' })?.en).toBe('Send birthday wishes')
    expect(nextAct({ now, today: '2026-03-10' })).toBeNull()
  })
})
