import { label } from '@lianke/kernel'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useModel } from '../../base/client/meta.ts'
import { recordPath } from '../../base/client/peek.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Line } from '../operations/line.tsx'
import { useNames } from '../operations/names.ts'
import { Bodies } from './webhook-bodies.tsx'
import { act, type Delivery, deliveryStates } from './webhook-data.ts'

/** Puts a delivery back into the queue. */
const useReplay = (webhook: string, { id }: Delivery, again: () => Promise<unknown>) => {
  const text = useText()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const replay = () => {
    setBusy(true)
    act(webhook, `deliveries/${id}/replay`)
      .then(async () => {
        await again()
        toast.done(text(label('已放回队列', 'Back in the queue')))
      }, toast.failed)
      .finally(() => setBusy(false))
  }
  return { busy, replay }
}

/** When, about what, and how it went. */
const useFacts = (delivery: Delivery) => {
  const text = useText()
  const model = useModel()
  const { ago, full } = useMoment()
  const { state, object, record } = delivery
  return [
    <time key="at" title={full(delivery.created_at)}>
      {ago(delivery.created_at)}
    </time>,
    object && record && model.object(object) ? (
      <Link key="record" to={recordPath(object, record)}>
        {text(model.object(object)?.label)}
      </Link>
    ) : null,
    // A failure says its status as its reason.
    state === 'sent' && delivery.status !== null ? `HTTP ${delivery.status}` : null,
    delivery.took_ms === null ? null : `${delivery.took_ms} ms`,
    delivery.attempts > 1 ? text(label('试了 {n} 次', '{n} attempts'), { n: delivery.attempts }) : null,
    delivery.next_at && delivery.attempts > 0
      ? text(label('{when} 再试', 'again at {when}'), { when: full(delivery.next_at) })
      : null,
  ]
}

/** One delivery. */
export const DeliveryRow = ({
  webhook,
  delivery,
  again,
}: {
  readonly webhook: string
  readonly delivery: Delivery
  again(): Promise<unknown>
}) => {
  const text = useText()
  const names = useNames()
  const [open, setOpen] = useState(false)
  const { busy, replay } = useReplay(webhook, delivery, again)
  const { state } = delivery
  const [color, said] = deliveryStates[state]
  const facts = [
    ...useFacts(delivery),
    <button key="more" type="button" className="lk-plain lk-ops-raw" aria-expanded={open} onClick={() => setOpen(!open)}>
      <Icon name={open ? 'chevron-down' : 'chevron-right'} size={12} />
      {text(label('内容与回答', 'Body and answer'))}
    </button>,
  ]
  const title = delivery.name === 'webhook.test' ? text(label('测试', 'Test')) : names.fact(delivery.name)
  return (
    <Line
      title={title}
      pill={<span className={`lk-pill lk-c-${color}`}>{text(said)}</span>}
      facts={facts}
      problem={state === 'sent' ? null : delivery.problem}
      acts={
        delivery.fact && state !== 'waiting' ? (
          <Button size="small" loading={busy} onClick={replay}>
            {text(label('重新投递', 'Send again'))}
          </Button>
        ) : null
      }
    >
      {open ? <Bodies webhook={webhook} id={delivery.id} /> : null}
    </Line>
  )
}
