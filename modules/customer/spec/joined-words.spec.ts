import { describe, expect, it } from 'vitest'
import { livingBond } from '../rules/living-bond.rule.ts'
import { stricterWord } from '../rules/stricter-word.rule.ts'

const word = (status: string, decided_at: string | null) => ({ status, decided_at })
const stands = (...words: readonly ReturnType<typeof word>[]) => [...words].sort(stricterWord)[0]

describe('of several words about one thing', () => {
  it('a refusal without a date stands before any consent, and a consent without a date behind any refusal', () => {
    expect(stands(word('granted', '2026-01-01T00:00:00Z'), word('denied', null))).toEqual(word('denied', null))
    expect(stands(word('granted', null), word('denied', '2001-01-01T00:00:00Z'))?.status).toBe('denied')
  })
  it('the later of two dated ones stands, and of one moment the refusal', () => {
    expect(stands(word('denied', '2024-01-01T00:00:00Z'), word('granted', '2025-01-01T00:00:00Z'))?.status).toBe('granted')
    expect(stands(word('granted', '2025-01-01T00:00:00Z'), word('denied', '2025-01-01T00:00:00Z'))?.status).toBe('denied')
  })
  it('no word gives way to any', () => {
    expect(stands(word('unknown', '2026-01-01T00:00:00Z'), word('granted', null))?.status).toBe('granted')
  })
})

describe('of two bonds with one colleague', () => {
  it('the living one stays', () => {
    expect(livingBond({ status: 'lost_by_staff' }, { status: 'active' })).toBeGreaterThan(0)
    expect(livingBond({ status: 'active' }, { status: 'active' })).toBe(0)
  })
})
