import { segmentObject, idIn } from '@lianke/kernel'
import { InputNumber, Select } from 'antd'
import {
  type ChildFilter,
  type EventFilter,
  type FieldFilter,
  type Filter,
  type FilterOperator,
  type SegmentFilter,
  traitsOf,
} from '@lianke/kernel'
import { eventObjectName } from '../../base/client/event-object.ts'
import { useModel } from '../../base/client/meta.ts'
import { WindowEditor } from '../../base/field-types/parts/date-parts.tsx'
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

interface Measure {
  readonly of?: string
  readonly fn: string
  readonly op: string
  readonly value: unknown
}

const MeasureParts = ({ measure, onChange }: { readonly measure: Measure; onChange(measure: Measure): void }) => {
  const w = useWords()
  return (
    <>
      <Select
        size="small"
        popupMatchSelectWidth={false}
        value={measure.op}
        onChange={(op) => onChange({ ...measure, op })}
        options={comparisons.map((op) => ({ value: op, label: op === 'eq' ? '=' : w(`op.${op}`) }))}
      />
      <InputNumber
        size="small"
        controls={false}
        style={{ width: 72 }}
        value={measure.value as number}
        onChange={(value) => onChange({ ...measure, value: value ?? 0 })}
      />
      {measure.fn === 'count' ? <span className="lk-muted">{w('filter.times')}</span> : null}
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
  const kind = filter.none ? 'none' : measure ? `${measure.fn}:${measure.of ?? ''}` : 'some'
  const numbers = Object.entries(child.fields).filter(
    ([, field]) => traitsOf(field).report === 'measure' && !field.options.hidden,
  )
  const change = (next: string) => {
    const { none: _none, measure: _measure, ...rest } = filter
    if (next === 'none') return onChange({ ...rest, none: true })
    if (next === 'some') return onChange(rest)
    const [fn = 'count', of] = next.split(':')
    onChange({
      ...rest,
      measure: { fn: fn as 'count', ...(of ? { of } : {}), op: measure?.op ?? 'gte', value: measure?.value ?? 1 },
    })
  }
  return (
    <>
      <Select
        size="small"
        popupMatchSelectWidth={false}
        value={kind}
        onChange={change}
        options={[
          { value: 'count:', label: w('filter.child.count') },
          { value: 'some', label: w('filter.child.some') },
          { value: 'none', label: w('filter.child.none') },
          ...numbers.flatMap(([name, field]) =>
            (['sum', 'max', 'min', 'avg'] as const).map((fn) => ({
              value: `${fn}:${name}`,
              label: w(`filter.child.${fn}`, { field: text(field.label) }),
            })),
          ),
        ]}
      />
      {measure ? (
        <MeasureParts
          measure={{ ...measure, fn: measure.fn === 'count' ? 'pieces' : measure.fn }}
          onChange={({ op, value }) => onChange({ ...filter, measure: { ...measure, op: op as 'gte', value: Number(value) } })}
        />
      ) : null}
    </>
  )
}

type Within = EventFilter['within']
/** At any time, or in a window. */
const WhenParts = ({ within, onChange }: { readonly within: Within; onChange(within: Within): void }) => {
  const w = useWords()
  return within === undefined ? (
    <Select<'any' | number>
      size="small"
      popupMatchSelectWidth={false}
      value="any"
      onChange={(next) => next !== 'any' && onChange({ last: next, unit: 'day' })}
      options={[
        { value: 'any', label: w('filter.event.any_time') },
        ...[7, 30, 90, 180].map((last) => ({
          value: last,
          label: w('date.last', { n: last, unit: w('unit.day') }),
        })),
      ]}
    />
  ) : (
    <span className="lk-row" style={{ gap: 2 }}>
      <WindowEditor value={within} onChange={(value) => onChange(value as Within)} />
      <button
        type="button"
        className="lk-plain lk-muted"
        style={{ padding: '0 4px' }}
        aria-label={w('filter.event.any_time')}
        title={w('filter.event.any_time')}
        onClick={() => onChange(undefined)}
      >
        ×
      </button>
    </span>
  )
}

/** How often, how much or when a person did something. */
export const EventParts = ({ filter, onChange }: PartProps<EventFilter>) => {
  const w = useWords()
  const text = useText()
  const event = useModel().object(eventObjectName(filter.event))
  const { measure } = filter
  const kind = filter.none ? 'none' : measure ? `${measure.fn}:${measure.of ?? ''}` : 'some'
  const numbers = Object.entries(event?.fields ?? {}).filter(([, field]) => traitsOf(field).report === 'measure')
  const turns = measure?.fn === 'first' || measure?.fn === 'last'
  const change = (next: string) => {
    const { none: _none, measure: _measure, ...rest } = filter
    if (next === 'none') return onChange({ ...rest, none: true })
    if (next === 'some') return onChange(rest)
    const [fn = 'count', of] = next.split(':')
    const { within: _within, ...ever } = rest
    if (fn === 'first' || fn === 'last')
      return onChange({ ...ever, measure: { fn, op: 'within', value: { last: 30, unit: 'day' } } })
    onChange({
      ...rest,
      measure: {
        fn: fn as 'count',
        ...(of ? { of } : {}),
        op: measure && !turns ? measure.op : 'gte',
        value: measure && !turns ? measure.value : 1,
      },
    })
  }
  return (
    <>
      <Select
        size="small"
        popupMatchSelectWidth={false}
        value={kind}
        onChange={change}
        options={[
          { value: 'count:', label: w('filter.event.count') },
          { value: 'some', label: w('filter.event') },
          { value: 'none', label: w('filter.event.never') },
          { value: 'first:', label: w('filter.event.first') },
          { value: 'last:', label: w('filter.event.last') },
          ...numbers.flatMap(([name, field]) =>
            (['sum', 'max', 'min'] as const).map((fn) => ({
              value: `${fn}:${name}`,
              label: w(`filter.child.${fn}`, { field: text(field.label) }),
            })),
          ),
        ]}
      />
      {measure && !turns ? (
        <MeasureParts
          measure={measure}
          onChange={({ op, value }) => onChange({ ...filter, measure: { ...measure, op: op as 'gte', value } })}
        />
      ) : null}
      {turns ? (
        <WindowEditor value={measure.value} onChange={(value) => onChange({ ...filter, measure: { ...measure, value } })} />
      ) : (
        <WhenParts
          within={filter.within}
          onChange={(within) => {
            const { within: _old, ...rest } = filter
            onChange(within ? { ...rest, within } : rest)
          }}
        />
      )}
    </>
  )
}

/** In or not in another segment. */
export const SegmentParts = ({ filter, onChange }: PartProps<SegmentFilter>) => {
  const w = useWords()
  return (
    <>
      <Select
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
