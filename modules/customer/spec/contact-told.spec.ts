import { describe, expect, it } from 'vitest'
import { contactTold, identifiersTold } from '../rules/contact-told.rule.ts'

describe('what a channel tells of a friendship', () => {
  it('is taken as it is told', () => {
    const told = { userid: 'lin', external_userid: 'wm1', state: 's1', add_way: 1, remark: 'r', description: 'd', tags: ['a'] }
    expect(contactTold.parse(told)).toEqual(told)
  })
  it('is not told where it is of another shape', () => {
    expect(contactTold.parse({ userid: 7, state: { a: 1 }, add_way: 'scan', tags: 'a' })).toEqual({
      userid: '',
      external_userid: '',
      state: undefined,
      add_way: undefined,
      tags: [],
    })
  })
})

describe('whom a fact is about', () => {
  it('is said by identifiers, of one issuer or of none', () => {
    expect(identifiersTold({ identifiers: [{ type: 'phone', value: '+8613900000000' }] })).toEqual([
      { type: 'phone', issuer: '', value: '+8613900000000' },
    ])
  })
  it('is not said at all where one of them cannot be read', () => {
    expect(identifiersTold({ identifiers: [{ type: 'phone', value: '1' }, { type: 'email' }] })).toEqual([])
    expect(identifiersTold({})).toEqual([])
  })
})
