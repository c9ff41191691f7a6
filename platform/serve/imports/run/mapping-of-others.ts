import { targetOf } from '@lianke/kernel'
import type { AccessContext } from '../../../model/access/access-context.ts'
import { fieldAnswer, type FieldUse } from '../../../model/access/field-access.ts'
import type { Model, ModelObject } from '../../../model/model/model.ts'
import { commonField } from '../../../model/query/common-fields.ts'
import type { Mapping } from '../map/mapping.ts'
import { onlyMigrated } from '../map/only-migrated.rule.ts'
import { mappedField } from '../map/part-fields.ts'

interface Reader {
  readonly model: Model
  readonly access: AccessContext
  readonly object: ModelObject
  readonly texts: readonly (readonly string[])[]
  readonly mayMigrate: boolean
}

/** A mapping that was kept for a header, perhaps by somebody else, as far as this one may use it: nothing in it is refused him, or told. */
export const mappingOfOthers = ({ model, access, object, texts, mayMigrate }: Reader, mapping: Mapping): Mapping => {
  const isOpen = (path: string, use: FieldUse): boolean => {
    const { object: owner, path: own, field } = mappedField(model, object, path)
    const name = own.split('.')[0] ?? ''
    return field
      ? fieldAnswer(access, owner, name, field, use) === 'open'
      : name === 'id' || name === 'source_id' || Boolean(commonField(name))
  }
  const isNamed = (path: string, by: string): boolean => {
    const { field } = mappedField(model, object, path)
    const target = field && model.objects.get(targetOf(field) ?? '')
    const named = target?.fields.get(by)
    return !target || !named || fieldAnswer(access, target, by, named, 'key') === 'open'
  }
  const columns = mapping.columns.filter(({ field, by }) => isOpen(field, 'show') && (!by || isNamed(field, by)))
  const mapped = new Set(columns.map(({ field }) => field))
  const own: Mapping = {
    ...mapping,
    columns,
    ...(mapping.key ? { key: mapping.key.filter((name) => mapped.has(name) && isOpen(name, 'key')) } : {}),
    ...(mapping.constants
      ? { constants: Object.fromEntries(Object.entries(mapping.constants).filter(([name]) => isOpen(name, 'show'))) }
      : {}),
  }
  if (mayMigrate) return own
  const { migrating: _closed, ...rest } = own
  return onlyMigrated({ model, object, texts, mayMigrate }, rest)
}
