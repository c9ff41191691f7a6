import { fieldTypes, type MetaField } from '@lianke/kernel'
import type { AccessContext as Access } from '../../model/access/access-context.ts'
import { fieldAnswer, fieldRight, type FieldUse, useOf } from '../../model/access/field-access.ts'
import type { ModelObject } from '../../model/model/model.ts'

/** The fields of an object as somebody may use them; hidden ones are absent. */
export const metaFieldsOf = (access: Access, object: ModelObject): Record<string, MetaField> => {
  const fields: Record<string, MetaField> = {}
  const derived = new Set<string>(object.definition.derive?.fields)
  for (const [name, field] of object.fields) {
    const { type, label, options } = field
    const said = fieldRight(access, object, name, field)
    if (said === 'hidden') continue
    const { operators, sortable, report, writable } = fieldTypes[type]
    const may = (use: FieldUse) => fieldAnswer(access, object, name, field, use) === 'open'
    const own = writable && !options.readOnly && !derived.has(name)
    const byActs = object.definition.written?.[name] !== undefined
    fields[name] = {
      type,
      label,
      options,
      operators: operators.filter((op) => may(useOf(op))),
      sortable: sortable && may('sort'),
      report: may('group') ? report : 'none',
      writable: own && !byActs,
      ...(own && object.definition.written?.[name] === 'commands' ? { migrates: true } : {}),
      ...(said === 'write' ? {} : { access: said }),
    }
  }
  return fields
}
