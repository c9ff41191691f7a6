import { isObject, label, textIn } from '@lianke/kernel'
import { Select } from 'antd'
import { isGroupField, widgetField } from '../../base/command/target.ts'
import { useModel } from '../../base/client/meta.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { Labelled } from './labelled.tsx'
import { useKind } from './process-kind.ts'
import type { StepEditorProps } from './step-editor.ts'
import { ValueLine } from './value-lines.tsx'

/** An act that the object knows, and what it is told. */
export const ActAndInput = ({ config, disabled, onChange }: StepEditorProps) => {
  const text = useText()
  const { subject } = useKind()
  const acts = useModel().commands.filter(({ on, place }) => on === subject && place.includes('process'))
  const chosen = acts.find(({ name }) => name === config.command)
  const input = isObject(config.input) ? config.input : {}
  return (
    <>
      <Labelled said={text(label('操作', 'Act'))} required>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          disabled={disabled}
          value={textIn(config.command)}
          aria-label={text(label('操作', 'Act'))}
          placeholder={
            acts.length === 0
              ? text(label('这种记录没有可自动执行的操作', 'There is no act that can run by itself here'))
              : text(label('选择操作', 'Choose an act'))
          }
          options={acts.map((act) => ({ value: act.name, label: text(act.label) }))}
          onChange={(command: string) => onChange({ command, input: {} })}
        />
      </Labelled>
      {Object.entries(chosen?.fields ?? {}).map(([name, field]) =>
        isGroupField(field) ? null : (
          <ValueLine
            key={name}
            field={widgetField(field, undefined)}
            value={input[name]}
            disabled={disabled}
            {...(field.options.required ? { required: true } : {})}
            onChange={(value) => onChange({ ...config, input: { ...input, [name]: value } })}
          />
        ),
      )}
    </>
  )
}
