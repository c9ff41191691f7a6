import { isNowValue, isObject, isPathValue, isRunValue, label, type MetaField } from '@lianke/kernel'
import { Select } from 'antd'
import { fieldWidgets } from '../../base/field-types/registry.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { Labelled } from './labelled.tsx'
import { PathSelect } from './path-select.tsx'
import { useTakenNames } from './taken-values.tsx'
import { RemoveButton } from './remove-button.tsx'

type Source = 'value' | 'path' | 'now' | 'run'
const sourceOf = (value: unknown): Source =>
  isPathValue(value) ? 'path' : isRunValue(value) ? 'run' : isNowValue(value) ? 'now' : 'value'

interface ValueProps {
  readonly field: MetaField
  readonly value: unknown
  readonly disabled: boolean
  onChange(value: unknown): void
}

/** Where the value comes from: it is said outright, read from the record, or the moment of the step. */
const SourceSelect = ({ field, value, disabled, onChange }: ValueProps) => {
  const text = useText()
  const taken = useTakenNames()
  const fresh: Readonly<Record<Source, unknown>> = {
    value: null,
    path: { path: '' },
    run: { run: '' },
    now: { now: field.type === 'date' ? 'day' : 'moment' },
  }
  return (
    <Select
      style={{ width: 104 }}
      disabled={disabled}
      value={sourceOf(value)}
      aria-label={text(label('值来自', 'Where the value comes from'))}
      options={[
        { value: 'value', label: text(label('固定值', 'Value')) },
        { value: 'path', label: text(label('取字段', 'Field')) },
        ...(taken.length > 0 || isRunValue(value) ? [{ value: 'run', label: text(label('取到的值', 'Taken')) }] : []),
        ...(field.report === 'time' ? [{ value: 'now', label: text(label('此刻', 'Now')) }] : []),
      ]}
      onChange={(next: Source) => onChange(fresh[next])}
    />
  )
}

const ValueInput = ({ field, value, disabled, onChange }: ValueProps) => {
  const text = useText()
  const taken = useTakenNames()
  const Value = fieldWidgets[field.type].Input
  if (isRunValue(value))
    return (
      <Select
        style={{ width: '100%' }}
        disabled={disabled}
        value={value.run || null}
        aria-label={text(label('取到的值', 'Taken value'))}
        options={taken.map((name) => ({ value: name, label: name }))}
        onChange={(run: string) => onChange({ run })}
      />
    )
  if (isPathValue(value)) return <PathSelect value={value.path} disabled={disabled} onChange={(path) => onChange({ path })} />
  return Value && !isNowValue(value) ? (
    <Value
      field={field}
      value={value ?? null}
      disabled={disabled}
      onChange={(next) => onChange(isObject(next) && 'id' in next ? next.id : next)}
    />
  ) : null
}

/** The same without a name: where the value comes from, and it. */
export const ValueParts = (given: ValueProps) => (
  <>
    <SourceSelect {...given} />
    <span className="lk-grow">
      <ValueInput {...given} />
    </span>
  </>
)

/** One value of a step, and where it comes from. */
export const ValueLine = ({ required, onRemove, ...given }: ValueProps & { readonly required?: boolean; onRemove?(): void }) => {
  const text = useText()
  return (
    <Labelled said={text(given.field.label)} {...(required ? { required } : {})}>
      <div className="lk-row">
        <ValueParts {...given} />
        {onRemove ? <RemoveButton disabled={given.disabled} onRemove={onRemove} /> : null}
      </div>
    </Labelled>
  )
}
