import { refuse } from '@lianke/kernel'
import { analyse } from 'chardet'
import { isAscii, isUtf8 } from 'node:buffer'
import { likeliestEncoding } from './encoding-likeness.rule.ts'

/** The encodings that a file is read in, by whatever was found or chosen. */
export const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'windows-1253',
  'windows-1254',
  'windows-874',
] as const
export type Encoding = (typeof encodings)[number]
/** `broken`: some bytes of the file are no text of this encoding. */
interface EncodingFound {
  readonly encoding: Encoding
  readonly broken: boolean
}

const judgedBytesMax = 4 * 1024 * 1024
const lineBytesMax = 64 * 1024
/** Of the lines beyond ASCII: that many that are UTF-8 through and through are no accident. */
const utf8ShareMin = 0.1
const headBytes = 256 * 1024
const wideZerosMin = 3

/** Plain text has no zero bytes: where every second byte is one now and then, letters have two. */
const wideEncoding = (bytes: Uint8Array): Encoding | undefined => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes.length < 4) return undefined
  const zeros = [0, 0]
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros.map((count) => (count < wideZerosMin ? 0 : count / (bytes.length / 2)))
  return odd > 0.1 && even < odd / 20 ? 'utf-16le' : even > 0.1 && odd < even / 20 ? 'utf-16be' : undefined
}

const longCharacter = /[\u0800-\uffff\u{10000}-\u{10ffff}]/u
const isMarked = (bytes: Uint8Array): boolean => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf

/** Looks at all bytes of a file, a piece at a time, and tells in the end what they are. */
export class EncodingScan {
  #left = Buffer.alloc(0)
  #head: Buffer | null = null
  #wide: Encoding | undefined
  #marked = false
  #lines = { utf8: 0, other: 0 }
  #plainUtf8 = true
  #judged: Buffer[] = []
  #judgedBytes = 0

  add(piece: Uint8Array): void {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
    if (this.#head === null) {
      this.#head = Buffer.from(bytes.subarray(0, headBytes))
      this.#marked = isMarked(bytes)
      this.#wide = this.#marked ? undefined : wideEncoding(this.#head)
    }
    if (this.#wide || (this.#left.length === 0 && isAscii(bytes))) return
    const all = this.#left.length === 0 ? bytes : Buffer.concat([this.#left, bytes])
    const end = all.lastIndexOf(10) + 1
    // A line without an end in sight is cut where it stands.
    const whole = end === 0 && all.length > lineBytesMax ? all.length : end
    this.#look(all.subarray(0, whole))
    this.#left = Buffer.from(all.subarray(whole))
  }

  #look(bytes: Buffer): void {
    if (isAscii(bytes)) return
    const whole = isUtf8(bytes)
    this.#plainUtf8 &&= whole
    for (let from = 0; from < bytes.length; ) {
      const end = bytes.indexOf(10, from) + 1 || bytes.length
      const line = bytes.subarray(from, end)
      from = end
      if (isAscii(line)) continue
      if (whole || (isUtf8(line) && longCharacter.test(line.toString()))) this.#lines.utf8++
      else {
        this.#lines.other++
        if (this.#judgedBytes < judgedBytesMax) {
          this.#judged.push(Buffer.from(line))
          this.#judgedBytes += line.length
        }
      }
    }
  }

  found(): EncodingFound {
    const cut = this.#left
    this.#left = Buffer.alloc(0)
    const head = this.#head ?? Buffer.alloc(0)
    if (this.#wide) return { encoding: this.#wide, broken: false }
    if (cut.length > 0) this.#look(cut)
    const { utf8, other } = this.#lines
    if (this.#plainUtf8) return { encoding: 'utf-8', broken: false }
    if (this.#marked || utf8 / (utf8 + other) >= utf8ShareMin) return { encoding: 'utf-8', broken: true }
    const bytes = Buffer.concat(this.#judged)
    return { encoding: likeliestEncoding(bytes) ?? guessed(head.length > bytes.length ? bytes : head), broken: false }
  }
}

/** Languages of single bytes that no rule of ours knows, by the statistics of a library. */
const guessed = (bytes: Uint8Array): Encoding => {
  const names = analyse(bytes)
    .filter((guess) => guess.confidence >= 10)
    .map((guess) => guess.name.toLowerCase())
  const known = names.flatMap((name) => encodings.filter((one) => one === name && one.startsWith('windows-')))
  return known[0] ?? (names.some((name) => name.startsWith('iso-8859')) ? 'windows-1252' : 'gb18030')
}

const isCutUtf8 = (bytes: Uint8Array): boolean => [0, 1, 2, 3].some((cut) => isUtf8(bytes.subarray(0, bytes.length - cut)))

/** The encoding of a text by its mark, else by its bytes; a character that is cut at the end is forgiven. */
export const encodingOf = (bytes: Uint8Array): Encoding => {
  const scan = new EncodingScan()
  scan.add(bytes)
  const { encoding } = scan.found()
  return encoding !== 'utf-8' && !encoding.startsWith('utf-16') && bytes.length > 0 && isCutUtf8(bytes) ? 'utf-8' : encoding
}

/** Zero letters in text are no text. Refuses `import.nul_bytes`. */
export const refuseNul = (text: string | Buffer, from: number): void => {
  const at = text.indexOf('\0')
  if (at >= 0) refuse('import.nul_bytes', { params: { at: from + at } })
}
