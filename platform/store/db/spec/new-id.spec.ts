import { describe, expect, it } from 'vitest'
import { version } from 'uuid'
import { newId } from '../new-id.ts'

describe('an id', () => {
  it('is a UUIDv7 of this moment, greater than those before it and never the same', () => {
    const from = Date.now()
    const ids = Array.from({ length: 20_000 }, newId)
    expect(ids.every((id) => version(id) === 7)).toBe(true)
    expect([...ids].sort()).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
    expect(parseInt((ids[0] as string).replaceAll('-', '').slice(0, 12), 16)).toBeGreaterThanOrEqual(from)
  })
})
