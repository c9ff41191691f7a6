import { label } from '@lianke/kernel'
import { Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { useDelivery } from './webhook-data.ts'

/** What was sent and what came back, for who may see what the subscription's role may. */
export const Bodies = ({ webhook, id }: { readonly webhook: string; readonly id: string }) => {
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
