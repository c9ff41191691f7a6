import { label, type MetaField, type MetaObject, targetOf, traitsOf } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { type ColumnMap, type Mapping, targetsOf } from './import-run.ts'

const ownId = label('本系统编号（ID）', 'Id in this system')
/** What a column that is left out becomes. */
export const left = ''

interface Choice {
  readonly value: string
  readonly label: string
}

interface Matched {
  /** The import whose columns they are. */
  readonly run: string
  readonly mapping: Mapping
}

/** The matching of columns to fields while it is made: what is offered, and the way to change it. */
export const useMapping = (object: MetaObject, { run, mapping }: Matched, onChange: (mapping: Mapping) => void) => {
  const text = useText()
  const model = useModel()
  const targets = targetsOf(object, model.object, mapping.migrating ?? false)
  // A column may have been matched to what only a migration brings.
  const labels = new Map(targetsOf(object, model.object, true).map(([name, field]) => [name, text(field.label)]))
  const saidOf = (name: string): string =>
    labels.get(name) ??
    (name === 'id' ? text(ownId) : name === 'source_id' ? text(label('来源编号', 'Id in the source system')) : name)
  const metaOf = (field: string): MetaField | undefined => object.fields[field] ?? targets.find(([name]) => name === field)?.[1]
  const options: readonly Choice[] = [
    { value: left, label: text(label('不导入', 'Leave out')) },
    ...targets.map(([name, field]) => ({ value: name, label: text(field.label) })),
    { value: 'id', label: text(ownId) },
    { value: 'source_id', label: text(label('来源编号', 'Id in the source system')) },
  ]
  return {
    run,
    saidOf,
    fieldOf: (column: number) => mapping.columns.find((one) => one.column === column),
    /** What a column becomes beside. */
    alsoOf: (column: number) => mapping.columns.filter((one) => one.column === column).slice(1),
    add: (column: number, field: string) => onChange({ ...mapping, columns: [...mapping.columns, { column, field }] }),
    drop: (column: number, field: string) =>
      onChange({ ...mapping, columns: mapping.columns.filter((one) => one.column !== column || one.field !== field) }),
    /** What a column may become; what it is already is never missing. */
    offered: (field: string | undefined): readonly Choice[] =>
      field === undefined || options.some(({ value }) => value === field)
        ? options
        : [...options, { value: field, label: saidOf(field) }],
    set: (column: number, field: string) => onChange(withField(mapping, column, field, isJoined(metaOf(field)))),
    metaOf,
    change: ({ column, field }: ColumnMap, change: Partial<ColumnMap>) =>
      onChange({
        ...mapping,
        columns: mapping.columns.map((one) => (one.column === column && one.field === field ? { ...one, ...change } : one)),
      }),
    /** Fields that keep what a cell says beyond its value. */
    keepers: targets.filter(([name, field]) => !name.includes('.') && traitsOf(field).joined === '\n'),
    /** How many columns go to the field of this one. */
    sharing: (field: string) => mapping.columns.filter((one) => one.field === field).length,
    /** How the text of a column names the record it refers to. */
    ways: (field: string): readonly Choice[] | null => {
      const meta = object.fields[field] ?? targets.find(([name]) => name === field)?.[1]
      const target = meta && !traitsOf(meta).many ? model.object(targetOf(meta) ?? '') : undefined
      if (!target) return null
      const unique = Object.entries(target.fields).filter(
        ([name, one]) => name === target.title || one.options.unique || traitsOf(one).reaches !== undefined,
      )
      return [
        { value: '', label: text(label('按名称', 'by name')) },
        ...unique
          .filter(([name]) => name !== target.title)
          .map(([name, one]) => ({ value: name, label: text(label('按{field}', 'by {field}'), { field: text(one.label) }) })),
        { value: 'source', label: text(label('按来源编号', 'by source id')) },
      ]
    },
  }
}
export type Matching = ReturnType<typeof useMapping>

/** The column becomes the field; no other column does, but where a field is made of several. */
const withField = (mapping: Mapping, column: number, field: string, joins: boolean): Mapping => {
  const rest = mapping.columns.filter((one) => one.column !== column && (joins || one.field !== field))
  const columns = field === left ? rest : [...rest, { column, field }]
  const { key = [], ...others } = mapping
  return { ...others, columns, key: key.filter((name) => columns.some((one) => one.field === name)) }
}

const isJoined = (field: MetaField | undefined): boolean => {
  const { joined, many, reaches, parts } = field ? traitsOf(field) : {}
  return joined !== undefined || many === true || reaches !== undefined || parts !== undefined
}
