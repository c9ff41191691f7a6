import { filterIn, idIn, label, segmentObject, textIn } from '@lianke/kernel'
import { eventObjectName } from '../../base/client/event-object.ts'
import { useModel } from '../../base/client/meta.ts'
import { RecordPicker } from '../../base/field-types/parts/record-picker.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { FilterBar } from '../filter-builder/filter-bar.tsx'
import { Select } from 'antd'
import type { ReactNode } from 'react'
import { EventSelect } from './event-select.tsx'

type Trigger = Readonly<Record<string, unknown>>
/** What an editor of a trigger is given. */
interface TriggerProps {
  readonly trigger: Trigger
  readonly disabled: boolean
  onChange(trigger: Trigger): void
}

/** Each kind of trigger as it is chosen: nothing said yet but what is usual. */
export const freshTrigger = (on: string): Trigger => {
  if (on === 'segment') return { on, change: 'entered', segment: '' }
  if (on === 'record') return { on, change: 'created', object: '' }
  return on === 'event' ? { on, event: '' } : { on }
}

/** Only those for whom this holds. */
const Where = ({ object, trigger, onChange }: Omit<TriggerProps, 'disabled'> & { readonly object: string }) => (
  <FilterBar
    object={object}
    value={filterIn(trigger.where)}
    nested
    onChange={(filter) => {
      const { where: _old, ...rest } = trigger
      onChange(filter ? { ...rest, where: filter } : rest)
    }}
  />
)

const EventTrigger = ({ trigger, disabled, onChange }: TriggerProps) => (
  <>
    <EventSelect value={trigger.event} disabled={disabled} onChange={(event) => onChange({ on: trigger.on, event })} />
    {trigger.event ? <Where object={eventObjectName(String(trigger.event))} trigger={trigger} onChange={onChange} /> : null}
  </>
)

const SegmentTrigger = ({ trigger, disabled, onChange }: TriggerProps) => {
  const text = useText()
  return (
    <>
      <RecordPicker
        to={segmentObject}
        disabled={disabled}
        value={textIn(trigger.segment) || null}
        onChange={(one) => onChange({ ...trigger, segment: idIn(one) ?? '' })}
      />
      <Select
        disabled={disabled}
        value={String(trigger.change)}
        onChange={(change) => onChange({ ...trigger, change })}
        options={[
          { value: 'entered', label: text(label('进入时', 'On entering')) },
          { value: 'left', label: text(label('离开时', 'On leaving')) },
        ]}
      />
    </>
  )
}

const RecordTrigger = ({ trigger, disabled, onChange }: TriggerProps) => {
  const text = useText()
  const model = useModel()
  return (
    <>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        disabled={disabled}
        value={textIn(trigger.object) || null}
        placeholder={text(label('选择对象', 'Choose an object'))}
        onChange={(object) => onChange({ on: trigger.on, change: trigger.change ?? 'created', object })}
        options={model.objects
          .filter((object) => object.person !== undefined && !object.hidden)
          .map((object) => ({ value: object.name, label: text(object.label) }))}
      />
      <Select
        disabled={disabled}
        value={String(trigger.change)}
        onChange={(change) => onChange({ ...trigger, change })}
        options={[
          { value: 'created', label: text(label('新建时', 'When created')) },
          { value: 'updated', label: text(label('修改时', 'When changed')) },
        ]}
      />
      {trigger.object ? <Where object={String(trigger.object)} trigger={trigger} onChange={onChange} /> : null}
    </>
  )
}

/** What is said of each kind of trigger; who is put in by hand needs nothing said. */
export const triggerKinds: Readonly<Record<string, (props: TriggerProps) => ReactNode>> = {
  event: EventTrigger,
  segment: SegmentTrigger,
  record: RecordTrigger,
}
