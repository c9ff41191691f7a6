import { isObject, label } from '@lianke/kernel'
import { Select } from 'antd'
import { fieldsOf, useModel } from '../../base/client/meta.ts'
import { fieldWidgets } from '../../base/field-types/registry.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { useKind } from './process-kind.ts'
import type { StepEditorProps } from './step-editor.ts'
import { ValueLine } from './value-lines.tsx'

/** Fields of the record and what each becomes. */
export const FieldsAndValues = ({ config, disabled, onChange }: StepEditorProps) => {
  const text = useText()
  const meta = useModel().object(useKind().subject)
  const values = isObject(config.values) ? config.values : {}
  const all = meta ? fieldsOf(meta) : {}
  const free = Object.entries(all).filter(
    ([name, field]) =>
      !(name in values) &&
      field.writable &&
      field.access !== 'read' &&
      !field.migrates &&
      !field.options.hidden &&
      fieldWidgets[field.type].Input,
  )
  const send = (next: Readonly<Record<string, unknown>>) => onChange({ ...config, values: next })
  return (
    <>
      {Object.entries(values).map(([name, value]) => {
        const field = all[name]
        const { [name]: _gone, ...rest } = values
        return field ? (
          <ValueLine
            key={name}
            field={field}
            value={value}
            disabled={disabled}
            onChange={(next) => send({ ...values, [name]: next })}
            onRemove={() => send(rest)}
          />
        ) : null
      })}
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        disabled={disabled}
        value={null}
        placeholder={text(label('添加字段', 'Add a field'))}
        aria-label={text(label('添加字段', 'Add a field'))}
        options={free.map(([value, field]) => ({ value, label: text(field.label) }))}
        onChange={(name: string | null) => name && send({ ...values, [name]: null })}
      />
    </>
  )
}
