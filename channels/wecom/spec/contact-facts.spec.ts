import { describe, expect, it } from 'vitest'
import { contactPayload, contactTraits, identifiersOf } from '../receive/contact-facts.rule.ts'

const contact = { external_userid: 'wm1' }

describe('who a contact of WeCom is', () => {
  const own = { type: 'wecom_external_userid', issuer: 'corp', value: 'wm1', verified: true }
  const union = { type: 'unionid', issuer: 'wechat', value: 'oU1', verified: true }
  it.each([
    ['the corp’s id of the customer, issued by the corp', contact, [own]],
    ['and the union id, which all of WeChat shares', { ...contact, unionid: 'oU1' }, [own, union]],
    ['an empty union id is none', { ...contact, unionid: '' }, [own]],
    ['the union id alone', { external_userid: '', unionid: 'oU1' }, [union]],
    ['nobody', { external_userid: '' }, []],
  ])('%s', (_case, told, who) => {
    expect(identifiersOf('corp', told)).toEqual(who)
  })
})

describe('what a contact says about themselves', () => {
  it.each([
    [
      'everything',
      { name: '小鹿', avatar: 'https://a.example/1', gender: 2 },
      { name: '小鹿', avatar: 'https://a.example/1', gender: 'female' },
    ],
    ['a man', { gender: 1 }, { gender: 'male' }],
    ['no gender is said by 0', { gender: 0 }, {}],
    ['a number nobody knows', { gender: 7 }, { gender: 'unknown' }],
    ['an empty name says nothing', { name: '' }, {}],
    ['an avatar is an address of the web', { avatar: 'javascript:alert(1)' }, {}],
    ['an empty avatar says nothing', { avatar: '' }, {}],
    [
      'company and position of who uses WeCom, too',
      { corp_name: '远山玻璃', position: '总监' },
      { company: '远山玻璃', job_title: '总监' },
    ],
    [
      'the full name of a company where the short one is empty',
      { corp_name: '', corp_full_name: '远山玻璃有限公司' },
      { company: '远山玻璃有限公司' },
    ],
  ])('%s', (_case, told, traits) => {
    expect(contactTraits({ ...contact, ...told })).toEqual(traits)
  })
})

describe('what a member says about a contact', () => {
  const named = { userid: 'lin.mei', external_userid: 'wm1' }
  it('nothing, where the relation cannot be read or is silent', () => {
    expect(contactPayload('lin.mei', 'wm1', undefined)).toEqual(named)
    expect(contactPayload('lin.mei', 'wm1', { userid: 'lin.mei' })).toEqual(named)
  })
  it('that there is nothing any more, where it is empty', () => {
    expect(contactPayload('lin.mei', 'wm1', { userid: 'lin.mei', remark: '', tags: [] })).toEqual({
      ...named,
      remark: '',
      tags: [],
      tag_ids: [],
    })
  })
  it('words, tags by name and id, phones that are there, and the moment in our form', () => {
    expect(
      contactPayload('lin.mei', 'wm1', {
        userid: 'lin.mei',
        state: 'store-1',
        add_way: 1,
        remark: '小鹿-西湖店',
        description: '干性',
        createtime: 1_700_000_000,
        remark_mobiles: ['13900000000', ''],
        tags: [{ tag_name: '银卡', tag_id: 't1' }, { tag_name: '自己的' }, { tag_id: 't2' }],
      }),
    ).toEqual({
      ...named,
      state: 'store-1',
      add_way: 1,
      remark: '小鹿-西湖店',
      description: '干性',
      createtime: '2023-11-14T22:13:20.000Z',
      phones: ['13900000000'],
      tags: ['银卡', '自己的'],
      tag_ids: ['t1', 't2'],
    })
  })
  it('the corp’s tags alone: not his own, not those of rule groups', () => {
    const tags = [
      { tag_name: '银卡', tag_id: 't1', type: 1 },
      { tag_name: '老客', type: 2 },
      { tag_name: '华东', tag_id: 'st1', type: 3 },
    ]
    expect(contactPayload('lin.mei', 'wm1', { userid: 'lin.mei', tags })).toEqual({ ...named, tags: ['银卡'], tag_ids: ['t1'] })
  })
  it('tags by their ids where the batch call gives no more, with the names that the corp has for them', () => {
    const told = contactPayload('lin.mei', 'wm1', { userid: 'lin.mei', tag_id: ['t9', 't0'] }, new Map([['t9', '金卡']]))
    expect([told.tag_ids, told.tags]).toEqual([['t9', 't0'], ['金卡']])
  })
})
