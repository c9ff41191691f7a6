import { label, textsIn } from '@lianke/kernel'
import { Select } from 'antd'
import { useModel } from '../../base/client/meta.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { useKind } from './process-kind.ts'
import type { StepEditorProps } from './step-editor.ts'

const shownMax = 3

/** Up to three fields of the record that one decides by. */
export const ShownFields = ({ config, disabled, onChange }: StepEditorProps) => {
  const text = useText()
  const { subject } = useKind()
  const fields = Object.entries(useModel().object(subject)?.fields ?? {})
  return (
    <Select
      mode="multiple"
      maxCount={shownMax}
      disabled={disabled}
      optionFilterProp="label"
      value={[...textsIn(config.show)]}
      placeholder={text(label('不选：列表里最重要的', 'None: the most telling of lists'))}
      options={fields.filter(([, { options }]) => !options.hidden).map(([value, field]) => ({ value, label: text(field.label) }))}
      onChange={(show) => onChange({ ...config, show })}
    />
  )
}
