import { type EventFilter, type EventStep, eventStepsMax, stepCountMax, type StepTime, stepTimeUnits } from '@lianke/kernel'
import { InputNumber, Select } from 'antd'
import { eventObjectName } from '../../base/client/event-object.ts'
import { useModel } from '../../base/client/meta.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { FilterBar } from './filter-bar.tsx'

/** Longest time of each unit: ten years. */
const longest = { minute: 5_256_000, hour: 87_600, day: 3650, week: 521 } as const
const threeDays: StepTime = { up_to: 3, unit: 'day' }

const useEventOptions = () => {
  const text = useText()
  return useModel().events.map((event) => ({ value: event.name, label: text(event.label) }))
}

/** At any time after the step before, or within some time. */
const StepTimeParts = ({ within, onChange }: { readonly within?: StepTime; onChange(within: StepTime | undefined): void }) => {
  const w = useWords()
  return (
    <>
      <Select<'any' | 'within'>
        aria-label={w('filter.then.time')}
        size="small"
        popupMatchSelectWidth={false}
        value={within ? 'within' : 'any'}
        onChange={(next) => onChange(next === 'any' ? undefined : threeDays)}
        options={[
          { value: 'any', label: w('filter.then.any_time') },
          { value: 'within', label: w('filter.then.in_time') },
        ]}
      />
      {within ? (
        <>
          <InputNumber
            aria-label={w('filter.value')}
            size="small"
            min={1}
            max={longest[within.unit]}
            precision={0}
            controls={false}
            style={{ width: 60 }}
            value={within.up_to}
            onChange={(next) => onChange({ ...within, up_to: next ?? 1 })}
          />
          <Select
            aria-label={w('filter.then.unit')}
            size="small"
            popupMatchSelectWidth={false}
            value={within.unit}
            onChange={(unit) => onChange({ unit, up_to: Math.min(within.up_to, longest[unit]) })}
            options={stepTimeUnits.map((unit) => ({ value: unit, label: w(`unit.${unit}`) }))}
          />
        </>
      ) : null}
    </>
  )
}

interface StepPartProps {
  readonly step: EventStep
  onChange(step: EventStep): void
}

/** Whether it followed; only the last may be one that did not. */
const DidOrNot = ({ step, onChange }: StepPartProps) => {
  const w = useWords()
  const { none: _none, ...did } = step
  return (
    <Select<'did' | 'none'>
      aria-label={w('filter.how')}
      size="small"
      popupMatchSelectWidth={false}
      value={step.none ? 'none' : 'did'}
      onChange={(next) => onChange(next === 'none' ? { ...did, none: true } : did)}
      options={[
        { value: 'did', label: w('filter.then.did') },
        { value: 'none', label: w('filter.then.none') },
      ]}
    />
  )
}

/** How often it must follow, or what it must not reach. */
const StepTimes = ({ step, onChange }: StepPartProps) => {
  const w = useWords()
  const { times, ...once } = step
  return (
    <>
      <span className="lk-muted">{w('op.gte')}</span>
      <InputNumber
        aria-label={w('filter.then.times')}
        size="small"
        min={1}
        max={stepCountMax}
        precision={0}
        controls={false}
        style={{ width: 48 }}
        value={times ?? 1}
        onChange={(next) => onChange(next && next > 1 ? { ...once, times: next } : once)}
      />
      <span className="lk-muted">{w('filter.times')}</span>
    </>
  )
}

/** The properties of a step, where its event has any. */
const StepWhere = ({ step, onChange }: StepPartProps) => {
  const w = useWords()
  const known = useModel().object(eventObjectName(step.event))
  if (!known || Object.keys(known.fields).length === 0) return null
  const { where, ...rest } = step
  return (
    <span className="lk-row lk-tree-where">
      <span className="lk-muted">{w('filter.child.where')}</span>
      <FilterBar
        object={known.name}
        value={where ?? null}
        nested
        onChange={(next) => onChange(next ? { ...rest, where: next } : rest)}
      />
    </span>
  )
}

const Step = ({ step, last, onChange, onRemove }: StepPartProps & { readonly last: boolean; onRemove(): void }) => {
  const w = useWords()
  const events = useEventOptions()
  const { within: _within, ...whenever } = step
  const { where: _where, ...anyHow } = step
  return (
    <fieldset className="lk-then" aria-label={w('filter.then')}>
      <span className="lk-muted">{w('filter.then')}</span>
      {last ? <DidOrNot step={step} onChange={onChange} /> : null}
      <Select
        aria-label={w('filter.event.choose')}
        size="small"
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        value={step.event}
        onChange={(event) => onChange({ ...anyHow, event })}
        options={events}
      />
      <StepTimes step={step} onChange={onChange} />
      <StepTimeParts
        {...(step.within ? { within: step.within } : {})}
        onChange={(within) => onChange(within ? { ...whenever, within } : whenever)}
      />
      <StepWhere step={step} onChange={onChange} />
      <button
        type="button"
        className="lk-filter-x"
        aria-label={w('filter.then.remove')}
        title={w('filter.then.remove')}
        onClick={onRemove}
      >
        <Icon name="close" size={12} />
      </button>
    </fieldset>
  )
}

/** What followed an event, step by step, and the place where another is added. */
export const EventSteps = ({ filter, onChange }: { readonly filter: EventFilter; onChange(filter: EventFilter): void }) => {
  const w = useWords()
  const events = useEventOptions()
  const { then: steps = [], ...first } = filter
  const set = (then: readonly EventStep[]) => onChange(then.length === 0 ? first : { ...first, then })
  const open = steps.length < eventStepsMax - 1 && !steps.at(-1)?.none
  return (
    <div className="lk-thens">
      {steps.map((step, at) => (
        <Step
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no identity but their place
          key={at}
          step={step}
          last={at === steps.length - 1}
          onChange={(next) => set(steps.map((one, place) => (place === at ? next : one)))}
          onRemove={() => set(steps.filter((_, place) => place !== at))}
        />
      ))}
      {open ? (
        <Select<string | null>
          aria-label={w('filter.then.add')}
          size="small"
          variant="borderless"
          className="lk-then-add"
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          value={null}
          placeholder={w('filter.then.add')}
          onChange={(event) => event && set([...steps, { event, within: threeDays }])}
          options={events}
        />
      ) : null}
    </div>
  )
}
