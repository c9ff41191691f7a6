import { beforeEach, describe, expect, it } from 'vitest'
import { type KnownPerson, noteIdentifier, openClusters, slotOf, typeOfSlot } from '../rules/clusters.rule.ts'
import { type Identifier, keyOf } from '../rules/normalise-identifier.rule.ts'
import { clusterMax, objectionTo } from '../rules/objection.rule.ts'
import { type Mention, resolveMentions } from '../rules/resolve.rule.ts'

const now = '2026-03-01T00:00:00.000Z'
const strong = (type: string, value: string, issuer = ''): Identifier => ({
  type,
  issuer,
  value,
  strength: 'strong',
  verified: true,
})
const phone = (value: string) => strong('phone', value)
const user = (value: string) => strong('user_id', value, 'shop')
const device = (value: string) => strong('anonymous_id', value, 'shop')
const weak = (value: string): Identifier => ({ type: 'nickname', issuer: '', value, strength: 'weak', verified: false })
const person = (id: string, more: Partial<KnownPerson> = {}): KnownPerson => ({
  id,
  created_at: `2025-01-0${id.length}T00:00:00.000Z`,
  absorbed: 0,
  limited: [],
  apart: [],
  ...more,
})
const holds = (...pairs: readonly (readonly [Identifier, string])[]) =>
  new Map(pairs.map(([identifier, id]) => [keyOf(identifier), id]))

let made: number
const newId = () => `new${++made}`
beforeEach(() => {
  made = 0
})
const resolve = (
  mentions: readonly (Partial<Mention> & { identifiers: readonly Identifier[] })[],
  stored: { known?: ReadonlyMap<string, string>; persons?: readonly KnownPerson[] } = {},
) =>
  resolveMentions({
    mentions: mentions.map((one, index) => ({ fact: `f${index + 1}`, person: null, ...one })),
    known: stored.known ?? new Map(),
    persons: new Map((stored.persons ?? []).map((one) => [one.id, one])),
    newId,
    now,
  })

describe('an identifier that was corrected', () => {
  it('names its person no longer: whoever brings it next is somebody else', () => {
    const plan = resolve(
      [{ person: 'p', identifiers: [phone('2')], retired: [phone('1')] }, { identifiers: [phone('1'), user('true owner')] }],
      { known: holds([phone('1'), 'p']), persons: [person('p')] },
    )
    expect([...plan.of]).toEqual([
      ['f1', 'p'],
      ['f2', 'new1'],
    ])
    expect(plan.retired).toMatchObject([{ person: 'p', stored: true, identifier: { value: '1' } }])
    expect([plan.merges, plan.suggestions]).toEqual([[], []])
  })
  it('stays with another who holds it, and with its own person where only its spelling changed', () => {
    const stored = { known: holds([phone('1'), 'q']), persons: [person('p'), person('q')] }
    expect(resolve([{ person: 'p', identifiers: [], retired: [phone('1')] }], stored).retired).toEqual([])
    expect(resolve([{ person: 'q', identifiers: [phone('1')], retired: [phone('1')] }], stored).retired).toEqual([])
  })
  it('is kept as history also where it was typed and corrected within one set', () => {
    const plan = resolve(
      [
        { person: 'p', identifiers: [phone('1')] },
        { person: 'p', identifiers: [phone('2')], retired: [phone('1')] },
      ],
      { persons: [person('p')] },
    )
    expect(plan.attached.map(({ identifier }) => identifier.value)).toEqual(['2'])
    expect(plan.retired).toMatchObject([{ person: 'p', stored: false, identifier: { value: '1' } }])
  })
})

