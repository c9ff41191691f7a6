import { Converter } from 'opencc-js/t2cn'

const han = /\p{Script=Han}/u
const simplify = Converter({ from: 't', to: 'cn' })
const simplified = new Map<string, string>()

/** Sign by sign, so that a part of a word is folded as the whole is. */
const simple = (sign: string): string => {
  if (!han.test(sign)) return sign
  const known = simplified.get(sign) ?? simplify(sign)
  simplified.set(sign, known)
  return known
}

/** Full-width signs as half-width ones, in small letters. */
export const narrow = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll('\0', '')

/** What texts are found by: full-width as half-width, small letters without their accents, traditional signs as simplified ones. */
export const fold = (text: string): string =>
  [
    ...narrow(text)
      .normalize('NFD')
      .replace(/\p{Mn}/gu, '')
      .normalize('NFC'),
  ]
    .map(simple)
    .join('')
