import { describe, expect, it } from 'vitest'
import { contactTold, identifiersTold } from '../rules/contact-told.rule.ts'

const empty = { userid: '', external_userid: '' }

describe('a friendship as a channel tells it', () => {
  it.each([
    [
      'whole',
      { userid: 'lin.mei', external_userid: 'wm1', state: 's1', add_way: 1, remark: '小鹿', description: '干性', tags: ['金卡'] },
      { userid: 'lin.mei', external_userid: 'wm1', state: 's1', add_way: 1, remark: '小鹿', description: '干性', tags: ['金卡'] },
    ],
    ['nothing', {}, empty],
    ['an add_way that is not known', { add_way: null }, { ...empty, add_way: null }],
    [
      'parts of another shape are not told, the others are',
      { userid: 7, external_userid: 'wm1', state: 5, add_way: 'scan', remark: null, tags: ['金卡', 3] },
      { ...empty, external_userid: 'wm1' },
    ],
    ['what nobody asked for is left out', { userid: 'lin.mei', unionid: 'oU1' }, { ...empty, userid: 'lin.mei' }],
  ])('%s', (_case, told, read) => {
    expect(contactTold.parse(told)).toEqual(read)
  })
})

describe('by what a fact says whom it is about', () => {
  const phone = { type: 'phone', issuer: '', value: '13900000000' }
  it.each([
    [
      'as they are',
      { identifiers: [phone, { type: 'unionid', issuer: 'wechat', value: 'oU1' }] },
      [phone, { type: 'unionid', issuer: 'wechat', value: 'oU1' }],
    ],
    ['an issuer that is not said is the world', { identifiers: [{ type: 'phone', value: '13900000000' }] }, [phone]],
    ['no more than names them', { identifiers: [{ ...phone, verified: true }] }, [phone]],
    ['none', { identifiers: [] }, []],
    ['not said', {}, []],
    ['no list', { identifiers: 'phone' }, []],
    ['one of another shape: none is believed', { identifiers: [phone, { type: 'phone' }] }, []],
  ])('%s', (_case, payload, read) => {
    expect(identifiersTold(payload)).toEqual(read)
  })
})
