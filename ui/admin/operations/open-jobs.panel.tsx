import { label } from '@lianke/kernel'
import { Link } from '@tanstack/react-router'
import { Progress } from 'antd'
import { useText } from '../../base/i18n/i18n.ts'
import { HomePanel } from '../../desk/today/home-panel.tsx'
import { statuses, useNames } from './names.ts'
import { useJobs } from './operations-data.ts'

const shownMax = 5
const path = '/settings/operations'

/** Jobs that run, wait or failed; absent where none does. */
const OpenJobs = () => {
  const text = useText()
  const names = useNames()
  const open = useJobs('open').data?.pages[0]?.data ?? []
  const failed = useJobs('failed').data?.pages[0]?.data ?? []
  const shown = [...failed, ...open].slice(0, shownMax)
  if (shown.length === 0) return null
  return (
    <HomePanel title={label('后台任务', 'Jobs')} rest={path} search={{ tab: 'jobs' }}>
      {shown.map(({ id, job, status, problem, total, done }) => (
        <Link key={id} to={path} search={{ tab: 'jobs' } as never} className="lk-panel-row lk-home-row">
          <b className="lk-ellipsis">{names.job(job)}</b>
          <span className="lk-ellipsis lk-muted lk-grow">{status === 'failed' || status === 'retrying' ? problem : ''}</span>
          {status === 'running' && total ? (
            <Progress size="small" style={{ width: 120 }} percent={Math.min(100, Math.round(((done ?? 0) / total) * 100))} />
          ) : null}
          <span className={`lk-pill lk-c-${statuses[status][0]}`}>{text(statuses[status][1])}</span>
        </Link>
      ))}
    </HomePanel>
  )
}
export default OpenJobs
