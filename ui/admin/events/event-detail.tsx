import { label, type HeldEvents, type OwnEvent, type SeenProperty } from '@lianke/kernel'
import { Button } from 'antd'
import { useState } from 'react'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { DescribedHead } from '../settings/described-head.tsx'
import { changeEvent, useEventsAgain } from './event-data.ts'
import { EventDrawer } from './event-drawer.tsx'
import { OwnProperties } from './event-properties.tsx'
import { HeldGroups } from './held-groups.tsx'
import { HowToTell } from './how-to-tell.tsx'
import { PropertyDrawer } from './property-drawer.tsx'
import { SeenProperties } from './seen-properties.tsx'
import { sources } from './sources.ts'

/** Off and on again: what it is used for stands in the way, and is named. */
const useSwitch = (event: OwnEvent) => {
  const text = useText()
  const toast = useToast()
  const again = useEventsAgain()
  const on = (of: OwnEvent) => changeEvent(of, { archived: false }).then(again)
  return {
    off: () =>
      void changeEvent(event, { archived: true }).then(async (after) => {
        await again()
        toast.done(text(label('事件已停用，收到过的保留', 'The event is off; what was told stays')), () => on(after))
      }, toast.failed),
    on: () => void on(event).catch(toast.failed),
  }
}

const Acts = ({ event, edit }: { readonly event: OwnEvent; edit(): void }) => {
  const text = useText()
  const { off, on } = useSwitch(event)
  if (event.archived_at) return <Button onClick={on}>{text(label('恢复', 'Restore'))}</Button>
  return (
    <>
      <Button type="text" onClick={off}>
        {text(label('停用', 'Switch off'))}
      </Button>
      <Button onClick={edit}>{text(label('修改', 'Change'))}</Button>
    </>
  )
}

const Facts = ({ event }: { readonly event: OwnEvent }) => {
  const text = useText()
  const said = sources.flatMap(([source, word]) => (event.from.includes(source) ? [text(word)] : []))
  const [comma, shows, hidden] = [
    text(label('、', ', ')),
    text(label('显示在动态里', 'on the timeline')),
    text(label('不在动态里', 'not on the timeline')),
  ]
  return (
    <p className="lk-muted">
      {said.join(comma)} · {event.timeline ? shows : hidden}
      {event.description ? (
        <>
          <br />
          {event.description}
        </>
      ) : null}
    </p>
  )
}

/** An event of the company's own: its properties, what was told beyond them, and what did not fit. */
export const EventDetail = ({
  event,
  seen,
  held,
}: {
  readonly event: OwnEvent
  readonly seen: readonly SeenProperty[]
  readonly held: readonly HeldEvents[]
}) => {
  const text = useText()
  const [editing, setEditing] = useState(false)
  const [property, setProperty] = useState<string | true | null>(null)
  const count = Object.keys(event.fields).length
  return (
    <>
      <DescribedHead
        icon="activity"
        name={event.name}
        said={text(event.label)}
        acts={<Acts event={event} edit={() => setEditing(true)} />}
      />
      <Facts event={event} />
      {count > 0 ? <OwnProperties event={event} edit={setProperty} /> : null}
      {event.archived_at ? null : (
        <Button style={{ marginTop: 8 }} icon={<Icon name="plus" size={15} />} onClick={() => setProperty(true)}>
          {text(label('声明属性', 'Declare a property'))}
        </Button>
      )}
      {event.archived_at ? null : <HowToTell key={event.name} event={event} />}
      {event.archived_at ? null : <SeenProperties event={event} seen={seen} />}
      <HeldGroups of={held} mended={event.archived_at === null} />
      {editing ? <EventDrawer event={event} close={() => setEditing(false)} /> : null}
      {property === null ? null : (
        <PropertyDrawer
          key={String(property)}
          event={event}
          {...(property === true ? {} : { property })}
          close={() => setProperty(null)}
        />
      )}
    </>
  )
}
