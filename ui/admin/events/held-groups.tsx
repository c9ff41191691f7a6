import { label, type HeldEvents, type HeldTrial } from '@lianke/kernel'
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
import { discardHeld, replayHeld, takeBackHeld, tryHeld, useEventsAgain, useHeldEvents, type Which } from './event-data.ts'

/** What can be done with events of the quarantine: tried, let in again, or given up with a way back. */
const useHeldActs = () => {
  const text = useText()
  const toast = useToast()
  const again = useEventsAgain()
  const [busy, setBusy] = useState(false)
  const [trial, setTrial] = useState<HeldTrial | null>(null)
  const doing = (act: () => Promise<void>) => () => {
    setBusy(true)
    void act()
      .then(again, toast.failed)
      .finally(() => setBusy(false))
  }
  return {
    busy,
    trial,
    attempt: (which: Which) => doing(async () => setTrial(await tryHeld(which))),
    replay: (which: Which) =>
      doing(async () => {
        setTrial(null)
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

/** What a replay would come to, as it was a moment ago. */
const TrialSaid = ({ of: trial }: { readonly of: HeldTrial | null }) => {
  const text = useText()
  const { number } = useNumbers()
  if (!trial) return null
  const { held, fits, still } = trial
  return (
    <output className="lk-ops-facts" style={{ display: 'flex', flexWrap: 'wrap' }}>
      <span className={fits === held ? 'lk-pill lk-c-green' : 'lk-pill lk-c-orange'}>
        {text(label('{fits} / {held} 条现在符合', '{fits} of {held} fit now'), { fits: number(fits), held: number(held) })}
      </span>
      {still.map(({ code, property, reason, count }) => (
        <span key={`${code} ${property ?? ''}`} className="lk-num">
          {reason} × {number(count)}
        </span>
      ))}
    </output>
  )
}

const TryAndReplay = ({
  busy,
  attempt,
  replay,
  all,
}: {
  readonly busy: boolean
  readonly all?: boolean
  attempt(): void
  replay(): void
}) => {
  const text = useText()
  return (
    <>
      <Button size="small" type="text" disabled={busy} onClick={attempt}>
        {text(all ? label('全部试跑', 'Try all') : label('试跑', 'Try'))}
      </Button>
      <Button size="small" loading={busy} onClick={replay}>
        {text(all ? label('全部重新处理', 'Replay all') : label('重新处理', 'Replay'))}
      </Button>
    </>
  )
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
  const { busy, trial, attempt, replay, discard } = useHeldActs()
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
          {mended ? <TryAndReplay busy={busy} attempt={attempt(which)} replay={replay(which)} /> : null}
          <Button size="small" type="text" disabled={busy} onClick={discard(which)}>
            {text(label('丢弃', 'Discard'))}
          </Button>
        </>
      }
    >
      <TrialSaid of={trial} />
      {open ? <Bodies which={which} /> : null}
    </Line>
  )
}

/** Events in quarantine, by the reason why they are there. `mended`: there is a description that they may fit by now. */
export const HeldGroups = ({ of: groups, mended }: { readonly of: readonly HeldEvents[]; readonly mended: boolean }) => {
  const text = useText()
  const { busy, trial, attempt, replay } = useHeldActs()
  const [first, second] = groups
  if (!first) return null
  return (
    <PageSection
      title={text(label('隔离区', 'Quarantine'))}
      actions={
        mended && second ? (
          <TryAndReplay all busy={busy} attempt={attempt({ event: first.event })} replay={replay({ event: first.event })} />
        ) : null
      }
      help={text(
        mended
          ? label(
              '这些事件不符合定义，没有进入系统。改好定义后可以先试跑，看有多少条现在符合，再重新处理，按发生时间进入。',
              'These do not fit the description and did not enter. Mend it, try how many fit now, then replay: they enter as of when they happened.',
            )
          : label(
              '这个名字没有定义过，事件没有进入系统。定义后可以重新处理。',
              'Nobody described this name, so these did not enter. Describe it, then replay.',
            ),
      )}
    >
      <TrialSaid of={trial} />
      <ul className="lk-ops-lines">
        {groups.map((one) => (
          <HeldGroup key={`${one.code} ${one.property ?? ''}`} of={one} mended={mended} />
        ))}
      </ul>
    </PageSection>
  )
}
