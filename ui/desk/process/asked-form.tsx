import { fieldTypeNames, fieldTypes, label, objectsIn, oneOf, saidLabel, textIn, textsIn } from '@lianke/kernel'
import { Button, Checkbox, Input, Select } from 'antd'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { freeOutlet } from './outlet-parts.ts'
import { RemoveButton } from './remove-button.tsx'
import type { StepEditorProps } from './step-editor.ts'

type Part = Readonly<Record<string, unknown>>
const partsMax = 20
/** Types of what can be typed in with an answer. */
const typed = fieldTypeNames.filter((name) => {
  const { writable, target, files, sealed, computed, cell } = fieldTypes[name]
  return writable && !target && !files && !sealed && !computed && cell !== 'asked'
})

interface PartProps {
  readonly part: Part
  readonly disabled: boolean
  onChange(part: Part): void
}

/** Of what type it is, whether it must be filled in, and among what one chooses. */
const PartType = ({ part, disabled, onChange }: PartProps) => {
  const text = useText()
  const type = oneOf(fieldTypeNames, part.type) ?? 'text'
  const hasChoices = fieldTypes[type].customOptions?.includes('options') ?? false
  return (
    <>
      <div className="lk-row">
        <Select
          size="small"
          style={{ flex: 1 }}
          disabled={disabled}
          value={type}
          aria-label={text(label('类型', 'Type'))}
          options={typed.map((name) => ({ value: name, label: text(fieldTypes[name].label) }))}
          onChange={(value) => onChange({ ...part, type: value })}
        />
        <Checkbox
          disabled={disabled}
          checked={part.required === true}
          onChange={(event) => onChange({ ...part, required: event.target.checked })}
        >
          {text(label('必填', 'Required'))}
        </Checkbox>
      </div>
      {hasChoices ? (
        <Select
          size="small"
          mode="tags"
          disabled={disabled}
          value={[...textsIn(part.choices)]}
          placeholder={text(label('选项，回车添加', 'Choices, Enter adds one'))}
          onChange={(choices) => onChange({ ...part, choices })}
        />
      ) : null}
    </>
  )
}

const PartEditor = ({ onRemove, ...given }: PartProps & { onRemove(): void }) => {
  const text = useText()
  const { part, disabled, onChange } = given
  return (
    <div className="lk-process-part">
      <div className="lk-row">
        <Input
          size="small"
          disabled={disabled}
          maxLength={40}
          value={text(saidLabel(part.label)) || ''}
          placeholder={text(label('叫什么', 'What it is called'))}
          onChange={(event) => onChange({ ...part, label: event.target.value })}
        />
        <RemoveButton disabled={disabled} onRemove={onRemove} />
      </div>
      <PartType {...given} />
    </div>
  )
}

/** What is asked to be filled in with the answer. */
export const AskedForm = ({ config, disabled, onChange }: StepEditorProps) => {
  const text = useText()
  const parts = objectsIn(config.form)
  const send = (next: readonly Part[]) => onChange({ ...config, form: next })
  const names = parts.flatMap(({ name }) => textIn(name) ?? [])
  return (
    <>
      {parts.map((part, index) => (
        <PartEditor
          key={textIn(part.name) ?? index}
          part={part}
          disabled={disabled}
          onChange={(next) => send(parts.map((one, at) => (at === index ? next : one)))}
          onRemove={() => send(parts.filter((_, at) => at !== index))}
        />
      ))}
      <Button
        size="small"
        disabled={disabled || parts.length >= partsMax}
        icon={<Icon name="plus" size={13} />}
        onClick={() => send([...parts, { name: freeOutlet('f', names), type: 'text', label: '' }])}
      >
        {text(label('添加一项', 'Add a field'))}
      </Button>
    </>
  )
}
