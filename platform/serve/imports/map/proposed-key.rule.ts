import { traitsOf } from '@lianke/kernel'
import type { AccessContext } from '../../../model/access/access-context.ts'
import { fieldAnswer } from '../../../model/access/field-access.ts'
import type { ModelObject } from '../../../model/model/model.ts'
import type { Mapping } from './mapping.ts'

/** What other systems call a record by, in texts that are kept for it. */
const foreignNames = /(?:^|_)(?:external_number|external_id|code|number|sku)$/

/**
 * By what rows most likely find the records that are there, the surest first: our own id, what may stand only once, the id in the source, a
 * number of elsewhere, what somebody is reached by. Nothing that is closed or masked to who asks.
 */
export const proposedKey = (
  access: AccessContext,
  object: ModelObject,
  mapping: Mapping,
  /** Most texts of these columns are no values. */
  doubtful: ReadonlySet<number> = new Set(),
): Mapping => {
  const mapped = new Set(mapping.columns.map(({ field }) => field))
  const keptAsText = new Set(mapping.columns.flatMap(({ field, column }) => (doubtful.has(column) ? [field] : [])))
  const open = [...object.fields].filter(
    ([name, field]) => mapped.has(name) && traitsOf(field).key && fieldAnswer(access, object, name, field, 'key') === 'open',
  )
  const named = (which: (name: string, field: (typeof open)[number][1]) => unknown) =>
    open.find(([name, field]) => which(name, field))?.[0]
  const together = (object.definition.uniqueTogether ?? []).find((names) => names.every((name) => mapped.has(name)))
  const key = mapped.has('id')
    ? 'id'
    : (named((_name, { options }) => options.unique) ??
      (mapped.has('source_id') ? 'source_id' : undefined) ??
      named((name) => foreignNames.test(name)) ??
      named((name, field) => traitsOf(field).reaches !== undefined && !keptAsText.has(name)))
  if (key !== undefined) return { ...mapping, key: [key] }
  return together ? { ...mapping, key: [...together] } : mapping
}
