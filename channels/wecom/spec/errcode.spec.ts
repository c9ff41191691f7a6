import { describe, expect, it } from 'vitest'
import { type ErrorClass, errorClassOf, errorWords, meaningOf, waitMsOf } from '../api/errcode.rule.ts'

const minute = 60_000

describe('what a caller does about an errcode', () => {
  it.each<[number, ErrorClass]>([
    [40014, 'token'],
    [42001, 'token'],
    [-1, 'busy'],
    [45033, 'concurrency'],
    [41096, 'concurrency'],
    [45009, 'frequency'],
    [40001, 'stop'],
    [60020, 'stop'],
    [48002, 'permission'],
    [84074, 'permission'],
    [48009, 'permission'],
    [49008, 'permission'],
    [60021, 'permission'],
    [701008, 'permission'],
    [41063, 'concurrency'],
    [90501, 'gone'],
    [84061, 'gone'],
    [40096, 'gone'],
    [40058, 'input'],
  ])('%i is %s', (errcode, kind) => {
    expect(errorClassOf(errcode)).toBe(kind)
  })
  it('an unknown one is a fault of the request, so that it is never repeated blindly', () => {
    expect([errorClassOf(999_999), errorClassOf(0), errorClassOf(Number.NaN)]).toEqual(['input', 'input', 'input'])
  })
})

describe('how long an errcode asks us to stay away', () => {
  it.each<[number, number]>([
    [-1, 5_000],
    [45033, 2_000],
    [45009, minute],
    [40014, 0],
    [84061, 0],
  ])('%i: %i ms', (errcode, ms) => {
    expect(waitMsOf(errcode)).toBe(ms)
  })
})

describe('what an errcode means to a person', () => {
  it('is said in both languages, an unknown one by its number', () => {
    expect(meaningOf(84061)).toEqual({ zh: '成员与客户已不是好友', en: 'The member and the customer are no longer contacts' })
    expect(meaningOf(999_999)).toEqual({ zh: '企业微信返回错误 999999', en: 'WeCom answered error 999999' })
  })
  it('is the word of the refusal of that number', () => {
    expect(errorWords['refusal.wecom.84061']).toEqual(meaningOf(84061))
    expect(errorWords['refusal.wecom.999999']).toBeUndefined()
    expect(Object.values(errorWords).filter(({ zh, en }) => zh === '' || en === '')).toEqual([])
  })
})
