import './operations.css'
import { useNavigate } from '@tanstack/react-router'
import { Tabs } from 'antd'
import { label, oneOf } from '@lianke/kernel'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Page } from '../../desk/shell/page-frame.tsx'
import { DeadLettersTab } from './dead-letters-tab.tsx'
import { JobsTab } from './jobs-tab.tsx'
import { MachineTab, machineTroubles } from './machine-tab.tsx'
import { useDeadCounts, useJobCounts, useMachine, useReaders } from './operations-data.ts'
import { isBehind, ReadersTab } from './readers-tab.tsx'
import { useAsked } from '../../base/client/address.ts'

const tabs = ['jobs', 'readers', 'dead', 'machine'] as const

/** Background work: what runs, what stands still, what a human has to look at. */
const OperationsPage = () => {
  const text = useText()
  const navigate = useNavigate()
  const tab = oneOf(tabs, useAsked('tab'))
  const { data: jobs } = useJobCounts()
  const { data: readers } = useReaders()
  const { data: dead } = useDeadCounts()
  const { data: machine } = useMachine()
  const below = machine ? machineTroubles(machine) : 0
  const failed = jobs?.failed ?? 0
  const behind = readers?.data.filter(isBehind).length ?? 0
  const letters = Object.values(dead ?? {}).reduce((sum, n) => sum + n, 0)
  const troubles = [
    failed > 0 ? text(label('{n} 个任务失败', 'failed jobs: {n}'), { n: failed }) : null,
    behind > 0 ? text(label('{n} 个读取者落后', 'readers behind: {n}'), { n: behind }) : null,
    below > 0 ? text(label('机器有 {n} 处异常', 'troubles of the machine: {n}'), { n: below }) : null,
    letters > 0 ? text(label('{n} 条死信', 'dead letters: {n}'), { n: letters }) : null,
  ].filter((each) => each !== null)
  const known = jobs && readers && dead && machine
  const lead = !known ? null : troubles.length === 0 ? (
    <span className="lk-ops-verdict" style={{ color: 'var(--lk-green-fg)' }}>
      <Icon name="done" size={15} />
      {text(label('一切正常', 'All is well'))}
    </span>
  ) : (
    <span className="lk-ops-verdict" style={{ color: 'var(--lk-red-fg)' }}>
      <Icon name="warning" size={15} />
      {troubles.join(' · ')}
    </span>
  )
  const title = (said: { zh: string; en: string }, n: number) => (
    <>
      {text(said)}
      {n > 0 ? <span className="lk-ops-count lk-num">{n > 999 ? '999+' : n}</span> : null}
    </>
  )
  return (
    <Page title={text(label('运行', 'Operations'))} lead={lead}>
      <Tabs
        activeKey={tab && tabs.includes(tab) ? tab : 'jobs'}
        onChange={(next) => void navigate({ to: '/settings/operations', search: { tab: next } as never, replace: true })}
        destroyOnHidden
        items={[
          { key: 'jobs', label: title(label('后台任务', 'Jobs'), failed), children: <JobsTab /> },
          { key: 'readers', label: title(label('读取者', 'Readers'), behind), children: <ReadersTab /> },
          { key: 'dead', label: title(label('死信', 'Dead letters'), letters), children: <DeadLettersTab /> },
          { key: 'machine', label: title(label('机器', 'Machine'), below), children: <MachineTab /> },
        ]}
      />
    </Page>
  )
}
export default OperationsPage
