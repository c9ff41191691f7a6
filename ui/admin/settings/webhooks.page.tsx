import '../operations/operations.css'
import { label, roleObject } from '@lianke/kernel'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMoment } from '../../base/field-types/moment.ts'
import { useNumbers } from '../../base/field-types/parts/number.ts'
import { RecordTitle } from '../../base/field-types/parts/record-picker.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { Line } from '../operations/line.tsx'
import { MadeHere, type MadeWords } from './made-here.tsx'
import { WebhookActs } from './webhook-acts.tsx'
import { problemOf, standingOf, useWebhooks, useWebhooksAgain, type Webhook } from './webhook-data.ts'
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
  return (
    <Line
      title={<Link to={`/settings/webhooks/${webhook.id}`}>{webhook.name}</Link>}
      pill={<span className={`lk-pill lk-c-${color}`}>{text(said)}</span>}
      facts={facts}
      problem={problemOf(webhook)}
      acts={<WebhookActs webhook={webhook} edit={edit} again={again} />}
    />
  )
}

const says: MadeWords = {
  title: label('Webhook 订阅', 'Webhooks'),
  lead: label(
    '事件和记录变化发生后，签名发到你们的程序；发不出去会重试一天',
    'Events and changes of records are posted to programs of yours, signed, and tried again for a day',
  ),
  create: label('新建订阅', 'New subscription'),
  none: label('还没有订阅', 'No subscriptions yet'),
  whenNone: label('其他系统需要第一时间知道变化时，从这里开始', 'Start here when another system has to hear of changes at once'),
}

/** Addresses outside that are told events and changes. */
const WebhooksPage = () => {
  const again = useWebhooksAgain()
  const webhooks = useWebhooks()
  const [secret, setSecret] = useState<string | null>(null)
  return (
    <>
      <MadeHere
        says={says}
        icon="webhook"
        className="lk-ops-lines"
        of={webhooks}
        line={(webhook, edit) => <Subscription key={webhook.id} webhook={webhook} edit={edit} again={again} />}
        drawer={(webhook, close) => (
          <WebhookDrawer
            key={webhook?.id ?? 'new'}
            webhook={webhook}
            close={close}
            saved={(made) => {
              close()
              setSecret(made)
              void again()
            }}
          />
        )}
      />
      <WebhookSecret secret={secret} close={() => setSecret(null)} />
    </>
  )
}
export default WebhooksPage
