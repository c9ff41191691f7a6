import { label, type Filter } from '@lianke/kernel'
import { Failure, Section, Skeleton, useMoment, useRows, useText } from '@lianke/ui/phone'
import { useState } from 'react'
import { openStates, TaskLine } from './task-line.tsx'

const shownMax = 50
const nextMax = 3

/** My to-dos by time, the late ones first; when nothing is due, what comes next. */
const MyTasks = () => {
  const text = useText()
  const { now } = useMoment()
  const [all, setAll] = useState(false)
  const mine: readonly Filter[] = [
    { field: 'owner', op: 'me' },
    { field: 'status', op: 'in', value: openStates },
  ]
  const until: Filter = { field: 'due_at', op: 'lte', value: now().endOf('day').toISOString() }
  const { data, error, refetch } = useRows('fieldwork.task', {
    filter: { and: all ? mine : [...mine, until] },
    sort: ['due_at'],
    limit: shownMax,
    count: true,
  })
  const free = !all && data?.data.length === 0
  const next = useRows('fieldwork.task', { filter: { and: mine }, sort: ['due_at'], limit: nextMax }, { enabled: free })
  const rows = free ? next.data?.data : data?.data
  return (
    <Section
      title={
        <>
          {text(label('待办', 'To do'))} <span className="lk-muted lk-num">{data?.count?.value || ''}</span>
        </>
      }
      end={
        <button type="button" className="lkm-link" aria-pressed={all} onClick={() => setAll(!all)}>
          {all ? text(label('只看今天', 'Today only')) : text(label('全部', 'All'))}
        </button>
      }
    >
      {free ? (
        <p className="lkm-note" style={{ paddingTop: 0 }}>
          {text(label('今天的事都办完了。', 'Nothing is due today.'))}
          {rows && rows.length > 0 ? text(label('接下来：', ' Next:')) : ''}
        </p>
      ) : null}
      {error ? (
        <Failure small error={error} retry={() => void refetch()} />
      ) : rows ? (
        rows.map((row) => <TaskLine key={row.id} row={row} />)
      ) : (
        <Skeleton rows={3} height={56} />
      )}
    </Section>
  )
}
export default MyTasks
