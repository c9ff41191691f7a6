import { label } from '@lianke/kernel'
import { Failure, request, Skeleton, useMoment, useText } from '@lianke/ui'
import { useQuery } from '@tanstack/react-query'
import { Modal } from 'antd'
import { type Callback, events, outcomes } from './callback-words.ts'

/** One callback: what became of it, and its text as it came. What it says of people is covered. */
export const CallbackSheet = ({ id, close }: { readonly id: string; readonly close: () => void }) => {
  const text = useText()
  const { full } = useMoment()
  const { data, error, refetch } = useQuery({
    queryKey: ['wecom', 'callback', id],
    retry: false,
    queryFn: ({ signal }) => request<Callback & { readonly text: string }>(`/operations/callbacks/${id}`, { signal }),
  })
  const title = data ? text(events[data.kind]) || data.kind : text(label('回调', 'Callback'))
  return (
    <Modal open title={title} footer={null} width={720} onCancel={close}>
      {error ? <Failure small error={error} retry={() => void refetch()} /> : null}
      {data ? (
        <>
          <p>
            <span className={`lk-pill lk-c-${outcomes[data.outcome][0]}`}>{text(outcomes[data.outcome][1])}</span>{' '}
            <span className="lk-label lk-num">{full(data.at)}</span> <code>{data.kind}</code>
          </p>
          {data.outcome === 'unneeded' ? (
            <p className="lk-muted">
              {text(
                label(
                  '读懂了，但系统里没有功能用到它，原文保留。',
                  'It was understood; nothing of the product uses it. Its text is kept.',
                ),
              )}
            </p>
          ) : null}
          {data.reason ? <p className="lk-wecom-refused">{data.reason}</p> : null}
          <pre className="lk-wecom-raw">{data.text}</pre>
        </>
      ) : error ? null : (
        <Skeleton rows={6} />
      )}
    </Modal>
  )
}
