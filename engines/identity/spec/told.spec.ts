import type { Fact } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { askNames, askRefused, joinAgain, mergeAsked, partingAsked, unmergeAsked } from '../rules/asked.rule.ts'
import { toldBy } from '../rules/mentions.rule.ts'

const fact = (given: Partial<Fact>): Fact => ({
  id: 'f',
  seq: '1',
  name: 'page.viewed',
  object: null,
  record: null,
  person: null,
  actor_kind: 'system',
  actor: 'intake',
  payload: {},
  before: null,
  after: null,
  occurred_at: '2026-03-01T00:00:00.000Z',
  recorded_at: '2026-03-01T00:00:01.000Z',
  hops: 0,
  cause: null,
  source: 'house',
  ...given,
})
const phone = { type: 'phone', issuer: '', value: '13900000000' }
const record = (given: Partial<Fact>) =>
  fact({ name: 'customer.person.created', object: 'customer.person', record: 'p1', actor_kind: 'user', actor: 'u1', ...given })

describe('what a fact says about who it was', () => {
  it('identifiers and traits of an envelope, with the channel they came by', () => {
    expect(toldBy(fact({ person: 'p1', payload: { identifiers: [phone], traits: { name: '小鹿' }, channel: 'wecom' } }))).toEqual(
      {
        fact: 'f',
        person: 'p1',
        occurred_at: '2026-03-01T00:00:00.000Z',
        identifiers: [phone],
        traits: { name: '小鹿' },
        source: 'wecom',
        entered: false,
        retired: [],
        by: 'intake',
      },
    )
  })
  it('nobody by our own id where a page or a program told it: whoever stands on such a fact was presumed', () => {
    for (const source of ['page', 'program'] as const)
      expect(toldBy(fact({ source, person: 'p1', payload: { identifiers: [phone] } }))?.person).toBeNull()
    expect(toldBy(fact({ source: 'channel:webchat', person: 'p1', payload: { identifiers: [phone] } }))?.person).toBe('p1')
  })
  it('only what is an identifier; traits that are none are no traits', () => {
    const told = toldBy(
      fact({ payload: { identifiers: [phone, null, { type: 'phone' }, 'x', { type: 1, value: 'y' }], traits: 'none' } }),
    )
    expect([told?.identifiers, told?.traits, told?.source]).toEqual([[phone], {}, null])
  })
  it('phone and mail of a record that somebody typed, for the person of the record', () => {
    expect(toldBy(record({ after: { phone: '+8613900000000', email: 'a@b.example', name: '小鹿' } }))).toEqual({
      fact: 'f',
      person: 'p1',
      occurred_at: '2026-03-01T00:00:00.000Z',
      identifiers: [
        { type: 'phone', issuer: '', value: '+8613900000000' },
        { type: 'email', issuer: '', value: 'a@b.example' },
      ],
      traits: {},
      source: 'record',
      entered: true,
      retired: [],
      by: 'u1',
    })
  })
  it('what it took off a record names its person no longer', () => {
    const [before, after] = [{ phone: '+8613900000000', email: 'a@b.example' }, { phone: '+8613900000001' }]
    expect(toldBy(record({ name: 'customer.person.updated', before, after }))).toMatchObject({
      identifiers: [{ type: 'phone', value: '+8613900000001' }],
      retired: [{ type: 'phone', value: '+8613900000000' }],
    })
    expect(
      toldBy(record({ name: 'customer.person.updated', before: { phone: '+8613900000000' }, after: { phone: null } })),
    ).toMatchObject({ identifiers: [], retired: [{ type: 'phone', value: '+8613900000000' }] })
  })
  it.each([
    ['no identifiers at all', fact({})],
    ['an empty list of them', fact({ payload: { identifiers: [] } })],
    ['a record without phone and mail', record({ after: { name: '小鹿' } })],
    ['a phone that was taken away', record({ name: 'customer.person.updated', after: { phone: null } })],
    ['what identity itself wrote', record({ actor: 'identity', after: { phone: '+8613900000000' } })],
    ['a deleted record', record({ name: 'customer.person.deleted', after: { phone: '+8613900000000' } })],
    [
      'another object with a phone',
      record({ name: 'lead.lead.created', object: 'lead.lead', after: { phone: '+8613900000000' } }),
    ],
  ])('nothing: %s', (_case, given) => {
    expect(toldBy(given)).toBeNull()
  })
})

describe('what a human may ask of identity', () => {
  it('is to join, to part again, to keep apart, and to take that back, under the names that stand in the ledger', () => {
    expect([mergeAsked, unmergeAsked, partingAsked, joinAgain]).toEqual([
      'identity.merge_asked',
      'identity.unmerge_asked',
      'identity.parting_asked',
      'identity.joining_allowed',
    ])
    expect(askNames).toEqual([mergeAsked, unmergeAsked, partingAsked, joinAgain])
  })
  it('the answer is no question: it would answer itself', () => {
    expect(askNames).not.toContain(askRefused)
  })
})