describe('who a mention speaks of', () => {
  it('is a new person where nobody is known, and the same one when it is told again', () => {
    const plan = resolve([{ identifiers: [phone('1'), device('a')] }, { identifiers: [device('a')] }])
    expect([...plan.of]).toEqual([
      ['f1', 'new1'],
      ['f2', 'new1'],
    ])
    expect(plan.created).toEqual(['new1'])
    expect(plan.attached.map(({ identifier, person: id, fact }) => [identifier.value, id, fact])).toEqual([
      ['1', 'new1', 'f1'],
      ['a', 'new1', 'f1'],
    ])
    expect([plan.merges, plan.suggestions]).toEqual([[], []])
  })
  it('is the known one; only what is new is attached', () => {
    const plan = resolve([{ identifiers: [phone('1'), device('a')] }], {
      known: holds([phone('1'), 'p']),
      persons: [person('p')],
    })
    expect(plan.of.get('f1')).toBe('p')
    expect(plan.created).toEqual([])
    expect(plan.attached.map(({ identifier }) => identifier.value)).toEqual(['a'])
  })
  it('is nobody where nothing is said, and writes nothing', () => {
    expect(resolve([{ identifiers: [] }])).toEqual({
      of: new Map(),
      created: [],
      attached: [],
      retired: [],
      merges: [],
      suggestions: [],
    })
  })
  it('is who was named by our own id, and nobody is made for it', () => {
    const plan = resolve([{ person: 'p', identifiers: [] }], { persons: [person('p')] })
    expect([plan.of.get('f1'), plan.created]).toEqual(['p', []])
  })
  it('is the one who holds the weak word, where nothing strong is said', () => {
    const plan = resolve([{ identifiers: [weak('鹿')] }], { known: holds([weak('鹿'), 'p']), persons: [person('p')] })
    expect([plan.of.get('f1'), plan.created, plan.suggestions]).toEqual(['p', [], []])
  })
})

describe('several known ones in one mention', () => {
  const persons = [person('old'), person('younger')]
  const known = holds([phone('1'), 'younger'], [user('u'), 'old'])
  it('are merged: the earliest created stays, and the merge tells the least important identifier without which it would not be', () => {
    const plan = resolve([{ identifiers: [phone('1'), user('u')] }], { known, persons })
    expect(plan.merges).toEqual([{ kept: 'old', gone: 'younger', identifier: phone('1'), fact: 'f1' }])
    expect(plan.of.get('f1')).toBe('old')
  })
  it('a person made in this very set gives way without a merge', () => {
    const plan = resolve([{ identifiers: [device('a')] }, { identifiers: [device('a'), user('u')] }], { known, persons })
    expect([plan.merges, plan.created]).toEqual([[], []])
    expect([...plan.of.values()]).toEqual(['old', 'old'])
    expect(plan.attached).toEqual([{ identifier: device('a'), person: 'old', fact: 'f1' }])
  })
  it('one after the other end at the same one who stays', () => {
    const three = holds([phone('1'), 'bb'], [phone('2'), 'ccc'], [phone('3'), 'a'])
    const plan = resolve([{ identifiers: [phone('1'), phone('2')] }, { identifiers: [phone('2'), phone('3')] }], {
      known: three,
      persons: [person('a'), person('bb'), person('ccc')],
    })
    expect(plan.merges.map(({ kept, gone }) => [kept, gone])).toEqual([
      ['a', 'ccc'],
      ['a', 'bb'],
    ])
    expect([...plan.of.values()]).toEqual(['a', 'a'])
  })
})

describe('what may not be joined is suggested', () => {
  const known = holds([phone('1'), 'b'], [user('u'), 'a'])
  const suggested = (persons: readonly KnownPerson[], identifiers: readonly Identifier[] = [phone('1'), user('u')]) =>
    resolve([{ identifiers }], { known, persons })
  it('two whom a human has parted: the mention counts for the one named by the better word', () => {
    const plan = suggested([person('a', { apart: ['b'] }), person('b')])
    expect(plan.of.get('f1')).toBe('a')
    expect(plan.merges).toEqual([])
    expect(plan.suggestions).toEqual([{ left: 'a', right: 'b', reason: 'parted', identifier: phone('1') }])
  })
  it('two who would be too many', () => {
    const plan = suggested([person('a', { absorbed: clusterMax - 1 }), person('b')])
    expect(plan.suggestions.map(({ reason }) => reason)).toEqual(['held'])
  })
  it('two with an account each: one person has one account of one shop', () => {
    const plan = suggested([
      person('a', { limited: [{ type: 'user_id', issuer: 'shop', value: 'u' }] }),
      person('b', { limited: [{ type: 'user_id', issuer: 'shop', value: 'v' }] }),
    ])
    expect(plan.suggestions).toEqual([{ left: 'a', right: 'b', reason: 'conflict', identifier: phone('1') }])
  })
  it('somebody else’s weak word', () => {
    const plan = resolve([{ identifiers: [user('u'), weak('鹿')] }], {
      known: holds([user('u'), 'a'], [weak('鹿'), 'b']),
      persons: [person('a'), person('b')],
    })
    expect(plan.suggestions).toEqual([{ left: 'a', right: 'b', reason: 'weak', identifier: weak('鹿') }])
  })
  it('once, however often it is said; and not at all when the two became one after all', () => {
    const said = { identifiers: [user('u'), weak('鹿')] }
    const stored = { known: holds([user('u'), 'a'], [weak('鹿'), 'b'], [phone('1'), 'b']), persons: [person('a'), person('b')] }
    expect(resolve([said, said], stored).suggestions).toHaveLength(1)
    expect(resolve([said, { identifiers: [user('u'), phone('1')] }], stored).suggestions).toEqual([])
  })
  it('a second account alone makes a person of its own, the first keeps theirs', () => {
    const plan = resolve([{ identifiers: [user('v')] }], { known, persons: [person('a')] })
    expect([plan.of.get('f1'), plan.created]).toEqual(['new1', ['new1']])
  })
})

