import '../operations/operations.css'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { label, roleObject } from '@lianke/kernel'
import { Empty, Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { RecordTitle } from '../../base/field-types/parts/record-picker.tsx'
import { useNumbers } from '../../base/field-types/parts/number.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Line } from '../operations/line.tsx'
import { Page } from '../../desk/shell/page-frame.tsx'
import { WebhookActs } from './webhook-acts.tsx'
import { standingOf, useWebhooks, useWebhooksAgain, type Webhook } from './webhook-data.ts'
import { WebhookDrawer } from './webhook-drawer.tsx'
import { useEventNames } from './webhook-events.tsx'
import { WebhookSecret } from './webhook-secret.tsx'

const namesShownMax = 3

const Subscription = ({ webhook, edit, again }: { readonly webhook: Webhook; edit(): void; again(): Promise<unknown> }) => {
  const text = useText()
  const nameOf = useEventNames()
  const { ago } = useMoment()
  const { number } = useNumbers()
  const [color, said] = standingOf(webhook)
  const { events, dead, waiting, sent_day, last_sent_at } = webhook
  const more = events.length - namesShownMax
  const facts = [
    <span key="url">{webhook.url}</span>,
    events
      .slice(0, namesShownMax)
      .map(nameOf)
      .join(text(label('、', ', '))) +
      (more > 0 ? text(label(' 等 {all} 项', ' and {more} more'), { all: events.length, more }) : ''),
    <RecordTitle key="role" object={roleObject} id={webhook.role} />,
    text(label('24 小时送达 {n}', '{n} sent in 24 h'), { n: number(sent_day) }),
    waiting > 0 ? text(label('等待 {n}', '{n} waiting'), { n: number(waiting) }) : null,
    dead > 0 ? text(label('失败 {n}', '{n} failed'), { n: number(dead) }) : null,
    last_sent_at ? text(label('最近送达 {when}', 'last sent {when}'), { when: ago(last_sent_at) }) : null,
  ]
  const problem = webhook.state === 'paused' ? webhook.paused_because : webhook.failures > 0 ? webhook.last_problem : null
  return (
    <Line
      title={<Link to={`/settings/webhooks/${webhook.id}`}>{webhook.name}</Link>}
      pill={<span className={`lk-pill lk-c-${color}`}>{text(said)}</span>}
      facts={facts}
      problem={problem}
      acts={<WebhookActs webhook={webhook} edit={edit} again={again} />}
    />
  )
}

/** Addresses outside that are told events and changes. */
const WebhooksPage = () => {
  const text = useText()
  const again = useWebhooksAgain()
  const { data, error, refetch } = useWebhooks()
  const [editing, setEditing] = useState<Webhook | 'new' | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const create = (
    <Button type="primary" icon={<Icon name="plus" size={15} />} onClick={() => setEditing('new')}>
      {text(label('新建订阅', 'New subscription'))}
    </Button>
  )
  return (
    <Page
      title={text(label('Webhook 订阅', 'Webhooks'))}
      lead={text(
        label(
          '事件和记录变化发生后，签名发到你们的程序；发不出去会重试一天',
          'Events and changes of records are posted to programs of yours, signed, and tried again for a day',
        ),
      )}
      actions={data?.data.length ? create : null}
    >
      {error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton rows={4} />
      ) : data.data.length === 0 ? (
        <Empty
          icon="webhook"
          title={text(label('还没有订阅', 'No subscriptions yet'))}
          help={text(
            label('其他系统需要第一时间知道变化时，从这里开始', 'Start here when another system has to hear of changes at once'),
          )}
        >
          {create}
        </Empty>
      ) : (
        <ul className="lk-ops-lines">
          {data.data.map((webhook) => (
            <Subscription key={webhook.id} webhook={webhook} edit={() => setEditing(webhook)} again={again} />
          ))}
        </ul>
      )}
      {editing ? (
        <WebhookDrawer
          key={editing === 'new' ? 'new' : editing.id}
          webhook={editing === 'new' ? null : editing}
          close={() => setEditing(null)}
          saved={(made) => {
            setEditing(null)
            setSecret(made)
            void again()
          }}
        />
      ) : null}
      <WebhookSecret secret={secret} close={() => setSecret(null)} />
    </Page>
  )
}
export default WebhooksPage
