import { label, type Filter } from '@lianke/kernel'
import { Empty, Failure, Section, Skeleton, useMoment, useRows, useText } from '@lianke/ui/mobile'
import { useState } from 'react'
import { openStates, TaskLine } from './task-line.tsx'

const shownMax = 50

/** My to-dos by time, the late ones first; what comes after today on demand. */
const MyTasks = () => {
  const text = useText()
  const { now } = useMoment()
  const [later, setLater] = useState(false)
  const mine: readonly Filter[] = [{ field: 'owner', op: 'me' }, { field: 'status', op: 'in', value: openStates }]
  const until: Filter = { field: 'due_at', op: 'lte', value: now().endOf('day').toISOString() }
  const { data, error, refetch } = useRows('fieldwork.task', { filter: { and: later ? mine : [...mine, until] }, sort: ['due_at'], limit: shownMax, count: true })
  return (
    <Section title={<>{text(label('待办', 'To do'))} <span className="lk-muted lk-num">{data?.count?.value || ''}</span></>} end={<button type="button" className="lkm-link" aria-pressed={later} onClick={() => setLater(!later)}>{later ? text(label('只看今天', 'Today only')) : text(label('全部', 'All'))}</button>}>
      {error ? <Failure small error={error} retry={() => void refetch()} /> : !data ? <Skeleton rows={3} height={56} /> : data.data.length === 0
        ? <Empty small icon="done" title={text(label('今天的事都办完了', 'Nothing is due today'))} help={text(label('后面几天的在“全部”里', 'What comes later is under “All”'))} />
        : data.data.map((row) => <TaskLine key={row.id} row={row} />)}
    </Section>
  )
}
export default MyTasks
