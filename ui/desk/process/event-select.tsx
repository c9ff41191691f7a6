import { label, textIn } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { Select } from 'antd'

/** A list of all events, found by typing. */
export const EventSelect = ({
  value,
  disabled,
  onChange,
}: {
  readonly value: unknown
  readonly disabled: boolean
  onChange(event: string): void
}) => {
  const text = useText()
  const { events } = useModel()
  return (
    <Select
      showSearch={{ optionFilterProp: 'label' }}
      disabled={disabled}
      value={textIn(value) || null}
      placeholder={text(label('选择事件', 'Choose an event'))}
      aria-label={text(label('事件', 'Event'))}
      options={events.map((event) => ({ value: event.name, label: text(event.label) }))}
      onChange={onChange}
    />
  )
}
