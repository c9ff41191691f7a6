import { type JobStatus, keysOf, label } from '@lianke/kernel'
import { Segmented } from 'antd'
import { type ReactNode, useState } from 'react'
import { Empty } from '../../base/feedback/states.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { JobLine } from './job-line.tsx'
import { statuses } from './names.ts'
import { useJobCounts, useJobs } from './operations-data.ts'
import { PagedLines } from './paged-lines.tsx'

type Shown = JobStatus | 'open' | 'all'

/** Good news where nothing is open or failed; elsewhere, what would appear. */
const NoJobs = ({ shown }: { readonly shown: Shown }) => {
  const text = useText()
  if (shown === 'open')
    return <Empty icon="done" title={text(label('没有未完成的任务，一切正常', 'Nothing is open. All is well'))} />
  if (shown === 'failed' || shown === 'retrying')
    return <Empty icon="done" title={text(label('没有失败的任务，一切正常', 'Nothing failed. All is well'))} />
  return (
    <Empty
      icon="activity"
      title={text(label('没有这样的任务', 'No such jobs'))}
      help={text(label('导入、同步和每日清理会出现在这里', 'Imports, syncs and the daily sweep appear here'))}
    />
  )
}

/** Background jobs, newest first. */
export const JobsTab = () => {
  const text = useText()
  const w = useWords()
  const [status, setStatus] = useState<Shown>('open')
  const { data: counts } = useJobCounts()
  const list = useJobs(status === 'all' ? undefined : status)
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
      <PagedLines of={list} empty={<NoJobs shown={status} />}>
        {(job) => <JobLine key={job.id} job={job} />}
      </PagedLines>
    </>
  )
}
