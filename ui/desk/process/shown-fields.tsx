import { label, textsIn } from '@lianke/kernel'
import { Select } from 'antd'
import { useModel } from '../../base/client/meta.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { useKind } from './process-kind.ts'
import type { StepEditorProps } from './step-editor.ts'

/** Fields of the record: some to decide by, those that may be changed. */
export const ShownFields = ({
  name,
  max,
  config,
  disabled,
  onChange,
}: StepEditorProps & { readonly name: 'show' | 'editable'; readonly max?: number }) => {
  const text = useText()
  const { subject } = useKind()
  const fields = Object.entries(useModel().object(subject)?.fields ?? {})
  return (
    <Select
      mode="multiple"
      {...(max ? { maxCount: max } : {})}
      disabled={disabled}
      optionFilterProp="label"
      value={[...textsIn(config[name])]}
      placeholder={text(
        name === 'show'
          ? label('不选：列表里最重要的', 'None: the most telling of lists')
          : label('不选：什么都不能改', 'None: nothing may be changed'),
      )}
      options={fields
        .filter(([, { options, writable }]) => !options.hidden && (name === 'show' || writable))
        .map(([value, field]) => ({ value, label: text(field.label) }))}
      onChange={(chosen) => onChange({ ...config, [name]: chosen })}
    />
  )
}
