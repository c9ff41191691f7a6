import { isObject } from '@lianke/kernel'
import type { Taken } from './take-over.rule.ts'

/** A sum is the same sum when only its worth in the company's own currency was worked out anew. */
const worth = (value: unknown): string =>
  JSON.stringify(isObject(value) && 'base_amount' in value ? [value.amount, value.currency] : (value ?? null))
const names = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

/** What the kept person gives back: only what is still as it was taken; tags lose what the other one brought. */
export const givenBack = (kept: Readonly<Record<string, unknown>>, taken: readonly Taken[]): Record<string, unknown> => {
  const back: Record<string, unknown> = {}
  for (const { field, from, to } of taken) {
    if (field === 'tags') {
      const brought = new Set(names(to).filter((tag) => !names(from).includes(tag)))
      back.tags = names(kept.tags).filter((tag) => !brought.has(tag))
    } else if (worth(kept[field]) === worth(to)) back[field] = from
  }
  return back
}
