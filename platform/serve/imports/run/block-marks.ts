import { type Field, targetOf, traitsOf } from '@lianke/kernel'
import type { ModelObject } from '../../../model/model/model.ts'
import { bare } from '../../../model/records/read-value.ts'
import { uniqueKeysOf } from '../../../model/records/check-unique.ts'
import { formulasOf } from '../../../model/records/formulas.ts'
import { mappedField, mappedParts } from '../map/part-fields.ts'
import { keyNames, keyText, type Plan } from './plan.ts'

type Row = Record<string, unknown>

/**
 * How the blocks of an import follow each other, where they name different records: side by side; in turn, each beginning once the one before
 * has its numbers; or alone.
 */
type Pace = 'side by side' | 'in turn' | 'alone'

export const paceOf = (plan: Plan): Pace => {
  const { model, object, mapping } = plan
  const parts = mappedParts(object, mapping).flatMap((part) => model.objects.get(part.object) ?? [])
  const written = [object, ...parts]
  const isWritten = (name: string | undefined) => written.some((one) => one.name === name)
  const isPointing = (field: Field | undefined) => field !== undefined && targetOf(field) !== undefined
  const keys = [...(mapping.key ?? []), ...uniqueKeysOf(object).flat()]
  // What a row means is not told by its texts alone, or a row may mean what another block makes.
  const unclear =
    mapping.columns.some(({ field }) => field === 'id') ||
    mapping.columns.some(({ field: path }) => {
      const { field } = mappedField(model, object, path)
      return field !== undefined && isWritten(targetOf(field))
    }) ||
    keys.some((name) => isPointing(object.fields.get(name))) ||
    parts.some((child) => uniqueKeysOf(child).length > 0) ||
    givesUp(plan)
  if (unclear) return 'alone'
  const counted = written.some(({ fields }) => [...fields.values()].some((field) => traitsOf(field).computed === 'series'))
  const summed = [...model.objects.values()].some(
    (parent) =>
      parent !== object &&
      [...parent.fields.values()].some(
        (field) => traitsOf(field).computed === 'children' && isWritten(String(field.options.child)),
      ),
  )
  if (!counted && !summed) return 'side by side'
  return counted && !locksFirst(plan, written) ? 'in turn' : 'alone'
}

/** May a row give a unique value up, which a row of another block takes? None of the two names the record of the other. */
const givesUp = ({ object, mapping }: Plan): boolean => {
  const names = keyNames(mapping)
  const key = new Set(names.includes('source_id') ? [] : names)
  const mapped = new Set([...mapping.columns.map(({ field }) => field), ...Object.keys(mapping.constants ?? {})])
  return names.length > 0 && uniqueKeysOf(object).some((unique) => unique.some((name) => mapped.has(name) && !key.has(name)))
}

/** Does a block lock other records before it has its numbers? The block before, which may want them too, would wait for it, and it for that one. */
const locksFirst = ({ object, mapping }: Plan, written: readonly ModelObject[]): boolean =>
  written.some((one) => formulasOf(one).some(({ far }) => far.length > 0)) ||
  object.definition.follows !== undefined ||
  (object.checks.length > 0 && !mapping.migrating)

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
