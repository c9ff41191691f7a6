import { label } from '@lianke/kernel'
import { Empty, Failure, request, Skeleton, useMoment, useText } from '@lianke/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { CallbackSheet } from './callback-sheet.tsx'
import { type Callback, events, outcomes } from './callback-words.ts'
import { nameOfCorp, useCorps } from './corps/corp-data.ts'

interface Refused {
  readonly reason: string
  readonly text: string
  readonly count: number
  readonly last_at: string
  readonly texts: readonly { readonly at: string; readonly text: string }[]
}
interface Answer {
  readonly data: readonly Callback[]
  readonly next: string | null
  readonly refused: readonly Refused[]
}

const shownMax = 10
const freshEveryMs = 5000
const Turned = ({ refused }: { readonly refused: Refused }) => {
  const text = useText()
  const { ago, full } = useMoment()
  return (
    <details className="lk-wecom-turned">
      <summary className="lk-wecom-refused">
        {text(label('被拒收 {n} 次：{why}（最近一次 {time}）', 'Turned away {n} times: {why} (last {time})'), {
          n: refused.count,
          why: refused.text,
          time: ago(refused.last_at),
        })}
      </summary>
      {refused.texts.map((one) => (
        <figure key={`${one.at} ${one.text}`}>
          <figcaption className="lk-label lk-num">{full(one.at)}</figcaption>
          <pre className="lk-wecom-raw">{one.text}</pre>
        </figure>
      ))}
    </details>
  )
}

const Line = ({
  callback,
  corp,
  open,
}: {
  readonly callback: Callback
  /** What its corporation is called, where there are several. */
  readonly corp: string | null
  readonly open: () => void
}) => {
  const text = useText()
  const { ago, full } = useMoment()
  const [color, said] = outcomes[callback.outcome]
  return (
    <li className="lk-wecom-callback">
      <span className={`lk-pill lk-c-${color}`}>{text(said)}</span>
      <span className="lk-grow">
        <Button type="link" className="lk-wecom-open" title={callback.kind} onClick={open}>
          {text(events[callback.kind]) || callback.kind}
        </Button>
        {corp ? <span className="lk-muted"> · {corp}</span> : null}
        {callback.reason ? <span className="lk-muted"> · {callback.reason}</span> : null}
      </span>
      <time className="lk-label lk-num" title={full(callback.at)}>
        {ago(callback.at)}
      </time>
    </li>
  )
}

const useCallbacks = () =>
  useInfiniteQuery({
    queryKey: ['wecom', 'callbacks'],
    retry: false,
    refetchInterval: freshEveryMs,
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      request<Answer>(
        `/operations/callbacks?channel=wecom&limit=${shownMax}${pageParam ? `&cursor=${encodeURIComponent(pageParam)}` : ''}`,
        { signal },
      ),
    getNextPageParam: ({ next }) => next,
  })

/** The last callbacks of WeCom and what became of each, with its text as it came; what was turned away at the door, by reason. */
export const WecomCallbacks = () => {
  const text = useText()
  const [shown, setShown] = useState<string | null>(null)
  const corps = useCorps().data ?? []
  const corpOf = ({ issuer }: Callback): string | null => {
    const told = corps.find((one) => one.corp_id === issuer)
    return corps.length < 2 ? null : told ? nameOfCorp(told) : issuer
  }
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useCallbacks()
  if (error) return <Failure small error={error} retry={() => void refetch()} />
  if (!data) return <Skeleton rows={3} />
  const callbacks = data.pages.flatMap((page) => page.data)
  return (
    <>
      {data.pages[0]?.refused.map((one) => (
        <Turned key={one.reason} refused={one} />
      ))}
      {callbacks.length === 0 ? (
        <Empty
          small
          icon="inbox"
          title={text(label('还没有收到回调', 'No callbacks yet'))}
          help={text(
            label('在企业微信里加一个客户，几秒后就会出现在这里', 'Add a customer in WeCom; it appears here within seconds'),
          )}
        />
      ) : (
        <ul className="lk-wecom-lines">
          {callbacks.map((one) => (
            <Line key={one.id} callback={one} corp={corpOf(one)} open={() => setShown(one.id)} />
          ))}
        </ul>
      )}
      {hasNextPage ? (
        <Button style={{ marginTop: 8 }} loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {text(label('更早的', 'Earlier ones'))}
        </Button>
      ) : null}
      {callbacks.some(({ outcome }) => outcome === 'failed') ? (
        <p style={{ marginTop: 8 }}>
          <Link to="/settings/operations" search={{ tab: 'dead' } as never}>
            {text(label('在「运行」里查看原因并重新处理', 'See why and replay under Operations'))}
          </Link>
        </p>
      ) : null}
      {shown ? <CallbackSheet id={shown} close={() => setShown(null)} /> : null}
    </>
  )
}
