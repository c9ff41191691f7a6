import { refuse } from '@lianke/kernel'
import { analyse } from 'chardet'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252'
const sampleBytesMax = 256 * 1024

const isUtf8 = (bytes: Uint8Array): boolean => {
  // A character may be cut at the end of the sample: up to three bytes are forgiven.
  for (let cut = 0; cut < 4; cut++) {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytes.length - cut))
      return true
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
    }
  }
  return false
}

/** UTF-16 without a mark: every second byte of plain text is zero. */
const zeroShare = (bytes: Uint8Array, from: number): number => {
  let zeros = 0
  for (let at = from; at < bytes.length; at += 2) if (bytes[at] === 0) zeros++
  return zeros / Math.max(1, bytes.length / 2)
}

/** The encoding of a text file by its mark, else by its bytes. Chinese spreadsheets without a mark are GB18030. */
export const encodingOf = (head: Uint8Array): Encoding => {
  const bytes = head.subarray(0, sampleBytesMax)
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes.length >= 4 && zeroShare(bytes, 1) > 0.4 && zeroShare(bytes, 0) < 0.1) return 'utf-16le'
  if (bytes.length >= 4 && zeroShare(bytes, 0) > 0.4 && zeroShare(bytes, 1) < 0.1) return 'utf-16be'
  if (isUtf8(bytes)) return 'utf-8'
  const guesses = analyse(bytes)
    .filter((guess) => guess.confidence >= 10)
    .map((guess) => guess.name)
  if (
    guesses.some(
      (name) => name === 'GB18030' || name === 'Big5' || name === 'EUC-JP' || name === 'EUC-KR' || name === 'Shift_JIS',
    )
  )
    return 'gb18030'
  return guesses.some((name) => name.startsWith('windows-') || name.startsWith('ISO-8859')) ? 'windows-1252' : 'gb18030'
}

/** Zero letters in text are no text. Refuses `import.nul_bytes`. */
export const refuseNul = (text: string | Buffer, from: number): void => {
  const at = text.indexOf('\0')
  if (at >= 0) refuse('import.nul_bytes', { params: { at: from + at } })
}
