import { label, type HeldEvents } from '@lianke/kernel'
import { Button } from 'antd'
import { useState } from 'react'
import { useToast } from '../../base/feedback/toast.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { useNumbers } from '../../base/field-types/parts/number.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { PageSection } from '../../desk/shell/page-frame.tsx'
import { Line } from '../operations/line.tsx'
import { PagedLines } from '../operations/paged-lines.tsx'
import { discardHeld, replayHeld, takeBackHeld, useEventsAgain, useHeldEvents, type Which } from './event-data.ts'

/** What can be done with events of the quarantine: let in again, or give up with a way back. */
const useHeldActs = () => {
  const text = useText()
  const toast = useToast()
  const again = useEventsAgain()
  const [busy, setBusy] = useState(false)
  const doing = (act: () => Promise<void>) => () => {
    setBusy(true)
    void act()
      .then(again, toast.failed)
      .finally(() => setBusy(false))
  }
  return {
    busy,
    replay: (which: Which) =>
      doing(async () => {
        const { replayed } = await replayHeld(which)
        toast.done(
          text(
            label('{n} 条正在重新处理；仍不符合的会回到这里', '{n} are handled again; what still does not fit comes back here'),
            {
              n: replayed,
            },
          ),
        )
      }),
    discard: (which: Which) =>
      doing(async () => {
        const { discarded, act } = await discardHeld(which)
        toast.done(text(label('已丢弃 {n} 条', '{n} discarded'), { n: discarded }), () => takeBackHeld(act).then(again))
      }),
  }
}

/** The events of one reason, as they came. */
const Bodies = ({ which }: { readonly which: Which }) => {
  const { full } = useMoment()
  const list = useHeldEvents(which)
  return (
    <PagedLines of={list} empty={null}>
      {(one) => (
        <li key={one.id} style={{ marginBottom: 8 }}>
          <div className="lk-ops-facts lk-num">
            <time>{full(one.received_at)}</time>
            <span>{one.message_id}</span>
            <span>{one.reason}</span>
          </div>
          <pre className="lk-ops-body">{JSON.stringify(one.body, null, 2)}</pre>
        </li>
      )}
    </PagedLines>
  )
}

const HeldGroup = ({ of: group, mended }: { readonly of: HeldEvents; readonly mended: boolean }) => {
  const text = useText()
  const { ago, full } = useMoment()
  const { number } = useNumbers()
  const { busy, replay, discard } = useHeldActs()
  const [open, setOpen] = useState(false)
  const { event, code, property } = group
  const which = { event, code, property }
  return (
    <Line
      title={group.reason}
      pill={<span className="lk-pill lk-c-orange lk-num">{number(group.count)}</span>}
      facts={[
        <time key="last" title={full(group.last_at)}>
          {text(label('最近 {when}', 'last {when}'), { when: ago(group.last_at) })}
        </time>,
        <button key="raw" type="button" className="lk-plain lk-ops-raw" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name={open ? 'chevron-down' : 'chevron-right'} size={12} />
          {text(label('原始内容', 'Raw body'))}
        </button>,
      ]}
      acts={
        <>
          {mended ? (
            <Button size="small" loading={busy} onClick={replay(which)}>
              {text(label('重新处理', 'Replay'))}
            </Button>
          ) : null}
          <Button size="small" type="text" disabled={busy} onClick={discard(which)}>
            {text(label('丢弃', 'Discard'))}
          </Button>
        </>
      }
    >
      {open ? <Bodies which={which} /> : null}
    </Line>
  )
}

/** Events in quarantine, by the reason why they are there. `mended`: there is a description that they may fit by now. */
export const HeldGroups = ({ of: groups, mended }: { readonly of: readonly HeldEvents[]; readonly mended: boolean }) => {
  const text = useText()
  const { busy, replay } = useHeldActs()
  const [first, second] = groups
  if (!first) return null
  return (
    <PageSection
      title={text(label('隔离区', 'Quarantine'))}
      actions={
        mended && second ? (
          <Button size="small" loading={busy} onClick={replay({ event: first.event })}>
            {text(label('全部重新处理', 'Replay all'))}
          </Button>
        ) : null
      }
      help={text(
        mended
          ? label(
              '这些事件不符合定义，没有进入系统。改好定义后重新处理，按发生时间进入。',
              'These do not fit the description and did not enter. Mend it, then replay: they enter as of when they happened.',
            )
          : label(
              '这个名字没有定义过，事件没有进入系统。定义后可以重新处理。',
              'Nobody described this name, so these did not enter. Describe it, then replay.',
            ),
      )}
    >
      <ul className="lk-ops-lines">
        {groups.map((one) => (
          <HeldGroup key={`${one.code} ${one.property ?? ''}`} of={one} mended={mended} />
        ))}
      </ul>
    </PageSection>
  )
}
