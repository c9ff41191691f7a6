import '../operations/operations.css'
import { label } from '@lianke/kernel'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { usePathPart } from '../../base/client/address.ts'
import { Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { Page } from '../../desk/shell/page-frame.tsx'
import { WebhookActs } from './webhook-acts.tsx'
import { problemOf, standingOf, useWebhook, useWebhooksAgain } from './webhook-data.ts'
import { Deliveries } from './webhook-deliveries.tsx'
import { WebhookDrawer } from './webhook-drawer.tsx'

/** One subscription: how it stands, and every delivery with what was sent and what came back. */
const WebhookPage = () => {
  const text = useText()
  const navigate = useNavigate()
  const again = useWebhooksAgain()
  const id = usePathPart('id') ?? ''
  const { data: webhook, error, refetch } = useWebhook(id)
  const [editing, setEditing] = useState(false)
  if (error || !webhook)
    return (
      <Page title={text(label('Webhook 订阅', 'Webhooks'))}>
        {error ? <Failure error={error} retry={() => void refetch()} /> : <Skeleton rows={6} />}
      </Page>
    )
  const [color, said] = standingOf(webhook)
  const problem = problemOf(webhook)
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
      <Deliveries webhook={webhook} again={again} />
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
