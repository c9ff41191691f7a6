import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareRecords, comparisons, type Vector } from '../rules/comparison.rule.ts'
import { learn, probabilityOf } from '../rules/expectation.rule.ts'
import { firstCommon, linkKeys } from '../rules/link-keys.rule.ts'
import { type LinkedPerson, linkRecord } from '../rules/link-record.rule.ts'
import { scorePair } from '../rules/link-score.rule.ts'
import { dice, bigramsOf, jaroWinkler, oneSlip } from '../rules/similarity.rule.ts'

const nobody: LinkedPerson = {
  name: null,
  birthday: null,
  gender: null,
  company: null,
  street: null,
  place: null,
  phones: [],
  emails: [],
}
const sounds: Readonly<Record<string, string>> = { 李娜: 'li na', 李那: 'li na', 欧阳锋: 'ou yang feng' }
const record = (given: Partial<LinkedPerson>) => linkRecord({ ...nobody, ...given }, (name) => sounds[name] ?? name)
const levels = (a: Partial<LinkedPerson>, b: Partial<LinkedPerson>) =>
  Object.fromEntries(
    compareRecords(record(a), record(b)).flatMap((level, at) =>
      level === null ? [] : [[comparisons[at]?.name, comparisons[at]?.levels[level]]],
    ),
  )

describe('likeness of texts', () => {
  it('agrees with the values that Winkler published', () => {
    const published: readonly (readonly [string, string, number])[] = [
      ['martha', 'marhta', 0.961],
      ['dwayne', 'duane', 0.84],
      ['dixon', 'dicksonx', 0.813],
    ]
    for (const [a, b, value] of published) expect(jaroWinkler(a, b)).toBeCloseTo(value, 3)
    expect([jaroWinkler('', ''), jaroWinkler('ab', 'xy'), jaroWinkler('ab', 'ab')]).toEqual([0, 0, 1])
  })
  it('is the same both ways, and between nought and one', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        for (const like of [jaroWinkler, (x: string, y: string) => dice(bigramsOf(x), bigramsOf(y))]) {
          expect(like(a, b)).toBeCloseTo(like(b, a), 10)
          expect(like(a, b)).toBeGreaterThanOrEqual(0)
          expect(like(a, b)).toBeLessThanOrEqual(1)
        }
        expect(oneSlip(a, b)).toBe(oneSlip(b, a))
      }),
    )
  })
  it('knows one slip: a letter more, less, another, or two turned; not two, and not none', () => {
    expect(
      ['13800138001', '1380013800', '138001380010', '13800138010', '13800139001'].map((one) => oneSlip('13800138001', one)),
    ).toEqual([false, true, true, true, true])
    expect(oneSlip('13800138001', '13900139001')).toBe(false)
  })
})

describe('what is compared of two persons', () => {
  it('says nothing where either says nothing', () => {
    expect(levels({ name: '李娜' }, { birthday: '1990-01-01' })).toEqual({})
  })
  it('is a name as it is written, as it sounds, and word by word in any order', () => {
    const names = (a: string, b: string) => levels({ name: a }, { name: b }).name
    expect([
      names('李娜', '李 娜'),
      names('李娜', '李那'),
      names('Anna Müller', 'muller, anna'),
      names('Anna Müller', 'Ana Muller'),
      names('Anna Müller', 'Anna Schmidt'),
      names('Anna Müller', '欧阳锋'),
    ]).toEqual(['same', 'sounds_same', 'sounds_same', 'alike', 'partly', 'other'])
  })
  it('is a birthday with one digit wrong, or day and month turned', () => {
    const days = (a: string, b: string) => levels({ birthday: a }, { birthday: b }).birthday
    expect([
      days('1990-02-11', '1990-02-11'),
      days('1990-02-11', '1991-02-11'),
      days('1990-02-11', '1990-11-02'),
      days('1990-02-11', '1985-06-30'),
    ]).toEqual(['same', 'slip', 'slip', 'other'])
  })
  it('is any phone and mail that both have, or nearly have; with or without the country', () => {
    expect(levels({ phones: ['+8613800138001', '010-1'] }, { phones: ['138 0013 8001'] }).phone).toBe('same')
    expect(levels({ phones: ['13800138001'] }, { phones: ['13800138010'] }).phone).toBe('slip')
    expect(levels({ emails: ['Anna.B@x.example'] }, { emails: ['anna.b@y.example'] }).email).toBe('slip')
    expect(levels({ emails: ['anna@x.example'] }, { emails: ['bob@x.example'] }).email).toBe('other')
  })
  it('is a company without its legal form, and an address by its letters', () => {
    expect(levels({ company: '澄迈生物科技有限公司' }, { company: '澄迈生物科技' }).company).toBe('same')
    expect(levels({ street: '人民路 12 号 3 栋' }, { street: '人民路12号3栋' }).street).toBe('same')
    expect(levels({ street: '人民路 12 号 3 栋' }, { street: '解放大道 800' }).street).toBe('other')
  })
})

