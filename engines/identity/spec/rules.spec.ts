import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalOf } from '../rules/canonical.rule.ts'
import { limitedTypes, typeOf, typesAsSet, usualWorth } from '../rules/identifier-types.rule.ts'
import { hashOf, lockBuckets } from '../rules/lock-buckets.rule.ts'
import { defaultRules, normaliseIdentifier } from '../rules/normalise-identifier.rule.ts'
import { survivingFields } from '../rules/survive.rule.ts'
import { traitColumns } from '../rules/traits.rule.ts'

describe('of several persons', () => {
  const person = fc.record({ id: fc.uuid(), created_at: fc.constantFrom('2024-01-01', '2024-01-02', '2025-06-01') })
  it('the earliest stays, whatever the order and whoever was merged before', () => {
    fc.assert(
      fc.property(fc.array(person, { minLength: 2, maxLength: 8 }), fc.nat(), (persons, seed) => {
        const all = canonicalOf(persons)
        const at = 1 + (seed % (persons.length - 1))
        const turned = [...persons.slice(at), ...persons.slice(0, at)]
        expect(canonicalOf(turned).id).toBe(all.id)
        expect(canonicalOf([canonicalOf(persons.slice(0, at)), canonicalOf(persons.slice(at))]).id).toBe(all.id)
        expect(persons.every(({ created_at }) => all.created_at <= created_at)).toBe(true)
      }),
    )
  })
})

describe('what the kept person takes over', () => {
  it('fills gaps and never its own values; tags are joined, seen moments widen', () => {
    const kept = {
      name: '安',
      phone: null,
      gender: 'unknown',
      tags: ['a'],
      first_seen_at: '2024-02',
      last_seen_at: null,
      id: 'k',
    }
    const gone = {
      name: '安安',
      phone: '+861',
      gender: 'female',
      tags: ['b', 'a'],
      first_seen_at: '2024-01',
      last_seen_at: '2024-03',
      id: 'g',
    }
    expect(survivingFields(kept, gone)).toEqual({
      phone: '+861',
      gender: 'female',
      tags: ['a', 'b'],
      first_seen_at: '2024-01',
      last_seen_at: '2024-03',
    })
  })
  it('takes nothing twice: a second merge of the same changes nothing', () => {
    const value = fc.option(fc.string())
    const row = fc.record({
      name: value,
      company: value,
      tags: fc.option(fc.array(fc.constantFrom('a', 'b', 'c'))),
      last_seen_at: value,
    })
    fc.assert(
      fc.property(row, row, (kept, gone) => {
        const merged = { ...kept, ...survivingFields(kept, gone) }
        expect(survivingFields(merged, gone)).toEqual({})
      }),
    )
  })
  it('never takes what is a record’s own', () => {
    expect(survivingFields({ version: null, merged_into: null }, { version: 3, merged_into: 'x', unknown: 1 })).toEqual({})
  })
})

describe('identifiers', () => {
  it('that nobody described only suggest', () => {
    expect(typeOf('horoscope')).toEqual({ type: 'horoscope', strength: 'weak', limit: null, priority: 0 })
    const { types } = limitedTypes(typeOf)
    expect([typeOf('phone').strength, types.includes('phone'), types.includes('anonymous_id')]).toEqual(['strong', true, false])
  })
  it('are worth what a company says; what it does not speak of stays as it is', () => {
    const own = typesAsSet({ ...usualWorth, phone: { strength: 'weak', limit: 0, priority: 5 } })
    expect([own('phone'), own('openid'), own('wecom_external_userid')]).toEqual([
      { type: 'phone', strength: 'weak', limit: null, priority: 5 },
      typeOf('openid'),
      typeOf('wecom_external_userid'),
    ])
    expect(limitedTypes(own).types).not.toContain('phone')
  })
  it('that a company blocks mean nothing, in whatever spelling', () => {
    const rules = { ...defaultRules, blocked: new Set(['+864001234567', 'test-1']) }
    const said = (type: string, value: string) => normaliseIdentifier({ type, issuer: '', value }, rules)
    expect([said('phone', '+86 400 123 4567'), said('user_id', 'TEST-1')]).toEqual([null, null])
    expect(said('user_id', 'test-2')).not.toBeNull()
  })
  it('without a country are of that of the company', () => {
    const said = (region: string) =>
      normaliseIdentifier({ type: 'phone', issuer: '', value: '07911 123456' }, { ...defaultRules, region })
    expect(said('GB')).toMatchObject({ value: '+447911123456', strength: 'strong' })
    expect(said('CN')?.value).not.toBe('+447911123456')
  })
  it('lock the same numbers in every process, ascending and without repeats', () => {
    expect(hashOf('phone:+8613900000000')).toBe(hashOf('phone:+8613900000000'))
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 40 }), (keys) => {
        const buckets = lockBuckets(keys)
        expect(buckets).toEqual([...new Set(buckets)].toSorted((a, b) => a - b))
        expect(lockBuckets([...keys].reverse())).toEqual(buckets)
        expect(buckets.every((one) => one >= 0 && one < 512)).toBe(true)
      }),
    )
  })
})

describe('traits', () => {
  it('are taken where the record has a place for them, and what does not fit is left out', () => {
    const traits = {
      name: ' 林 ',
      phone: '139 0000 0000',
      email: 'not a mail',
      gender: 'dragon',
      birthday: '1990-02-30',
      company: '',
      horoscope: 'x',
    }
    expect(traitColumns({ traits, source: 'house' } as never, 'CN')).toEqual({
      name: '林',
      phone: '+8613900000000',
      phone_raw: '139 0000 0000',
    })
    const abroad = { ...traits, phone: '07911 123456' }
    expect(traitColumns({ traits: abroad, source: 'house' } as never, 'GB')).toMatchObject({ phone: '+447911123456' })
  })
})
