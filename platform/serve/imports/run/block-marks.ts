import { targetOf, traitsOf } from '@lianke/kernel'
import { bare } from '../../../model/records/read-value.ts'
import { uniqueKeysOf } from '../../../model/records/check-unique.ts'
import { mappedParts } from '../map/part-fields.ts'
import { keyText, type Plan } from './plan.ts'

type Row = Record<string, unknown>

/** Whether two blocks of this import may be written at the same time, where they name different records. */
export const maySideBySide = ({ model, object, mapping }: Plan): boolean => {
  const isPointing = (name: string) => {
    const field = object.fields.get(name)
    return field !== undefined && targetOf(field) !== undefined
  }
  const counted = [...object.fields.values()].some((field) => traitsOf(field).computed === 'series')
  const summed = [...model.objects.values()].some((parent) =>
    [...parent.fields.values()].some((field) => traitsOf(field).computed === 'children' && field.options.child === object.name),
  )
  const toItself = mapping.columns.some(({ field }) => object.fields.get(field)?.options.to === object.name)
  const byId = mapping.columns.some(({ field }) => field === 'id')
  // Rows of one whole may stand in several blocks, and each counts on from the last.
  if (mappedParts(object, mapping).length > 0) return false
  return !counted && !summed && !toItself && !byId && ![...(mapping.key ?? []), ...uniqueKeysOf(object).flat()].some(isPointing)
}

/** Everything by which a row of a block may mean the same record as a row of another block: its source's id, its key, its unique values. */
export const marksOf = (plan: Plan, rows: Iterable<Row>): ReadonlySet<string> => {
  const { mapping, object } = plan
  const keys = [
    ...(mapping.source ? [['source_id']] : []),
    ...(mapping.key ? [[...mapping.key]] : []),
    ...uniqueKeysOf(object),
  ].map((names) => ({ names, said: names.join(',') }))
  const marks = new Set<string>()
  for (const row of rows) {
    for (const { names, said } of keys) {
      const text = keyText(names.map((name) => bare(row[name])))
      if (text !== null) marks.add(`${said}:${text}`)
    }
  }
  return marks
}

export const share = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => {
  for (const mark of a) if (b.has(mark)) return true
  return false
}
