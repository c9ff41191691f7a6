import '../settings/settings.css'
import '../operations/operations.css'
import '../../desk/object-form/form.css'
import { label, type HeldEvents, type OwnEvent, type SeenProperty } from '@lianke/kernel'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useModel } from '../../base/client/meta.ts'
import { Loaded } from '../../base/feedback/loaded.tsx'
import { Empty } from '../../base/feedback/states.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { useNumbers } from '../../base/field-types/parts/number.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Page } from '../../desk/shell/page-frame.tsx'
import { DescribedHead } from '../settings/described-head.tsx'
import { useOwnEvents, useQuarantine } from './event-data.ts'
import { EventDetail } from './event-detail.tsx'
import { EventDrawer } from './event-drawer.tsx'
import { EventList } from './event-list.tsx'
import { PropertyTable } from './event-properties.tsx'
import { HeldGroups } from './held-groups.tsx'

/** A name that was told and nobody described. */
const Unknown = ({ name, held, define }: { readonly name: string; readonly held: readonly HeldEvents[]; define(): void }) => {
  const text = useText()
  return (
    <>
      <DescribedHead
        icon="activity"
        name={name}
        said={name}
        acts={
          <Button type="primary" onClick={define}>
            {text(label('定义这个事件', 'Describe this event'))}
          </Button>
        }
      />
      <HeldGroups of={held} mended={false} />
    </>
  )
}

const OfProduct = ({ name }: { readonly name: string }) => {
  const text = useText()
  const event = useModel().event(name)
  if (!event) return null
  return (
    <>
      <DescribedHead name={name} said={text(event.label)} icon={event.icon ?? 'activity'} />
      <p className="lk-muted">{text(label('系统事件，不能修改', 'Of the product; it cannot be changed'))}</p>
      {Object.keys(event.fields).length > 0 ? <PropertyTable fields={event.fields} /> : null}
    </>
  )
}

const Nothing = ({ define }: { define(): void }) => {
  const text = useText()
  return (
    <Empty
      icon="activity"
      title={text(label('还没有自己的事件', 'No events of your own yet'))}
      help={text(
        label(
          '发货、预约、开通会员：定义后就能用在分群、流程、报表和动态里',
          'Shipped, booked, joined: once described they are there for segments, processes, reports and timelines',
        ),
      )}
    >
      <Button type="primary" onClick={define}>
        {text(label('定义事件', 'Describe an event'))}
      </Button>
    </Empty>
  )
}

interface Told {
  readonly own: readonly OwnEvent[]
  readonly seen: readonly SeenProperty[]
  readonly held: readonly HeldEvents[]
}
const Shown = ({
  name,
  told: { own, seen, held },
  define,
}: {
  readonly name: string | null
  readonly told: Told
  define(name?: string): void
}) => {
  const event = own.find((one) => one.name === name)
  const of = held.filter((one) => one.event === name)
  if (event) return <EventDetail key={event.name} event={event} seen={seen.filter((one) => one.event === name)} held={of} />
  if (name !== null && of.length > 0) return <Unknown name={name} held={of} define={() => define(name)} />
  return name === null ? <Nothing define={() => define()} /> : <OfProduct name={name} />
}

/** Said when events came that the quarantine had no room for. */
const Lost = ({
  lost,
  max,
}: {
  readonly lost: { readonly count: number; readonly last_at: string } | null
  readonly max: number
}) => {
  const text = useText()
  const { ago } = useMoment()
  const { number } = useNumbers()
  if (!lost) return null
  return (
    <Alert
      type="warning"
      style={{ margin: '8px 24px' }}
      title={text(
        label(
          '隔离区最多 {max} 条，满了以后又来的 {n} 条没有保留（最近 {when}）',
          'The quarantine holds {max}; {n} came when it was full and were not kept (last {when})',
        ),
        { max: number(max), n: number(lost.count), when: ago(lost.last_at) },
      )}
    />
  )
}

/** The company's own events, names that nobody described, and what does not fit. */
const EventsPage = () => {
  const text = useText()
  const events = useOwnEvents()
  const quarantine = useQuarantine()
  const [chosen, setChosen] = useState<string | null>(null)
  const [defining, setDefining] = useState<{ readonly name?: string } | null>(null)
  const held = quarantine.data?.data ?? []
  const define = (name?: string) => setDefining(name === undefined ? {} : { name })
  return (
    <Page
      full
      title={text(label('自定义事件', 'Events of your own'))}
      lead={text(
        label(
          '定义公司自己的事件；定义后可用在分群、流程、报表、动态和 Webhook 里',
          'What happens at your company, described: for segments, processes, reports, timelines and webhooks',
        ),
      )}
      actions={
        <Button icon={<Icon name="plus" size={15} />} onClick={() => define()}>
          {text(label('定义事件', 'Describe an event'))}
        </Button>
      }
    >
      <Loaded of={events}>
        {({ data: own, seen }) => {
          const name = chosen ?? own[0]?.name ?? held[0]?.event ?? null
          return (
            <>
              <Lost lost={quarantine.data?.lost ?? null} max={quarantine.data?.max ?? 0} />
              <div className="lk-split">
                <EventList own={own} held={held} chosen={name} choose={setChosen} />
                <div className="lk-split-main">
                  <Shown name={name} told={{ own, seen, held }} define={define} />
                </div>
              </div>
            </>
          )
        }}
      </Loaded>
      {defining ? (
        <EventDrawer
          {...defining}
          close={(made) => {
            setDefining(null)
            if (made) setChosen(made)
          }}
        />
      ) : null}
    </Page>
  )
}
export default EventsPage
