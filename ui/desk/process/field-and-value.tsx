import { label, isObject, textIn } from '@lianke/kernel'
import { fieldsOf, useModel } from '../../base/client/meta.ts'
import { fieldWidgets } from '../../base/field-types/registry.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { Select } from 'antd'
import { Labelled } from './labelled.tsx'
import { useKind } from './process-kind.ts'
import type { StepEditorProps } from './step-editor.ts'

/** A field of the record and what it becomes. */
export const FieldAndValue = ({ config, disabled, onChange }: StepEditorProps) => {
  const text = useText()
  const meta = useModel().object(useKind().subject)
  const fields = meta
    ? Object.entries(fieldsOf(meta)).filter(
        ([, field]) => field.writable && field.access !== 'read' && !field.options.hidden && fieldWidgets[field.type].Input,
      )
    : []
  const chosen = fields.find(([name]) => name === config.field)?.[1]
  const Value = chosen ? fieldWidgets[chosen.type].Input : null
  return (
    <>
      <Labelled said={text(label('字段', 'Field'))} required>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          disabled={disabled}
          value={textIn(config.field)}
          options={fields.map(([value, field]) => ({ value, label: text(field.label) }))}
          onChange={(field) => onChange({ field, value: null })}
        />
      </Labelled>
      {chosen && Value ? (
        <Labelled said={text(label('改为', 'Set to'))}>
          <Value
            field={chosen}
            value={config.value ?? null}
            disabled={disabled}
            onChange={(value) =>
              onChange({
                ...config,
                value: isObject(value) && 'id' in value ? value.id : value,
              })
            }
          />
        </Labelled>
      ) : null}
    </>
  )
}
