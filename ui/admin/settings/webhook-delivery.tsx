import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { label } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useToast } from '../../base/feedback/toast.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Line } from '../operations/line.tsx'
import { useNames } from '../operations/names.ts'
import { recordPath } from '../../base/client/peek.ts'
import { act, type Delivery, deliveryStates, useDelivery } from './webhook-data.ts'

/** What was sent and what came back, for who may see what the subscription's role may. */
const Bodies = ({ webhook, id }: { readonly webhook: string; readonly id: string }) => {
  const text = useText()
  const { data, error, refetch } = useDelivery(webhook, id)
  if (error) return <Failure small error={error} retry={() => void refetch()} />
  if (!data) return <Skeleton rows={2} />
  if (!data.open)
    return (
      <p className="lk-muted">
        {text(label('你的权限看不到这个角色能看的全部内容', 'You may not see all that the role of this subscription may'))}
      </p>
    )
  return (
    <>
      {data.request ? (
        <>
          <h3 className="lk-label" style={{ marginTop: 8 }}>
            {text(label('内容', 'Body'))}
          </h3>
          <pre className="lk-ops-body">{JSON.stringify(data.request, null, 2)}</pre>
        </>
      ) : null}
      <h3 className="lk-label" style={{ marginTop: 8 }}>
        {text(label('回答', 'Answer'))}
      </h3>
      <pre className="lk-ops-body">
        {data.status === null ? '—' : `HTTP ${data.status}`}
        {data.answer ? `\n${data.answer}` : ''}
      </pre>
    </>
  )
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
  const toast = useToast()
  const names = useNames()
  const model = useModel()
  const { ago, full } = useMoment()
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const { state, object, record } = delivery
  const [color, said] = deliveryStates[state]
  const replay = () => {
    setBusy(true)
    act(webhook, `deliveries/${delivery.id}/replay`)
      .then(async () => {
        await again()
        toast.done(text(label('已放回队列', 'Back in the queue')))
      }, toast.failed)
      .finally(() => setBusy(false))
  }
  const facts = [
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