describe('which records are compared', () => {
  it('those that share a key, found once: the first of their common keys is the same seen from both', () => {
    const [a, b] = [
      record({ name: 'Anna Müller', birthday: '1990-02-11', phones: ['13800138001'] }),
      record({ name: 'Ana Muller', birthday: '1990-02-11', phones: ['13800138001'] }),
    ]
    const [left, right] = [linkKeys(a), linkKeys(b)]
    expect(firstCommon(left, right)).not.toBeNull()
    expect(firstCommon(left, right)).toBe(firstCommon(right, left))
    expect(firstCommon(left, linkKeys(record({ name: 'Someone Else', phones: ['13999999999'] })))).toBeNull()
    expect(linkKeys(record({}))).toEqual([])
  })
  it('by keys in order, few for each, whatever is known', () => {
    const text = fc.option(fc.string({ maxLength: 40 }))
    const any = fc.record({ name: text, birthday: text, company: text, street: text, place: text, phones: fc.array(fc.string()) })
    fc.assert(
      fc.property(any, (given) => {
        const keys = linkKeys(record(given))
        expect(keys).toEqual([...new Set(keys)].sort((a, b) => a - b))
        expect(keys.length).toBeLessThanOrEqual(32)
        expect(keys.every((key) => Number.isSafeInteger(key) && key >= 0)).toBe(true)
      }),
    )
  })
})

describe('what is learnt', () => {
  /** Vectors as they would come of a known model: `m`, `u` of each comparison, so many of one person. */
  const drawn = (seed: number) => {
    let state = seed
    const lot = () => {
      state = (state * 1103515245 + 12345) % 2147483648
      return state / 2147483648
    }
    const level = (shares: readonly number[]): number => {
      let at = lot()
      return Math.max(
        0,
        shares.findIndex((share) => (at -= share) <= 0),
      )
    }
    return { lot, level }
  }
  it('is the model that the pairs were drawn from, without being told which are one', () => {
    const truth = {
      m: comparisons.map(({ levels: all }) => all.map((_, at) => (at === 0 ? 0.8 : 0.2 / (all.length - 1)))),
      u: comparisons.map(({ levels: all }) => all.map((_, at) => (at === all.length - 1 ? 0.96 : 0.04 / (all.length - 1)))),
    }
    const { level } = drawn(42)
    const of = (shares: readonly (readonly number[])[]): Vector => shares.map(level)
    const candidates = [...Array.from({ length: 400 }, () => of(truth.m)), ...Array.from({ length: 1600 }, () => of(truth.u))]
    const chance = Array.from({ length: 20_000 }, () => of(truth.u))
    const pairs = 1_000_000
    const model = learn(candidates, chance, { pairs })
    expect(model.share * pairs).toBeGreaterThan(390)
    expect(model.share * pairs).toBeLessThan(410)
    for (const [at, shares] of truth.m.entries()) expect(Math.abs((model.m[at]?.[0] ?? 0) - (shares[0] ?? 0))).toBeLessThan(0.06)
    for (const [at, shares] of truth.u.entries()) expect(Math.abs((model.u[at]?.[0] ?? 0) - (shares[0] ?? 0))).toBeLessThan(0.01)
  })
  it('suggests nobody where nobody is twice', () => {
    const { level } = drawn(7)
    const of = (): Vector =>
      comparisons.map(({ levels: all }) => level(all.map((_, at) => (at === all.length - 1 ? 0.96 : 0.04 / (all.length - 1)))))
    const candidates = Array.from({ length: 2000 }, of)
    const model = learn(candidates, Array.from({ length: 20_000 }, of), { pairs: 1_000_000 })
    expect(model.share * 1_000_000).toBeLessThan(1)
  })
  it('has probabilities that rise with every bit, from the share itself', () => {
    expect(probabilityOf(0.5, 0)).toBe(0.5)
    expect(probabilityOf(0.001, 0)).toBeCloseTo(0.001, 9)
    expect(probabilityOf(0.001, 2000)).toBe(1)
    expect(probabilityOf(0.001, 12)).toBeGreaterThan(probabilityOf(0.001, 11))
  })
})

describe('a score', () => {
  const model = learn([], [], { pairs: 1_000_000 })
  it('has its reasons, and is what they add up to', () => {
    const [a, b] = [record({ name: '李娜', birthday: '1990-02-11' }), record({ name: '李那', birthday: '1990-02-11' })]
    const { probability, reasons } = scorePair(model, a, b)
    expect(reasons.map(({ of, level }) => `${of} ${level}`)).toEqual(['name sounds_same', 'birthday same'])
    expect(probability).toBeCloseTo(
      probabilityOf(
        model.share,
        reasons.reduce((sum, { bits }) => sum + bits, 0),
      ),
      4,
    )
  })
  it('is higher for a name that few have', () => {
    const [a, b] = [record({ name: '欧阳锋' }), record({ name: '欧阳锋' })]
    const of = (share: number) => scorePair(model, a, b, () => share).probability
    expect(of(1e-6)).toBeGreaterThan(of(1e-2))
  })
})
