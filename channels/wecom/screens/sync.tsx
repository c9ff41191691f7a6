import { label, type Label } from '@lianke/kernel'
import { Failure, request, useMoment, useText, useToast, useAct } from '@lianke/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Progress } from 'antd'

type Status = 'waiting' | 'running' | 'retrying' | 'failed' | 'done' | 'cancelled'
interface Answer {
  readonly job: {
    readonly status: Status
    readonly done: number | null
    readonly total: number | null
    readonly started_at: string | null
    readonly finished_at: string | null
    readonly problem: string | null
  } | null
  readonly problems: readonly {
    readonly phase: string
    readonly at: string
    readonly errcode: number
    readonly message: string
  }[]
}

const underWayEveryMs = 1000
const restingEveryMs = 15_000
const underWay: ReadonlySet<Status> = new Set(['waiting', 'running', 'retrying'])
const phases: Readonly<Record<string, Label>> = {
  departments: label('部门', 'Departments'),
  staff: label('成员', 'Members'),
  tags: label('标签', 'Tags'),
  customers: label('客户', 'Customers'),
  groups: label('客户群', 'Groups'),
}

const never = label('还没有同步过', 'Never synced')
const states: Readonly<Record<Status, Label>> = {
  waiting: label('排队中', 'Waiting for its turn'),
  running: label('正在同步', 'Syncing'),
  retrying: label('企业微信暂时没有应答，稍后从断点继续', 'WeCom does not answer now; it goes on from where it was'),
  done: label('上次同步：{time}', 'Last synced {time}'),
  cancelled: label('上次同步被取消', 'The last sync was cancelled'),
  failed: label('上次同步没有完成', 'The last sync did not finish'),
}

/** Reads a whole corporation (none named: the first) now: how far it is, when it was last done, what could not be read. One may leave; it goes on. */
export const WecomSync = ({ primary = false, corp }: { readonly primary?: boolean; readonly corp?: string | undefined }) => {
  const text = useText()
  const toast = useToast()
  const client = useQueryClient()
  const { ago } = useMoment()
  const path = corp === undefined ? '/wecom/sync' : `/wecom/sync?corp=${encodeURIComponent(corp)}`
  const { data, error, refetch } = useQuery({
    queryKey: ['wecom', 'sync', corp],
    queryFn: ({ signal }) => request<Answer>(path, { signal }),
    retry: false,
    refetchInterval: ({ state }) => (state.data?.job && underWay.has(state.data.job.status) ? underWayEveryMs : restingEveryMs),
  })
  const start = useAct({
    mutationFn: () => request<Answer>(path, { method: 'POST', body: {} }),
    onSuccess: (answer) => {
      client.setQueryData(['wecom', 'sync', corp], answer)
      toast.done(text(label('开始同步，可以离开这个页面', 'The sync has begun; you may leave this page')))
    },
    onError: toast.failed,
  })
  if (error) return <Failure small error={error} retry={() => void refetch()} />
  const job = data?.job ?? null
  const busy = job !== null && underWay.has(job.status)
  const said = data ? text(job ? states[job.status] : never, { time: ago(job?.finished_at ?? '') }) : ''
  return (
    <>
      <div className="lk-row" style={{ flexWrap: 'wrap' }}>
        <span className="lk-grow">{said}</span>
        <Button
          type={primary ? 'primary' : 'default'}
          loading={start.isPending}
          disabled={busy || !data}
          onClick={() => start.mutate()}
        >
          {text(label('立即同步', 'Sync now'))}
        </Button>
      </div>
      {busy ? <Progress percent={job.total ? Math.round(((job.done ?? 0) / job.total) * 100) : 0} status="active" /> : null}
      {job?.problem && job.status !== 'done' && job.status !== 'running' ? (
        <p className="lk-wecom-refused">{job.problem}</p>
      ) : null}
      {data?.problems.map((one) => (
        <p key={`${one.phase}:${one.at}`} className="lk-wecom-refused">
          {text(label('{what} {at} 没有读到：{why}', '{what} {at} could not be read: {why}'), {
            what: text(phases[one.phase]) || one.phase,
            at: one.at,
            why: `${one.message} (${one.errcode})`,
          })}
        </p>
      ))}
    </>
  )
}
