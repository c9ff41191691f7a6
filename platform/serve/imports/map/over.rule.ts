import { isObject } from '@lianke/kernel'
import { bare } from '../../../model/records/read-value.ts'

type Values = Readonly<Record<string, unknown>>

/** The lines that are put behind what a field holds. */
const linesOf = (value: unknown): readonly unknown[] | null =>
  isObject(value) && Array.isArray(value.$add) && Object.keys(value).length === 1 ? value.$add : null

/** A later row of a record over an earlier one. What either puts behind the text of a field stays behind it: none of it is lost. */
export const over = (earlier: Values, later: Values): Record<string, unknown> => {
  const values: Record<string, unknown> = { ...earlier, ...later }
  for (const name in later) {
    const lines = linesOf(bare(later[name]))
    if (lines === null || !(name in earlier)) continue
    const before = bare(earlier[name])
    const known = linesOf(before)
    if (known) values[name] = { $add: [...known, ...lines.filter((line) => !known.includes(line))] }
    else if (typeof before === 'string' && before !== '') {
      const fresh = lines.filter((line) => !before.split('\n').includes(String(line)))
      values[name] = [before, ...fresh].join('\n')
    }
  }
  return values
}
