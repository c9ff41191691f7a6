import { fieldTypes } from '@lianke/kernel'
import { pinyin } from 'pinyin-pro'
import { fold } from './fold.ts'

const han = /\p{Script=Han}/u
const runs = /\p{Script=Han}+|[\p{L}\p{N}@._+-]+/gu
const termsMax = 120
const textMax = 500
const nameHanMax = 24
/** Offsets inside a name from which its pinyin can be typed: `sanfeng` finds 张三丰. */
const offsetsMax = 6

/** Ends of numbers are what people know: stored backwards, so that an end is found as a beginning. */
const backwards = (text: string): string => `~${[...text].reverse().join('')}`
const digitsOf = (text: string): string => text.replace(/\D/g, '')
export const nationalOf = (digits: string): string => (digits.startsWith('86') && digits.length === 13 ? digits.slice(2) : digits)

/** Terms of one searchable value. */
export const termsOf = (kind: 'name' | 'phone' | 'text' | 'code', value: unknown): string[] => {
  if (typeof value !== 'string' || value === '') return []
  const text = fold(value).slice(0, textMax)
  const terms =
    kind === 'phone' ? phoneTerms(text) : kind === 'code' ? codeTerms(text) : kind === 'name' ? nameTerms(text) : textTerms(text)
  return [...new Set(terms)].filter((term) => term.length > 0 && term.length <= 100).slice(0, termsMax)
}

const phoneTerms = (text: string): string[] => {
  const national = nationalOf(digitsOf(text))
  return national.length < 3 ? [] : [national, backwards(national)]
}

const codeTerms = (text: string): string[] => {
  const parts = text.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  return [
    text,
    ...parts,
    ...(text.length >= 4 ? [backwards(text)] : []),
    ...parts.filter((part) => part.length >= 4).map(backwards),
  ]
}

const textTerms = (text: string): string[] =>
  (text.match(runs) ?? []).flatMap((run) => (han.test(run) ? bigrams(run) : wordTerms(run)))
const wordTerms = (word: string): string[] => {
  const trimmed = word.replace(/^[._+-]+|[._+-]+$/g, '')
  return [trimmed, ...trimmed.split(/[@._+-]+/)]
}
const bigrams = (run: string): string[] => {
  const letters = [...run]
  return letters.length === 1 ? letters : letters.slice(1).map((letter, index) => `${letters[index]}${letter}`)
}

const notOfWords = /[^\p{L}\p{N}]+/gu
const nameTerms = (text: string): string[] => {
  const found = (text.match(runs) ?? []).flatMap((run) =>
    han.test(run) ? [...(run.length <= 4 ? [...run] : []), ...bigrams(run), ...soundTerms(run)] : wordTerms(run),
  )
  if (han.test(text)) return found
  // O'Neil is typed as oneil, and Tom O'Neil as tomoneil.
  const words = text.split(/\s+/).map((word) => word.replace(notOfWords, ''))
  return [...found, ...words, words.join('')]
}

const syllablesOf = (run: string): string[] =>
  pinyin([...run].slice(0, nameHanMax).join(''), { toneType: 'none', type: 'array', mode: 'surname', v: true })
    .map((syllable) => syllable.replace(/[^a-z]/g, ''))
    .filter(Boolean)

/** How a name is said in plain letters, a word for each syllable: 李娜 is `li na`; what is no Chinese stays as it is. */
export const soundOf = (name: string): string =>
  (fold(name).slice(0, textMax).match(runs) ?? []).flatMap((run) => (han.test(run) ? syllablesOf(run) : [run])).join(' ')

const soundTerms = (run: string): string[] => {
  const syllables = syllablesOf(run)
  const offsets = syllables.slice(0, offsetsMax).map((_, index) => syllables.slice(index))
  return offsets.flatMap((rest) => [rest.join(''), rest.map((syllable) => syllable[0]).join('')])
}

/** A term looked for, whole or as a beginning. */
interface Sought {
  readonly text: string
  readonly prefix: boolean
}
/** Everything that must be met, each by any of its terms. */
type SearchNeeds = readonly (readonly Sought[])[]

const lexeme = ({ text, prefix }: Sought): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'${prefix ? ':*' : ''}`
const wordsMax = 5
const numberLike = /^[+\d()-]+$/

/** What somebody typed, word by word; a number typed in groups is one number. */
export const searchWords = (typed: string, read = fold): string[] => {
  const words = read(typed).trim().slice(0, 100).split(/\s+/).filter(Boolean).slice(0, wordsMax)
  return words.length > 1 && words.every((word) => numberLike.test(word)) ? [words.join('')] : words
}

const anywhere = { zone: 'UTC', locale: 'en', baseCurrency: 'CNY' } as const
/** The digits of a whole number as it is kept, if somebody typed it as it is dialled within a country: `07911 123456` of Britain is `447911123456`. */
export const keptDigits = (word: string, region: string | undefined): string | null => {
  if (region === undefined || !numberLike.test(word) || word.startsWith('+')) return null
  const read = fieldTypes.phone.normalise(word, {}, { ...anywhere, region })
  return 'value' in read && typeof read.value === 'string' ? nationalOf(digitsOf(read.value)) : null
}

/** What somebody typed → what a record must hold, all words together; null when there is nothing to look for. `region`: where they dial. */
export const searchNeeds = (typed: string, region?: string): SearchNeeds | null => {
  const needs = searchWords(typed).flatMap((word) => wordNeeds(word, region))
  return needs.length === 0 ? null : needs
}

/** The same as a condition on the terms of an entry. */
export const searchQuery = (needs: SearchNeeds): string =>
  needs.map((any) => (any.length === 1 ? any.map(lexeme).join('') : `(${any.map(lexeme).join(' | ')})`)).join(' & ')

/** The same over terms at hand. */
export const meetsNeeds = (needs: SearchNeeds, terms: readonly string[]): boolean =>
  needs.every((any) => any.some(({ text, prefix }) => terms.some((term) => (prefix ? term.startsWith(text) : term === text))))

const wordNeeds = (word: string, region: string | undefined): SearchNeeds => {
  const national = nationalOf(digitsOf(word))
  if (numberLike.test(word) && national.length >= 3) {
    const kept = keptDigits(word, region)
    return [
      [
        { text: national, prefix: true },
        { text: backwards(national), prefix: true },
        ...(kept !== null && kept !== national ? [{ text: kept, prefix: false }] : []),
      ],
    ]
  }
  return (word.match(runs) ?? []).flatMap((run) =>
    han.test(run) ? bigrams(run).map((gram) => [{ text: gram, prefix: false }]) : [latinNeed(run)],
  )
}
const latinNeed = (run: string): readonly Sought[] => {
  // One letter as a beginning would touch half of all names.
  const forward = { text: run, prefix: [...run].length >= 2 }
  return run.length >= 4 && /\d/.test(run) ? [forward, { text: backwards(run), prefix: true }] : [forward]
}
