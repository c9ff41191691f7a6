import { describe, expect, it } from 'vitest'
import { maskBody } from '../mask-body.rule.ts'

describe('a body that is shown', () => {
  it('keeps its shape and what machines wrote, and says nothing of people', () => {
    const shown = maskBody({
      name: 'order.paid',
      person: '019b2d3c-0000-7000-8000-000000000001',
      occurred_at: '2026-03-01T00:00:00.000Z',
      amount: 12,
      paid: true,
      note: null,
      payload: { name: '林小满', phone: '13812345678', mobile: 13812345678, email: 'lin@example.com', tags: ['老客', 'vip'] },
    }) as Record<string, Record<string, unknown>>
    expect(shown).toMatchObject({
      name: 'order.paid',
      person: '019b2d3c-0000-7000-8000-000000000001',
      occurred_at: '2026-03-01T00:00:00.000Z',
      amount: 12,
      paid: true,
      note: null,
    })
    expect(shown.payload).toEqual({ name: '林•••', phone: '1•••', mobile: '•••', email: 'l•••', tags: ['老•••', 'v•••'] })
  })
  it('is bounded, however deep and wide what came in is', () => {
    let deep: unknown = 'x'
    for (let level = 0; level < 100; level++) deep = { in: deep }
    expect(JSON.stringify(maskBody(deep)).length).toBeLessThan(200)
    expect(Object.keys(maskBody(Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`k${n}`, n]))) as object)).toHaveLength(
      61,
    )
  })
})
