import { Select, Switch } from 'antd'
import {
  useWords,
  Icon,
  type DisplayProps,
  type FieldWidget,
  type FilterEditorProps,
  type InputProps,
} from '@lianke/ui/field-desk'

const Display = ({ value }: DisplayProps) => {
  const w = useWords()
  return value ? (
    <span className="lk-row" style={{ gap: 4 }}>
      <Icon name="check" size={14} />
      {w('common.yes')}
    </span>
  ) : (
    <span className="lk-muted">{w('common.no')}</span>
  )
}
const Input = ({ value, onChange, id, autoFocus, disabled }: InputProps) => (
  <Switch id={id} autoFocus={autoFocus} disabled={disabled} size="small" checked={Boolean(value)} onChange={onChange} />
)
const FilterEditor = ({ value, onChange }: FilterEditorProps) => {
  const w = useWords()
  return (
    <Select
      aria-label={w('filter.value')}
      size="small"
      style={{ width: 72 }}
      value={value as boolean | undefined}
      onChange={onChange}
      options={
        [
          { value: true as unknown as string, label: w('common.yes') },
          { value: false as unknown as string, label: w('common.no') },
        ] as never
      }
    />
  )
}
export const booleanDesk: FieldWidget = {
  align: 'start',
  width: 90,
  icon: 'toggle',
  Display,
  Input,
  FilterEditor,
  short: true,
  atOnce: true,
}
