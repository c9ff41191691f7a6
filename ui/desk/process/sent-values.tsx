import { fieldTypes, label, type MetaField, objectsIn, textIn } from '@lianke/kernel'
import { Button, Input } from 'antd'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { RemoveButton } from './remove-button.tsx'
import type { StepEditorProps } from './step-editor.ts'
import { ValueParts } from './value-lines.tsx'

type Part = Readonly<Record<string, unknown>>
const partsMax = 30
const plain: MetaField = {
  type: 'text',
  label: label('值', 'Value'),
  options: {},
  operators: fieldTypes.text.operators,
  sortable: false,
  report: 'none',
  writable: true,
}

/** What is sent with a call: names, and where the value of each comes from. */
export const SentValues = ({ config, disabled, onChange }: StepEditorProps) => {
  const text = useText()
  const parts = objectsIn(config.send)
  const send = (next: readonly Part[]) => onChange({ ...config, send: next })
  const set = (index: number, part: Part) => send(parts.map((one, at) => (at === index ? { ...one, ...part } : one)))
  return (
    <>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place, its name is being typed
        <div key={index} className="lk-process-part">
          <div className="lk-row">
            <Input
              size="small"
              disabled={disabled}
              value={textIn(part.name) ?? ''}
              maxLength={100}
              placeholder={text(label('名称', 'Name'))}
              aria-label={text(label('发送的名称', 'Name of what is sent'))}
              onChange={(event) => set(index, { name: event.target.value.trim() })}
            />
            <RemoveButton disabled={disabled} onRemove={() => send(parts.filter((_, at) => at !== index))} />
          </div>
          <div className="lk-row">
            <ValueParts field={plain} value={part.value} disabled={disabled} onChange={(value) => set(index, { value })} />
          </div>
        </div>
      ))}
      <Button
        size="small"
        disabled={disabled || parts.length >= partsMax}
        icon={<Icon name="plus" size={13} />}
        onClick={() => send([...parts, { name: '', value: null }])}
      >
        {text(label('添加一项', 'Add one'))}
      </Button>
    </>
  )
}
