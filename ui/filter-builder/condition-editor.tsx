import { InputNumber, Select } from 'antd'
import type { ChildFilter, FieldFilter, Filter, FilterOperator } from '@lianke/kernel'
import { useModel } from '../client/meta.ts'
import { fieldWidgets } from '../field-types/registry.tsx'
import { useText, useWords, type WordKey } from '../i18n/i18n.ts'
import { FilterBar } from './filter-bar.tsx'
import { sayOperator, sayPath } from './filter-sentence.ts'
import { isChild, isField, valueFor, valueless } from './filter-tree.ts'
import { useSpeaker } from './speaker.ts'

interface Props<F extends Filter> { readonly object: string; readonly filter: F; onChange(filter: F): void }

const FieldCondition = ({ object, filter, onChange }: Props<FieldFilter>) => {
  const w = useWords()
  const speaker = useSpeaker()
  const field = useModel().fieldAt(object, filter.field)
  if (!field) return <span className="lk-muted">{filter.field}</span>
  const { FilterEditor } = fieldWidgets[field.type]
  return (
    <div className="lk-condition">
      <span className="lk-label">{sayPath(speaker, object, filter.field)}</span>
      <div className="lk-row" style={{ flexWrap: 'wrap', gap: 6 }}>
        <Select size="small" popupMatchSelectWidth={false} value={filter.op} onChange={(op: FilterOperator) => onChange({ field: filter.field, op, value: valueFor(op, filter.op, filter.value) })} options={field.operators.map((op) => ({ value: op, label: sayOperator(w, field, op) }))} />
        {valueless.has(filter.op) ? null : <FilterEditor field={field} op={filter.op} value={filter.value} onChange={(value) => onChange({ ...filter, value })} />}
      </div>
    </div>
  )
}

const measured = new Set(['integer', 'decimal', 'money', 'percent'])

const ChildCondition = ({ filter, onChange }: Props<ChildFilter>) => {
  const w = useWords()
  const text = useText()
  const child = useModel().object(filter.child)
  if (!child) return <span className="lk-muted">{filter.child}</span>
  const { measure } = filter
  const kind = filter.none ? 'none' : measure ? `${measure.fn}:${measure.of ?? ''}` : 'some'
  const numbers = Object.entries(child.fields).filter(([, field]) => measured.has(field.type))
  const change = (next: string) => {
    const { none: _none, measure: _measure, ...rest } = filter
    if (next === 'none') return onChange({ ...rest, none: true })
    if (next === 'some') return onChange(rest)
    const [fn = 'count', of] = next.split(':')
    onChange({ ...rest, measure: { fn: fn as 'count', ...(of ? { of } : {}), op: measure?.op ?? 'gte', value: measure?.value ?? 1 } })
  }
  return (
    <div className="lk-condition">
      <span className="lk-label">{text(child.label)}</span>
      <div className="lk-row" style={{ flexWrap: 'wrap', gap: 6 }}>
        <Select size="small" popupMatchSelectWidth={false} value={kind} onChange={change} options={[
          { value: 'some', label: w('filter.child.some') }, { value: 'none', label: w('filter.child.none') }, { value: 'count:', label: w('filter.child.count') },
          ...numbers.flatMap(([name, field]) => (['sum', 'max', 'min', 'avg'] as const).map((fn) => ({ value: `${fn}:${name}`, label: w(`filter.child.${fn}` as WordKey, { field: text(field.label) }) }))),
        ]} />
        {measure ? (
          <>
            <Select size="small" popupMatchSelectWidth={false} value={measure.op} onChange={(op) => onChange({ ...filter, measure: { ...measure, op } })} options={(['gte', 'lte', 'eq', 'gt', 'lt'] as const).map((op) => ({ value: op, label: w(`op.${op}`) }))} />
            <InputNumber size="small" controls={false} style={{ width: 80 }} value={measure.value} onChange={(value) => onChange({ ...filter, measure: { ...measure, value: value ?? 0 } })} />
          </>
        ) : null}
      </div>
      <span className="lk-label">{w('filter.child.where')}</span>
      <FilterBar object={filter.child} value={filter.where ?? null} onChange={(where) => onChange({ ...filter, where: where ?? undefined })} nested />
    </div>
  )
}

/** Edits one condition, or a group of them, inside a popover. */
export const ConditionEditor = ({ object, filter, onChange }: Props<Filter>) => {
  if (isField(filter)) return <FieldCondition object={object} filter={filter} onChange={onChange} />
  if (isChild(filter)) return <ChildCondition object={object} filter={filter} onChange={onChange} />
  if ('not' in filter) return <FilterBar object={object} value={filter.not} onChange={(inner) => onChange(inner ? { not: inner } : { and: [] })} nested />
  if ('and' in filter || 'or' in filter) return <FilterBar object={object} value={filter} onChange={(inner) => onChange(inner ?? { or: [] })} nested keepGroup />
  return null
}