describe('why persons may not be one', () => {
  const clusters = (...persons: readonly KnownPerson[]) => {
    const open = openClusters({ persons: new Map(persons.map((one) => [one.id, one])), newId, now })
    return persons.map(({ id }) => open.clusterOf(id))
  }
  it.each([
    ['nothing against one', clusters(person('a')), [user('u')], null],
    ['nothing against two without a limit', clusters(person('a'), person('b')), [device('d')], null],
    ['parted, whichever side it is written on', clusters(person('a'), person('b', { apart: ['a'] })), [], 'parted'],
    ['exactly as many as may be', clusters(person('a', { absorbed: clusterMax - 2 }), person('b')), [], null],
    ['one too many', clusters(person('a', { absorbed: clusterMax - 1 }), person('b')), [], 'held'],
    ['one large person alone is left alone', clusters(person('a', { absorbed: clusterMax * 2 })), [], null],
    ['two values of a type that has one', clusters(person('a')), [user('u'), user('v')], 'conflict'],
    ['values of two issuers are counted apart', clusters(person('a')), [user('u'), strong('user_id', 'v', 'app')], null],
    [
      'a person who holds too many already stays as it is',
      clusters(person('a', { limited: ['u', 'v'].map((value) => ({ type: 'user_id', issuer: 'shop', value })) })),
      [user('u')],
      null,
    ],
    [
      'and gets no more',
      clusters(person('a', { limited: ['u', 'v'].map((value) => ({ type: 'user_id', issuer: 'shop', value })) })),
      [user('w')],
      'conflict',
    ],
  ])('%s', (_case, all, identifiers, reason) => {
    expect(objectionTo(all, identifiers)).toBe(reason)
  })
})

describe('persons as one set sees them', () => {
  it('are counted with those merged into them, and hold what those held', () => {
    const persons = [
      person('a', { absorbed: 2, apart: ['x'] }),
      person('b', { absorbed: 1, apart: ['y'], limited: [{ type: 'phone', issuer: '', value: '1' }] }),
    ]
    const open = openClusters({ persons: new Map(persons.map((one) => [one.id, one])), newId, now })
    const [a, b] = [open.clusterOf('a'), open.clusterOf('b')]
    open.absorb(a, b)
    expect([a.size, [...a.members], [...a.apart]]).toEqual([5, ['a', 'b'], ['x', 'y']])
    expect([...(a.limited.get(slotOf({ type: 'phone', issuer: '' })) ?? [])]).toEqual(['1'])
    expect([open.rootOf('b'), open.clusterOf('b')]).toEqual(['a', a])
  })
  it('a new one counts while it is one, and leaves nobody behind when it gives way', () => {
    const open = openClusters({ persons: new Map([['a', person('a')]]), newId, now })
    const fresh = open.create()
    expect(open.created()).toEqual([fresh.id])
    open.absorb(open.clusterOf('a'), fresh)
    expect([open.created(), open.clusterOf('a').size]).toEqual([[], 1])
  })
  it('note only what is limited, by type and issuer', () => {
    const fresh = openClusters({ persons: new Map(), newId, now }).create()
    for (const one of [device('d'), phone('1'), phone('2')]) noteIdentifier(fresh, one)
    expect([...fresh.limited.keys()].map(typeOfSlot)).toEqual(['phone'])
    expect([...fresh.limited.values()].map((values) => [...values])).toEqual([['1', '2']])
  })
})
