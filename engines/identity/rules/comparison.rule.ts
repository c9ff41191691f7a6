import type { LinkRecord } from './link-record.rule.ts'
import { dice, jaroWinkler, oneSlip } from './similarity.rule.ts'

/** In how far one thing agrees in two records: levels from the best; the last is disagreement. */
export interface Comparison {
  readonly name: string
  readonly levels: readonly string[]
  /** The level; null where either says nothing. */
  readonly compare: (a: LinkRecord, b: LinkRecord) => number | null
  /** What agrees at the best level, where it is rarer or more common than others: rare agreement says more. */
  readonly term?: (record: LinkRecord) => string
  /** What is taken for the share of each level among pairs that are one person, before anything was learnt. */
  readonly before: readonly number[]
}

const soundsLike = 0.88
/** Every word of the shorter has one like it in the other. */
const alike = (a: readonly string[], b: readonly string[]): number => {
  const [few, many] = a.length <= b.length ? [a, b] : [b, a]
  const left = [...many]
  let met = 0
  for (const word of few) {
    const at = left.findIndex((other) => other === word || jaroWinkler(word, other) >= soundsLike)
    if (at >= 0) {
      left.splice(at, 1)
      met++
    }
  }
  return met / Math.max(1, few.length)
}

const names = (a: LinkRecord, b: LinkRecord): number | null => {
  if (a.name === '' || b.name === '') return null
  if (a.name === b.name) return 0
  if (a.words.length === b.words.length && a.words.join(' ') === b.words.join(' ')) return 1
  const share = alike(a.words, b.words)
  if (share === 1) return a.words.length === b.words.length || Math.min(a.words.length, b.words.length) > 1 ? 2 : 3
  return share >= 0.5 ? 3 : 4
}

const turned = (date: string): string => date.slice(0, 4) + date.slice(6, 8) + date.slice(4, 6)
const birthdays = (a: LinkRecord, b: LinkRecord): number | null => {
  if (a.birthday.length < 8 || b.birthday.length < 8) return null
  if (a.birthday === b.birthday) return 0
  return oneSlip(a.birthday, b.birthday) || turned(a.birthday) === b.birthday ? 1 : 2
}

const shared = (a: readonly string[], b: readonly string[], near: (one: string, other: string) => boolean): number | null => {
  if (a.length === 0 || b.length === 0) return null
  if (a.some((one) => b.includes(one))) return 0
  return a.some((one) => b.some((other) => near(one, other))) ? 1 : 2
}
const mailsNear = (one: string, other: string): boolean => {
  const [left = '', right = ''] = [one.split('@')[0], other.split('@')[0]]
  return (left.length > 3 && left === right) || oneSlip(one, other)
}

const streets = (a: LinkRecord, b: LinkRecord): number | null => {
  if (a.street.length === 0 || b.street.length === 0) return null
  const share = dice(a.street, b.street)
  return share >= 0.9 ? 0 : share >= 0.65 ? 1 : share >= 0.4 ? 2 : 3
}

const texts =
  (pick: (record: LinkRecord) => string) =>
  (a: LinkRecord, b: LinkRecord): number | null => {
    const [left, right] = [pick(a), pick(b)]
    if (left === '' || right === '') return null
    return left === right ? 0 : oneSlip(left, right) || jaroWinkler(left, right) >= 0.92 ? 1 : 2
  }

/** All that is compared of two persons. Shares of `before` are what is usual where people are typed in twice. */
export const comparisons: readonly Comparison[] = [
  {
    name: 'name',
    levels: ['same', 'sounds_same', 'alike', 'partly', 'other'],
    compare: names,
    term: ({ name }) => name,
    before: [0.62, 0.08, 0.2, 0.08, 0.02],
  },
  { name: 'birthday', levels: ['same', 'slip', 'other'], compare: birthdays, before: [0.85, 0.1, 0.05] },
  {
    name: 'phone',
    levels: ['same', 'slip', 'other'],
    compare: (a, b) => shared(a.phones, b.phones, oneSlip),
    before: [0.55, 0.1, 0.35],
  },
  {
    name: 'email',
    levels: ['same', 'slip', 'other'],
    compare: (a, b) => shared(a.emails, b.emails, mailsNear),
    before: [0.45, 0.15, 0.4],
  },
  { name: 'street', levels: ['same', 'alike', 'partly', 'other'], compare: streets, before: [0.5, 0.25, 0.1, 0.15] },
  {
    name: 'place',
    levels: ['same', 'alike', 'other'],
    compare: texts(({ place }) => place),
    before: [0.65, 0.2, 0.15],
  },
  {
    name: 'company',
    levels: ['same', 'alike', 'other'],
    compare: texts(({ company }) => company),
    before: [0.6, 0.15, 0.25],
  },
  {
    name: 'gender',
    levels: ['same', 'other'],
    compare: (a, b) => (a.gender === '' || b.gender === '' ? null : Number(a.gender !== b.gender)),
    before: [0.97, 0.03],
  },
]

/** The level of each comparison of two records. */
export type Vector = readonly (number | null)[]
export const compareRecords = (a: LinkRecord, b: LinkRecord): Vector => comparisons.map(({ compare }) => compare(a, b))
