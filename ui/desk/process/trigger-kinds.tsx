import { idIn, label, segmentObject, textIn } from '@lianke/kernel'
import { eventObjectName } from '../../base/client/event-object.ts'
import { RecordPicker } from '../../base/field-types/parts/record-picker.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { Select } from 'antd'
import type { ReactNode } from 'react'
import { DateTrigger, ScheduleTrigger } from './clock-triggers.tsx'
import { EventSelect } from './event-select.tsx'
import { HookTrigger } from './hook-trigger.tsx'
import { RecordTrigger } from './record-trigger.tsx'
import type { TriggerProps } from './trigger-props.ts'
import { Where } from './trigger-where.tsx'

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

/** What is said of each kind of trigger; who is put in by hand needs nothing said. */
export const triggerKinds: Readonly<Record<string, (props: TriggerProps) => ReactNode>> = {
  event: EventTrigger,
  segment: SegmentTrigger,
  record: RecordTrigger,
  date: DateTrigger,
  schedule: ScheduleTrigger,
  hook: HookTrigger,
}
