import '../operations/operations.css'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Button, DatePicker, Modal, Segmented } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { label } from '@lianke/kernel'
import { Empty, Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Page } from '../../desk/shell/page-frame.tsx'
import { WebhookActs } from './webhook-acts.tsx'
import {
  act,
  type DeliveryState,
  deliveryStates,
  standingOf,
  useDeliveries,
  useWebhook,
  useWebhooksAgain,
} from './webhook-data.ts'
import { DeliveryRow } from './webhook-delivery.tsx'
import { WebhookDrawer } from './webhook-drawer.tsx'

/** Sends all that failed since a moment once more. */
const ReplayAll = ({ id, again }: { readonly id: string; again(): Promise<unknown> }) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const [open, setOpen] = useState(false)
  const [since, setSince] = useState(() => dayjs().subtract(1, 'day'))
  const send = () =>
    act<{ replayed: number }>(id, 'replay', { since: since.toISOString() }).then(async ({ replayed }) => {
      setOpen(false)
      await again()
      toast.done(text(label('已放回队列：{n} 条', '{n} back in the queue'), { n: replayed }))
    }, toast.failed)
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {text(label('重新投递失败的', 'Replay failed'))}
      </Button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        onOk={() => void send()}
        title={text(label('重新投递失败的', 'Replay failed'))}
        okText={text(label('重新投递', 'Send again'))}
        cancelText={w('common.cancel')}
      >
        <p className="lk-muted" style={{ marginBottom: 8 }}>
          {text(
            label(
              '从这一刻起失败的会再发一次，webhook-id 不变，接收方可以认出见过的。',
              'What failed since this moment is sent once more, under the same webhook-id, so that the receiver knows what it has seen.',
            ),
          )}
        </p>
        <DatePicker
          showTime
          allowClear={false}
          value={since}
          onChange={(next) => next && setSince(next)}
          style={{ width: '100%' }}
        />
      </Modal>
    </>
  )
}

type Shown = DeliveryState | 'all'

/** One subscription: how it stands, and every delivery with what was sent and what came back. */
const WebhookPage = () => {
  const w = useWords()
  const text = useText()
  const navigate = useNavigate()
  const again = useWebhooksAgain()
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { data: webhook, error, refetch } = useWebhook(id)
  const [shown, setShown] = useState<Shown>('all')
  const [editing, setEditing] = useState(false)
  const list = useDeliveries(id, shown === 'all' ? null : shown)
  const rows = list.data?.pages.flatMap((page) => page.data) ?? []
  if (error || !webhook)
    return (
      <Page title={text(label('Webhook 订阅', 'Webhooks'))}>
        {error ? <Failure error={error} retry={() => void refetch()} /> : <Skeleton rows={6} />}
      </Page>
    )
  const [color, said] = standingOf(webhook)
  const problem = webhook.state === 'paused' ? webhook.paused_because : webhook.failures > 0 ? webhook.last_problem : null
  const options: { value: Shown; label: string }[] = [
    { value: 'all', label: w('common.all') },
    ...(Object.keys(deliveryStates) as DeliveryState[]).map((value) => ({ value, label: text(deliveryStates[value][1]) })),
  ]
  return (
    <Page
      title={
        <>
          {webhook.name} <span className={`lk-pill lk-c-${color}`}>{text(said)}</span>
        </>
      }
      lead={<span style={{ overflowWrap: 'anywhere' }}>{webhook.url}</span>}
      actions={
        <WebhookActs
          webhook={webhook}
          edit={() => setEditing(true)}
          again={again}
          gone={() => void navigate({ to: '/settings/webhooks' })}
        />
      }
    >
      {problem ? (
        <p className="lk-ops-problem" style={{ marginBottom: 8 }}>
          {problem}
        </p>
      ) : null}
      <div className="lk-row lk-ops-bar">
        <div className="lk-scroll-x lk-grow">
          <Segmented
            size="small"
            value={shown}
            onChange={setShown}
            options={options}
            aria-label={text(label('状态', 'Status'))}
          />
        </div>
        {webhook.dead > 0 ? <ReplayAll id={id} again={again} /> : null}
      </div>
      {list.error ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : !list.data ? (
        <Skeleton />
      ) : rows.length === 0 ? (
        <Empty
          icon="webhook"
          title={text(label('没有投递', 'No deliveries'))}
          help={text(label('点“测试”发一条看看', 'Press Test to send one'))}
        />
      ) : (
        <ul className="lk-ops-lines">
          {rows.map((delivery) => (
            <DeliveryRow key={delivery.id} webhook={id} delivery={delivery} again={again} />
          ))}
        </ul>
      )}
      {list.hasNextPage ? (
        <Button type="text" block onClick={() => void list.fetchNextPage()}>
          {w('list.more_rows')}
        </Button>
      ) : null}
      {editing ? (
        <WebhookDrawer
          webhook={webhook}
          close={() => setEditing(false)}
          saved={() => {
            setEditing(false)
            void again()
          }}
        />
      ) : null}
    </Page>
  )
}
export default WebhookPage
