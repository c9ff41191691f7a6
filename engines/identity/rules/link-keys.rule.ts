import type { LinkRecord } from './link-record.rule.ts'

const keysMax = 32

/** 53 bits of a text: FNV-1a twice over, the same in every process. */
const keyOf = (text: string): number => {
  let [low, high] = [0x811c9dc5, 0x9747b28c]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    low = Math.imul(low ^ code, 0x01000193)
    high = Math.imul(high ^ code, 0x85ebca6b)
    high ^= high >>> 13
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0)
}

/**
 * Records that share a key are compared, others are not: each key is two things that one slip does not both spoil. Ascending, so that two
 * records agree on which of their common keys is the first.
 */
export const linkKeys = (record: LinkRecord): number[] => {
  const { words, birthday, phones, emails, place, company, street, name } = record
  const whole = words.join(' ')
  // A Chinese syllable is had by a tenth of all: only the whole name tells. Of a longer name the beginning of each word does.
  const starts = /\p{Script=Han}/u.test(name) || words.length === 0 ? [] : words.map((word) => word.slice(0, 4))
  const names = whole === '' ? starts : [whole, ...starts]
  const born = birthday.length === 8
  const corner = street.slice(0, 6).join('')
  const texts = [
    ...phones.map((phone) => `p${phone.slice(-8)}`),
    ...emails.map((mail) => `e${mail.split('@')[0] ?? ''}`),
    ...(whole === '' ? [] : [`w${whole}`]),
    ...(born ? words.map((word) => `f${word.slice(0, 4)}${birthday}`) : []),
    ...names.flatMap((one) => [
      ...(born ? [`b${one}${birthday.slice(4)}`, `y${one}${birthday.slice(0, 4)}`] : []),
      ...(place === '' ? [] : [`l${one}${place.slice(0, 12)}`]),
      ...(company === '' ? [] : [`c${one}${company.slice(0, 6)}`]),
    ]),
    ...(born && place !== '' ? [`d${birthday}${place.slice(0, 4)}`] : []),
    ...(corner.length >= 8
      ? [...(born ? [`s${corner}${birthday.slice(0, 4)}`] : []), ...names.map((one) => `t${corner}${one}`)]
      : []),
  ]
  return [...new Set(texts.map(keyOf))].slice(0, keysMax).sort((a, b) => a - b)
}

/** The first key of both; two lists in order. */
export const firstCommon = (a: readonly number[], b: readonly number[]): number | null => {
  for (let left = 0, right = 0; left < a.length && right < b.length; ) {
    const [mine, theirs] = [a[left] ?? 0, b[right] ?? 0]
    if (mine === theirs) return mine
    if (mine < theirs) left++
    else right++
  }
  return null
}
