import { label, type Label } from '@lianke/kernel'
import { Empty, Failure, request, Skeleton, useMoment, useText } from '@lianke/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

interface Callback {
  readonly id: string
  readonly kind: string
  readonly at: string
  readonly attempts: number
  readonly outcome: keyof typeof outcomes
  readonly reason: string | null
}
interface Refused {
  readonly reason: string
  readonly text: string
  readonly count: number
  readonly last_at: string
}

const shownMax = 10
const freshEveryMs = 5000
const outcomes = {
  handled: ['green', label('已处理', 'Handled')],
  waiting: ['blue', label('等待处理', 'Waiting')],
  refused: ['orange', label('不认识', 'Not understood')],
  failed: ['red', label('处理失败', 'Failed')],
} as const
/** The vendor's events in people's words; others keep their own name. */
const events: Readonly<Record<string, Label>> = {
  'change_external_contact.add_external_contact': label('客户添加成员', 'Customer added'),
  'change_external_contact.add_half_external_contact': label('成员免验证添加客户', 'Customer half added'),
  'change_external_contact.edit_external_contact': label('客户信息修改', 'Customer edited'),
  'change_external_contact.del_external_contact': label('成员删除客户', 'Customer removed by member'),
  'change_external_contact.del_follow_user': label('客户删除成员', 'Member removed by customer'),
  'change_external_contact.transfer_fail': label('客户转接失败', 'Transfer failed'),
  'change_external_chat.create': label('建客户群', 'Group made'),
  'change_external_chat.update': label('客户群变更', 'Group changed'),
  'change_external_chat.dismiss': label('客户群解散', 'Group dismissed'),
  'change_external_tag.create': label('新建企业标签', 'Tag made'),
  'change_external_tag.update': label('修改企业标签', 'Tag changed'),
  'change_external_tag.delete': label('删除企业标签', 'Tag deleted'),
  'change_contact.create_user': label('新成员', 'Member joined'),
  'change_contact.update_user': label('成员变更', 'Member changed'),
  'change_contact.delete_user': label('成员离开', 'Member left'),
}

const Turned = ({ refused }: { readonly refused: Refused }) => {
  const text = useText()
  const { ago } = useMoment()
  return (
    <p className="lk-wecom-refused">
      {text(label('被拒收 {n} 次：{why}（最近一次 {time}）', 'Turned away {n} times: {why} (last {time})'), {
        n: refused.count,
        why: refused.text,
        time: ago(refused.last_at),
      })}
    </p>
  )
}

const Line = ({ callback }: { readonly callback: Callback }) => {
  const text = useText()
  const { ago, full } = useMoment()
  const [color, said] = outcomes[callback.outcome]
  return (
    <li className="lk-wecom-callback">
      <span className={`lk-pill lk-c-${color}`}>{text(said)}</span>
      <span className="lk-grow">
        <span title={callback.kind}>{text(events[callback.kind]) || callback.kind}</span>
        {callback.reason ? <span className="lk-muted"> · {callback.reason}</span> : null}
      </span>
      <time className="lk-label lk-num" title={full(callback.at)}>
        {ago(callback.at)}
      </time>
    </li>
  )
}

/** The last callbacks of WeCom and what became of each; what was turned away at the door, by reason. */
export const WecomCallbacks = () => {
  const text = useText()
  const { data, error, refetch } = useQuery({
    queryKey: ['wecom', 'callbacks'],
    retry: false,
    refetchInterval: freshEveryMs,
    queryFn: ({ signal }) =>
      request<{ data: Callback[]; refused: Refused[] }>(`/operations/callbacks?channel=wecom&limit=${shownMax}`, { signal }),
  })
  if (error) return <Failure small error={error} retry={() => void refetch()} />
  if (!data) return <Skeleton rows={3} />
  const dead = data.data.some(({ outcome }) => outcome === 'refused' || outcome === 'failed')
  return (
    <>
      {data.refused.map((one) => (
        <Turned key={one.reason} refused={one} />
      ))}
      {data.data.length === 0 ? (
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
          {data.data.map((one) => (
            <Line key={one.id} callback={one} />
          ))}
        </ul>
      )}
      {dead ? (
        <p style={{ marginTop: 8 }}>
          <Link to="/settings/operations" search={{ tab: 'dead' } as never}>
            {text(label('在「运行」里查看原因并重新处理', 'See why and replay under Operations'))}
          </Link>
        </p>
      ) : null}
    </>
  )
}
