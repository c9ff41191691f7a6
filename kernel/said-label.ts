import { isObject } from './is-object.ts'
import type { Label } from './label.ts'
import { textIn } from './value-shapes.ts'

/** Words that whoever drew a process gave: in both languages, or in the one they speak; null: none. */
export const saidLabel = (said: unknown): Label | null => {
  const plain = textIn(said)?.trim()
  if (plain) return { zh: plain, en: plain }
  const [zh, en] = isObject(said) ? [textIn(said.zh)?.trim(), textIn(said.en)?.trim()] : []
  return zh || en ? { zh: zh || en || '', en: en || zh || '' } : null
}
