import { Select } from 'antd'
import { useText, useWords } from '../../i18n/i18n.ts'
import type { FilterEditorProps, InputProps } from '../field-widget.ts'
import { OptionPill, optionsOf } from './option-pill.tsx'

export const choiceInput =
  (many: boolean) =>
  ({ field, value, onChange, id, autoFocus, inCell, disabled }: InputProps) => {
    const text = useText()
    const w = useWords()
    const current = many ? ((value as string[] | null) ?? []) : [value]
    const options = optionsOf(field).filter((option) => !option.archived || current.includes(option.value))
    return (
      <Select
        id={id}
        mode={many ? 'multiple' : undefined}
        style={{ width: '100%' }}
        autoFocus={autoFocus}
        disabled={disabled}
        defaultOpen={inCell}
        allowClear={!field.options.required}
        placeholder={w('field.choose')}
        popupMatchSelectWidth={inCell ? false : undefined}
        value={many ? current : ((value as string | null) ?? undefined)}
        onChange={(next) => onChange(next ?? null)}
        showSearch={options.length > 8 ? { optionFilterProp: 'search' } : false}
        options={options.map((option) => ({
          value: option.value,
          search: `${option.label.zh} ${option.label.en}`,
          label: <OptionPill field={field} value={option.value} />,
          title: text(option.label),
        }))}
      />
    )
  }

/** Value of a choice condition: one option, or several. */
export const ChoiceFilter = ({ field, op, value, onChange }: FilterEditorProps) => {
  const w = useWords()
  const text = useText()
  const many = op !== 'eq' && op !== 'ne'
  return (
    <Select
      aria-label={w('filter.value')}
      size="small"
      mode={many ? 'multiple' : undefined}
      popupMatchSelectWidth={false}
      style={{ minWidth: 130 }}
      placeholder={w('filter.value')}
      value={(many ? (Array.isArray(value) ? value : value ? [value] : []) : value) as never}
      onChange={onChange}
      options={optionsOf(field).map((option) => ({ value: option.value, label: text(option.label) }))}
    />
  )
}
