/** What a legacy encoding makes of bytes: units that are frequent in its language, and units that hardly ever stand in a text. */
interface Judged {
  readonly good: number
  readonly odd: number
  readonly units: number
}
/** 1 frequent, 0 possible, -1 odd; null: no pair of this encoding. */
type JudgePair = (lead: number, trail: number) => 1 | 0 | -1 | null
type LegacyEncoding = 'gb18030' | 'big5' | 'shift_jis' | 'euc-kr' | 'euc-jp' | 'windows-1251' | 'windows-1252'

const within = (byte: number, from: number, to: number): boolean => byte >= from && byte <= to
const isRow = (trail: number): boolean => within(trail, 0xa1, 0xfe)

/** Level 1 of GB 2312 holds the 3,755 usual characters; kana lie in rows of their own. */
const gbPair: JudgePair = (lead, trail) => {
  if (lead < 0x81 || lead === 0xff || trail < 0x40 || trail === 0x7f || trail === 0xff) return null
  if (!isRow(trail)) return -1
  if (within(lead, 0xb0, 0xd7) || within(lead, 0xa1, 0xa3)) return 1
  return within(lead, 0xd8, 0xf7) ? 0 : -1
}
/** Level 1 of Big5 holds the 5,401 usual characters. */
const big5Pair: JudgePair = (lead, trail) => {
  if (!within(lead, 0x87, 0xfe) || !(within(trail, 0x40, 0x7e) || isRow(trail))) return null
  if (within(lead, 0xa4, 0xc6) || within(lead, 0xa1, 0xa3)) return 1
  return within(lead, 0xc9, 0xf9) ? 0 : -1
}
const sjisPair: JudgePair = (lead, trail) => {
  if (!(within(lead, 0x81, 0x9f) || within(lead, 0xe0, 0xfc)) || trail < 0x40 || trail === 0x7f || trail > 0xfc) return null
  if (within(lead, 0x81, 0x83) || within(lead, 0x88, 0x98)) return 1
  return within(lead, 0x99, 0x9f) || within(lead, 0xe0, 0xea) ? 0 : -1
}
const eucKrPair: JudgePair = (lead, trail) => {
  if (!isRow(lead) || !isRow(trail)) return null
  if (within(lead, 0xb0, 0xc8) || within(lead, 0xa1, 0xa3)) return 1
  return -1
}
const eucJpPair: JudgePair = (lead, trail) => {
  if (!isRow(lead) || !isRow(trail)) return null
  return within(lead, 0xa1, 0xa5) || within(lead, 0xb0, 0xcf) ? 1 : within(lead, 0xd0, 0xf4) ? 0 : -1
}

/** Single bytes that stand for a letter by themselves. */
const half = (encoding: LegacyEncoding, byte: number): boolean => encoding === 'shift_jis' && within(byte, 0xa1, 0xdf)

const judgePairs = (encoding: LegacyEncoding, judge: JudgePair, bytes: Uint8Array): Judged => {
  let [good, odd, units] = [0, 0, 0]
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] ?? 0
    if (lead < 0x80) continue
    units++
    const said = half(encoding, lead) ? 0 : judge(lead, bytes[at + 1] ?? 0)
    if (said === 1) good++
    else if (said !== 0) odd++
    if (said !== null && !half(encoding, lead)) at++
  }
  return { good, odd, units }
}

const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && (within(byte, 0x41, 0x5a) || within(byte, 0x61, 0x7a))
/** Western letters stand alone or in twos among plain ones, Cyrillic ones make whole words. */
const judgeRuns = (encoding: 'windows-1251' | 'windows-1252', bytes: Uint8Array): Judged => {
  let [good, odd, units] = [0, 0, 0]
  for (let at = 0; at < bytes.length; at++) {
    if ((bytes[at] ?? 0) < 0x80) continue
    let end = at
    let letters = true
    while ((bytes[end] ?? 0) >= 0x80) {
      const byte = bytes[end] ?? 0
      letters &&= byte >= 0xc0 || (encoding === 'windows-1251' && (byte === 0xa8 || byte === 0xb8))
      end++
    }
    const long = end - at
    units += long
    const beside = isLetter(bytes[at - 1]) || isLetter(bytes[end])
    const fits = encoding === 'windows-1252' ? long <= 2 && beside && letters : long >= 3 && letters && !beside
    if (fits) good += long
    else if (encoding !== 'windows-1252' || long > 1) odd += long
    at = end
  }
  return { good, odd, units }
}

const pairs: readonly (readonly [LegacyEncoding, JudgePair])[] = [
  ['gb18030', gbPair],
  ['big5', big5Pair],
  ['shift_jis', sjisPair],
  ['euc-jp', eucJpPair],
  ['euc-kr', eucKrPair],
]
// Chinese by its sound order fills rows to 0xd7, Korean ends at 0xc8: some characters that all lie below are Korean.
const koreanUnitsMin = 12
const kanaShareMin = 0.1
const credibleMin = 0.3

const kanaShare = (bytes: Uint8Array, units: number): number => {
  let kana = 0
  for (let at = 0; at + 1 < bytes.length; at++) {
    const lead = bytes[at] ?? 0
    if (lead < 0x80) continue
    if (lead === 0xa4 || lead === 0xa5) kana++
    at++
  }
  return units === 0 ? 0 : kana / units
}

/** The legacy encoding whose frequent characters these bytes are made of; undefined where none is credible. */
export const likeliestEncoding = (bytes: Uint8Array): LegacyEncoding | undefined => {
  const scored = [
    ...pairs.map(([encoding, judge]) => ({ encoding, ...judgePairs(encoding, judge, bytes) })),
    ...(['windows-1251', 'windows-1252'] as const).map((encoding) => ({ encoding, ...judgeRuns(encoding, bytes) })),
  ].map(({ encoding, good, odd, units }) => {
    const plain = units === 0 ? 0 : (good - odd) / units
    if (encoding === 'euc-jp' && kanaShare(bytes, units) < kanaShareMin) return { encoding, score: -1 }
    if (encoding === 'euc-kr') return { encoding, score: odd === 0 && units >= koreanUnitsMin ? plain + 0.01 : plain - 0.01 }
    return { encoding, score: plain }
  })
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a))
  return best.score >= credibleMin ? best.encoding : undefined
}
