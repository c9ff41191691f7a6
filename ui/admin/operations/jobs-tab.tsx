import { Link } from '@tanstack/react-router'
import { Button, Popconfirm, Progress, Segmented } from 'antd'
import { type ReactNode, useState } from 'react'
import { label, keysOf } from '@lianke/kernel'
import { Empty, Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useToast } from '../../base/feedback/toast.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { useNumbers } from '../../base/field-types/parts/number.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Line } from './line.tsx'
import { statuses, useNames } from './names.ts'
import { cancelJob, type Job, type JobStatus, retryJob, useAct, useJobCounts, useJobs } from './operations-data.ts'

type Shown = JobStatus | 'open' | 'all'
const open: ReadonlySet<JobStatus> = new Set(['waiting', 'retrying', 'running'])
const again: ReadonlySet<JobStatus> = new Set(['failed', 'retrying'])

const JobLine = ({ job }: { readonly job: Job }) => {
  const text = useText()
  const w = useWords()
  const toast = useToast()
  const names = useNames()
  const { ago, full } = useMoment()
  const { number } = useNumbers()
  const retry = useAct(retryJob)
  const cancel = useAct(cancelJob)
  const [color, said] = statuses[job.status]
  const name = names.job(job.job)
  const took = job.started_at && job.finished_at ? (Date.parse(job.finished_at) - Date.parse(job.started_at)) / 1000 : null
  const later = job.run_at && Date.parse(job.run_at) > Date.now() + 1000 && open.has(job.status)
  const facts = [
    job.started_at ? (
      <time key="at" title={full(job.started_at)}>
        {ago(job.started_at)}
      </time>
    ) : null,
    took === null ? null : text(label('用时 {time}', 'took {time}'), { time: names.span(took) }),
    job.attempts_max === null || (job.attempt <= 1 && job.status !== 'failed')
      ? null
      : text(label('第 {n} 次，最多 {max} 次', 'attempt {n} of {max}'), { n: job.attempt, max: job.attempts_max }),
    later
      ? text(job.status === 'waiting' ? label('{time} 开始', 'starts {time}') : label('{time} 再试', 'next try {time}'), {
          time: full(job.run_at ?? ''),
        })
      : null,
    job.job.startsWith('import.') ? (
      <Link key="imports" to="/imports">
        {text(label('看导入记录', 'See imports'))}
      </Link>
    ) : null,
  ]
  return (
    <Line
      title={name}
      pill={<span className={`lk-pill lk-c-${color}`}>{text(said)}</span>}
      facts={facts}
      problem={again.has(job.status) ? job.problem : null}
      acts={
        <>
          {again.has(job.status) ? (
            <Button
              size="small"
              loading={retry.isPending}
              onClick={() =>
                retry.mutate(job.id, {
                  onSuccess: () => toast.done(text(label('「{name}」马上重试', '“{name}” is tried again now'), { name })),
                  onError: toast.failed,
                })
              }
            >
              {text(label('重试', 'Retry'))}
            </Button>
          ) : null}
          {open.has(job.status) ? (
            <Popconfirm
              title={
                job.status === 'running'
                  ? text(label('让它停下来？已经做完的部分会保留。', 'Ask it to stop? What it has done is kept.'))
                  : text(label('不再执行这个任务？', 'Take this job away?'))
              }
              okText={text(label('取消任务', 'Cancel the job'))}
              cancelText={w('common.close')}
              onConfirm={() =>
                cancel.mutate(job.id, {
                  onSuccess: () => toast.done(text(label('已取消「{name}」', '“{name}” is cancelled'), { name })),
                  onError: toast.failed,
                })
              }
            >
              <Button size="small" type="text" loading={cancel.isPending}>
                {w('common.cancel')}
              </Button>
            </Popconfirm>
          ) : null}
        </>
      }
    >
      {job.status === 'running' && job.total ? (
        <Progress
          size="small"
          percent={Math.min(100, Math.round(((job.done ?? 0) / job.total) * 100))}
          format={(percent) => `${percent}%${job.total === 100 ? '' : ` · ${number(job.done ?? 0)}`}`}
        />
      ) : null}
    </Line>
  )
}

/** Background jobs, newest first. */
export const JobsTab = () => {
  const text = useText()
  const w = useWords()
  const [status, setStatus] = useState<Shown>('open')
  const { data: counts } = useJobCounts()
  const list = useJobs(status === 'all' ? undefined : status)
  const rows = list.data?.pages.flatMap((page) => page.data) ?? []
  const options: { value: Shown; label: ReactNode }[] = [
    { value: 'open', label: text(label('未完成', 'Open')) },
    ...keysOf(statuses).map((value) => ({
      value,
      label: (
        <>
          {text(statuses[value][1])} {counts?.[value] ? <span className="lk-num lk-muted">{counts[value]}</span> : null}
        </>
      ),
    })),
    { value: 'all', label: w('common.all') },
  ]
  return (
    <>
      <div className="lk-scroll-x">
        <Segmented
          size="small"
          value={status}
          onChange={setStatus}
          options={options}
          aria-label={text(label('状态', 'Status'))}
        />
      </div>
      {list.error ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : !list.data ? (
        <Skeleton />
      ) : rows.length === 0 ? (
        ['open', 'failed', 'retrying'].includes(status) ? (
          <Empty
            icon="done"
            title={
              status === 'open'
                ? text(label('没有未完成的任务，一切正常', 'Nothing is open. All is well'))
                : text(label('没有失败的任务，一切正常', 'Nothing failed. All is well'))
            }
          />
        ) : (
          <Empty
            icon="activity"
            title={text(label('没有这样的任务', 'No such jobs'))}
            help={text(label('导入、同步和每日清理会出现在这里', 'Imports, syncs and the daily sweep appear here'))}
          />
        )
      ) : (
        <ul className="lk-ops-lines">
          {rows.map((job) => (
            <JobLine key={job.id} job={job} />
          ))}
        </ul>
      )}
      {list.hasNextPage ? (
        <Button type="text" block onClick={() => void list.fetchNextPage()}>
          {w('list.more_rows')}
        </Button>
      ) : null}
    </>
  )
}
