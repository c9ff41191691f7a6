import {
  type ChildFilter,
  type EventFilter,
  type FieldFilter,
  type Filter,
  type FilterOperator,
  idIn,
  oneOf,
  segmentObject,
  type SegmentFilter,
  traitsOf,
} from '@lianke/kernel'
import { InputNumber, Select } from 'antd'
import { useModel } from '../../base/client/meta.ts'
import { RecordPicker } from '../../base/field-types/parts/record-picker.tsx'
import { fieldWidgets } from '../../base/field-types/registry.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { sayOperator } from './filter-sentence.ts'
import { valueFor, valueless } from './filter-tree.ts'

export interface PartProps<F extends Filter> {
  readonly object: string
  readonly filter: F
  onChange(filter: F): void
}

const comparisons = ['gte', 'lte', 'eq', 'gt', 'lt'] as const

/** Operator and value of a condition on a field. */
export const FieldParts = ({ object, filter, onChange }: PartProps<FieldFilter>) => {
  const w = useWords()
  const field = useModel().fieldAt(object, filter.field)
  if (!field) return null
  const { FilterEditor } = fieldWidgets[field.type]
  return (
    <>
      <Select
        aria-label={w('filter.how')}
        size="small"
        popupMatchSelectWidth={false}
        value={filter.op}
        onChange={(op: FilterOperator) => onChange({ field: filter.field, op, value: valueFor(op, filter.op, filter.value) })}
        options={field.operators.map((op) => ({ value: op, label: sayOperator(w, field, op) }))}
      />
      {valueless.has(filter.op) ? null : (
        <FilterEditor field={field} op={filter.op} value={filter.value} onChange={(value) => onChange({ ...filter, value })} />
      )}
    </>
  )
}

const functions = ['count', 'sum', 'max', 'min', 'avg'] as const
const numbered = ['sum', 'max', 'min', 'avg'] as const
/** How a condition on related records or events asks, as one word. */
export const kindOf = ({ none, measure }: ChildFilter | EventFilter): string =>
  none ? 'none' : measure ? `${measure.fn}:${measure.of ?? ''}` : 'some'

interface Measure {
  readonly op: string
  readonly value: unknown
}

/** Compared with a number; `times`: what is counted are times. */
export const MeasureParts = <M extends Measure>({
  measure,
  times,
  onChange,
}: {
  readonly measure: M
  readonly times: boolean
  onChange(part: { readonly op: (typeof comparisons)[number]; readonly value: number }): void
}) => {
  const w = useWords()
  const op = oneOf(comparisons, measure.op) ?? 'gte'
  const value = typeof measure.value === 'number' ? measure.value : Number(measure.value ?? 0)
  return (
    <>
      <Select
        aria-label={w('filter.how')}
        size="small"
        popupMatchSelectWidth={false}
        value={op}
        onChange={(next) => onChange({ op: next, value })}
        options={comparisons.map((one) => ({ value: one, label: one === 'eq' ? '=' : w(`op.${one}`) }))}
      />
      <InputNumber
        aria-label={w('filter.value')}
        size="small"
        controls={false}
        style={{ width: 72 }}
        value={value}
        onChange={(next) => onChange({ op, value: next ?? 0 })}
      />
      {times ? <span className="lk-muted">{w('filter.times')}</span> : null}
    </>
  )
}

/** What is counted or measured of related records. */
export const ChildParts = ({ filter, onChange }: PartProps<ChildFilter>) => {
  const w = useWords()
  const text = useText()
  const child = useModel().object(filter.child)
  if (!child) return null
  const { measure } = filter
  const numbers = Object.entries(child.fields).filter(
    ([, field]) => traitsOf(field).report === 'measure' && !field.options.hidden,
  )
  const change = (next: string) => {
    const { none: _none, measure: _measure, ...rest } = filter
    if (next === 'none') return onChange({ ...rest, none: true })
    if (next === 'some') return onChange(rest)
    const [fn, of] = next.split(':')
    onChange({
      ...rest,
      measure: {
        fn: oneOf(functions, fn) ?? 'count',
        ...(of ? { of } : {}),
        op: measure?.op ?? 'gte',
        value: measure?.value ?? 1,
      },
    })
  }
  return (
    <>
      <Select
        aria-label={w('filter.how')}
        size="small"
        popupMatchSelectWidth={false}
        value={kindOf(filter)}
        onChange={change}
        options={[
          { value: 'count:', label: w('filter.child.count') },
          { value: 'some', label: w('filter.child.some') },
          { value: 'none', label: w('filter.child.none') },
          ...numbers.flatMap(([name, field]) =>
            numbered.map((fn) => ({
              value: `${fn}:${name}`,
              label: w(`filter.child.${fn}`, { field: text(field.label) }),
            })),
          ),
        ]}
      />
      {measure ? (
        <MeasureParts
          measure={measure}
          times={false}
          onChange={(part) => onChange({ ...filter, measure: { ...measure, ...part } })}
        />
      ) : null}
    </>
  )
}

/** In or not in another segment. */
export const SegmentParts = ({ filter, onChange }: PartProps<SegmentFilter>) => {
  const w = useWords()
  return (
    <>
      <Select
        aria-label={w('filter.how')}
        size="small"
        popupMatchSelectWidth={false}
        value={filter.member === false ? 'out' : 'in'}
        onChange={(side) => onChange(side === 'out' ? { ...filter, member: false } : { segment: filter.segment })}
        options={[
          { value: 'in', label: w('filter.segment') },
          { value: 'out', label: w('filter.not_segment') },
        ]}
      />
      <span style={{ minWidth: 160 }}>
        <RecordPicker
          to={segmentObject}
          size="small"
          clear={false}
          value={filter.segment || null}
          onChange={(value) => onChange({ ...filter, segment: idIn(value) ?? '' })}
        />
      </span>
    </>
  )
}
