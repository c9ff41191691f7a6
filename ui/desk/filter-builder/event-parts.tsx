import { type EventFilter, oneOf, traitsOf } from '@lianke/kernel'
import { Select } from 'antd'
import { eventObjectName } from '../../base/client/event-object.ts'
import { useModel } from '../../base/client/meta.ts'
import { StretchEditor } from '../../base/field-types/parts/stretch-editor.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { kindOf, MeasureParts, type PartProps } from './condition-parts.tsx'

type Within = EventFilter['within']
/** At any time, or in a window. */
const WhenParts = ({ within, onChange }: { readonly within: Within; onChange(within: Within): void }) => {
  const w = useWords()
  return within === undefined ? (
    <Select<'any' | number>
      aria-label={w('filter.value')}
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
      <StretchEditor value={within} onChange={onChange} />
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

const measured = ['count', 'sum', 'max', 'min'] as const
const numbered = ['sum', 'max', 'min'] as const
const monthOfDays = { last: 30, unit: 'day' } as const

/** The same event, asked about in another way: never, at all, first, last, how often, how much. */
const askedAs = (filter: EventFilter, kind: string): EventFilter => {
  const { none: _none, measure, ...rest } = filter
  if (kind === 'none') return { ...rest, none: true }
  if (kind === 'some') return rest
  const [fn, of] = kind.split(':')
  const { within: _within, ...ever } = rest
  if (fn === 'first' || fn === 'last') return { ...ever, measure: { fn, op: 'within', value: monthOfDays } }
  // A number stays a number; a window is none.
  const kept = measure && !isTurn(measure) ? { op: measure.op, value: measure.value } : { op: 'gte' as const, value: 1 }
  return { ...rest, measure: { fn: oneOf(measured, fn) ?? 'count', ...(of ? { of } : {}), ...kept } }
}
const isTurn = (measure: EventFilter['measure']): boolean => measure?.fn === 'first' || measure?.fn === 'last'

/** The ways to ask about an event, as far as it carries numbers. */
const useEventKinds = (name: string) => {
  const w = useWords()
  const text = useText()
  const event = useModel().object(eventObjectName(name))
  const numbers = Object.entries(event?.fields ?? {}).filter(([, field]) => traitsOf(field).report === 'measure')
  return [
    { value: 'count:', label: w('filter.event.count') },
    { value: 'some', label: w('filter.event') },
    { value: 'none', label: w('filter.event.never') },
    { value: 'first:', label: w('filter.event.first') },
    { value: 'last:', label: w('filter.event.last') },
    ...numbers.flatMap(([name, field]) =>
      numbered.map((fn) => ({
        value: `${fn}:${name}`,
        label: w(`filter.child.${fn}`, { field: text(field.label) }),
      })),
    ),
  ]
}

/** How often, how much or when a person did something. */
export const EventParts = ({ filter, onChange }: PartProps<EventFilter>) => {
  const w = useWords()
  const kinds = useEventKinds(filter.event)
  const { measure } = filter
  const turns = isTurn(measure)
  return (
    <>
      <Select
        aria-label={w('filter.how')}
        size="small"
        popupMatchSelectWidth={false}
        value={kindOf(filter)}
        onChange={(next) => onChange(askedAs(filter, next))}
        options={kinds}
      />
      {measure && !turns ? (
        <MeasureParts
          measure={measure}
          times={measure.fn === 'count'}
          onChange={(part) => onChange({ ...filter, measure: { ...measure, ...part } })}
        />
      ) : null}
      {measure && turns ? (
        <StretchEditor value={measure.value} onChange={(value) => onChange({ ...filter, measure: { ...measure, value } })} />
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
