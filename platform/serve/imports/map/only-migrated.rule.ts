import type { Model, ModelObject } from '../../../model/model/model.ts'
import { keepsStates } from './keeps-states.rule.ts'
import { isForeign } from './kept-texts.rule.ts'
import type { ColumnMap, Mapping } from './mapping.ts'
import { mappedField } from './part-fields.ts'

interface Given {
  readonly model: Pick<Model, 'objects'>
  readonly object: ModelObject
  readonly texts: readonly (readonly string[])[]
  readonly mayMigrate: boolean
}

/**
 * States that only acts lead to, and what only acts write or is worked out, come in with records that come as they were elsewhere. Such an import is proposed to who may
 * have it; to others those columns are left out. What follows from the lines of a record is never said beside them.
 */
export const onlyMigrated = ({ model, object, texts, mayMigrate }: Given, mapping: Mapping): Mapping => {
  const byLine = mapping.columns.some(({ field }) => object.parts.has(field.split('.')[0] ?? ''))
  const named = ({ field: path, column, values = {} }: ColumnMap) => {
    const { object: owner, path: own, field } = mappedField(model, object, path)
    const name = own.split('.')[0] ?? ''
    const derived: readonly string[] = owner.definition.derive?.fields ?? []
    const said = texts[column] ?? []
    // Where nothing it says is a value of ours, it says nothing yet.
    const silent = field !== undefined && isForeign(field, said) && said.every((text) => !values[text])
    return { derived: derived.includes(name), byActs: !silent && owner.definition.written?.[name] !== undefined }
  }
  const said = mapping.columns.filter((one) => !(byLine && named(one).derived))
  const closed = said.filter((one) => named(one).derived || named(one).byActs)
  if (mayMigrate)
    return closed.length > 0 || keepsStates(object, mapping, texts)
      ? { ...mapping, columns: said, migrating: true }
      : { ...mapping, columns: said }
  return { ...mapping, columns: said.filter((one) => !closed.includes(one)) }
}
