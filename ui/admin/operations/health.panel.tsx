import { label } from '@lianke/kernel'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useNumbers } from '../../base/field-types/parts/number.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { HomePanel, HomeSkeleton } from '../../desk/today/home-panel.tsx'
import { machineTroubles } from './machine-tab.tsx'
import { type Machine, useDeadCounts, useJobCounts, useMachine, useReaders } from './operations-data.ts'
import { isBehind } from './readers-tab.tsx'

const title = label('系统状况', 'Health')
const path = '/settings/operations'

/** One part of the machine room: well or not, what it says, and the tab where its lines stand. */
const Part = ({
  name,
  well,
  tab,
  children,
}: {
  readonly name: string
  readonly well: boolean
  readonly tab: string
  readonly children: ReactNode
}) => (
  <Link to={path} search={{ tab } as never} className="lk-panel-row lk-home-row">
    <span className={well ? 'lk-home-well' : 'lk-home-fault'}>
      <Icon name={well ? 'done' : 'alert-triangle'} size={14} />
    </span>
    <b>{name}</b>
    <span className="lk-grow" />
    <span className="lk-muted lk-num lk-ellipsis">{children}</span>
  </Link>
)

const leastFree = ({ disks }: Machine): number =>
  Math.round(Math.min(...disks.map(({ free_bytes, size_bytes }) => free_bytes / Math.max(size_bytes, 1)), 1) * 100)

/** Is the house well: jobs, readers, what could not be handled, the machine below; each leads to its lines. */
const Health = () => {
  const text = useText()
  const { number } = useNumbers()
  const { data: jobs } = useJobCounts()
  const { data: readers } = useReaders()
  const { data: dead } = useDeadCounts()
  const { data: machine } = useMachine()
  if (!jobs || !readers || !dead || !machine) return <HomeSkeleton title={title} />
  const [failed, running] = [jobs.failed ?? 0, (jobs.running ?? 0) + (jobs.waiting ?? 0) + (jobs.retrying ?? 0)]
  const behind = readers.data.filter(isBehind).length
  const letters = Object.values(dead).reduce((sum, n) => sum + n, 0)
  const troubles = machineTroubles(machine)
  const n = (value: number) => ({ n: number(value) })
  return (
    <HomePanel title={title} rest={path}>
      <Part name={text(label('后台任务', 'Jobs'))} well={failed === 0} tab="jobs">
        {[
          failed > 0 ? text(label('{n} 个失败', '{n} failed'), n(failed)) : null,
          running > 0 ? text(label('{n} 个未完成', '{n} open'), n(running)) : text(label('没有未完成的', 'nothing open')),
          text(label('{n} 个已完成', '{n} done'), n(jobs.done ?? 0)),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Part>
      <Part name={text(label('读取者', 'Readers'))} well={behind === 0} tab="readers">
        {behind > 0
          ? text(label('{n} 个落后', '{n} behind'), n(behind))
          : text(label('{n} 个，都跟上了', 'all {n} up to date'), n(readers.data.length))}
      </Part>
      <Part name={text(label('死信', 'Dead letters'))} well={letters === 0} tab="dead">
        {letters > 0 ? text(label('{n} 条待看', '{n} to look at'), n(letters)) : text(label('没有', 'none'))}
      </Part>
      <Part name={text(label('机器', 'Machine'))} well={troubles === 0} tab="machine">
        {troubles > 0
          ? text(label('{n} 处异常', '{n} troubles'), n(troubles))
          : text(label('存储都有应答，磁盘剩余 {n}%', 'stores answer, {n}% of the disk free'), n(leastFree(machine)))}
      </Part>
    </HomePanel>
  )
}
export default Health
