import { beforeEach, describe, expect, it } from 'vitest'
import { latelyChosen, latelyFirst, rememberChosen } from './lately.ts'

const kept = new Map<string, string>()
beforeEach(() => {
  kept.clear()
  Object.assign(globalThis, {
    localStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    },
  })
})

describe('what was chosen lately', () => {
  it('stands first, the newest before the older, each once', () => {
    rememberChosen('tag', ['dry'])
    rememberChosen('tag', ['oily'])
    rememberChosen('tag', ['dry'])
    expect(latelyChosen('tag')).toEqual(['dry', 'oily'])
    expect(latelyFirst('tag', ['a', 'oily', 'b', 'dry'], (one) => one)).toEqual(['dry', 'oily', 'a', 'b'])
  })
  it('is of its kind, and no more than a handful', () => {
    rememberChosen(
      'tag',
      Array.from({ length: 30 }, (_, index) => `t${index}`),
    )
    expect(latelyChosen('tag')).toHaveLength(12)
    expect(latelyChosen('colleague')).toEqual([])
  })
  it('passes over what somebody else left under its key', () => {
    kept.set('lianke.lately.tag', 'no list')
    expect(latelyChosen('tag')).toEqual([])
  })
})
