import type { Normalised } from './field-type.ts'
import { cleanText, splitList } from './plain-text.ts'
import { wrongType } from './wrong-type.ts'

/** Entries of a set, each cleaned and looked up, without repetition; no entries is null. Text is split at commas. */
export const normaliseSet = (input: unknown, { max, each }: { max: number; each: (text: string) => Normalised }): Normalised => {
  if (input === null || input === undefined) return { value: null }
  const entries = typeof input === 'string' ? splitList(input) : input
  if (!Array.isArray(entries)) return wrongType('list')
  if (entries.length > max) return { problem: 'field.too_many', params: { max } }
  const values = new Set<unknown>()
  for (const entry of entries) {
    const text = cleanText(entry)
    if (typeof text !== 'string') return text
    if (text === '') continue
    const answer = each(text)
    if ('problem' in answer) return answer
    values.add(answer.value)
  }
  return { value: values.size === 0 ? null : [...values] }
}
