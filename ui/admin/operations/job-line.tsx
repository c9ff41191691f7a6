import { type JobLine as Job, type JobStatus, label } from '@lianke/kernel'
import { Link } from '@tanstack/react-router'
import { Button, Popconfirm, Progress } from 'antd'
import { useToast } from '../../base/feedback/toast.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { useNumbers } from '../../base/field-types/parts/number.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Line } from './line.tsx'
import { statuses, useNames } from './names.ts'
import { cancelJob, retryJob, useOperatorAct } from './operations-data.ts'

const open: ReadonlySet<JobStatus> = new Set(['waiting', 'retrying', 'running'])
const again: ReadonlySet<JobStatus> = new Set(['failed', 'retrying'])

/** When it ran and how long, which attempt it is, when it comes again. */
const useFacts = (job: Job) => {
  const text = useText()
  const names = useNames()
  const { ago, full } = useMoment()
  const took = job.started_at && job.finished_at ? (Date.parse(job.finished_at) - Date.parse(job.started_at)) / 1000 : null
  const later = job.run_at && Date.parse(job.run_at) > Date.now() + 1000 && open.has(job.status)
  return [
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
}

const RetryButton = ({ job, name }: { readonly job: Job; readonly name: string }) => {
  const text = useText()
  const toast = useToast()
  const retry = useOperatorAct(retryJob)
  return (
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
  )
}

const CancelButton = ({ job, name }: { readonly job: Job; readonly name: string }) => {
  const text = useText()
  const w = useWords()
  const toast = useToast()
  const cancel = useOperatorAct(cancelJob)
  return (
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
  )
}

/** One background job, with what may be done about it. */
export const JobLine = ({ job }: { readonly job: Job }) => {
  const text = useText()
  const names = useNames()
  const { number } = useNumbers()
  const [color, said] = statuses[job.status]
  const name = names.job(job.job)
  const facts = useFacts(job)
  return (
    <Line
      title={name}
      pill={<span className={`lk-pill lk-c-${color}`}>{text(said)}</span>}
      facts={facts}
      problem={again.has(job.status) ? job.problem : null}
      acts={
        <>
          {again.has(job.status) ? <RetryButton job={job} name={name} /> : null}
          {open.has(job.status) ? <CancelButton job={job} name={name} /> : null}
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
