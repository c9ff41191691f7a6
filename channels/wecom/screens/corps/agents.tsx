import { label } from '@lianke/kernel'
import { Icon, MoreMenu, Skeleton, useAct, useText, useToast, useWords } from '@lianke/ui'
import { Button } from 'antd'
import { useState } from 'react'
import { AgentDrawer, withoutSecrets } from './agent-drawer.tsx'
import { duties, keepAgents, type ShownAgent, type ShownCorp, useAgain, useAgentChecks } from './corp-data.ts'

const tones = { ok: 'green', failed: 'red', unsure: 'grey' } as const
const statuses = {
  ok: label('正常', 'Works'),
  failed: label('有问题', 'Has a problem'),
  unsure: label('未知', 'Unknown'),
} as const

const AgentMore = ({ corp, agent, edit }: { readonly corp: ShownCorp; readonly agent: ShownAgent; edit(): void }) => {
  const text = useText()
  const w = useWords()
  const toast = useToast()
  const again = useAgain()
  const act = useAct({
    mutationFn: (agents: readonly object[]) => keepAgents(corp, agents),
    onSettled: again,
    onError: toast.failed,
  })
  const others = corp.agents.filter(({ agent_id }) => agent_id !== agent.agent_id).map(withoutSecrets)
  const pause = () => act.mutate([...others, { ...withoutSecrets(agent), paused: !agent.paused }])
  return (
    <MoreMenu
      said={text(label('应用 {id} 的更多操作', 'More for agent {id}'), { id: agent.agent_id })}
      items={[
        { key: 'edit', label: w('common.edit'), onClick: edit },
        { key: 'pause', label: agent.paused ? text(label('恢复', 'Resume')) : text(label('暂停', 'Pause')), onClick: pause },
        { key: 'remove', label: text(label('移除', 'Remove')), danger: true, onClick: () => act.mutate(others) },
      ]}
    />
  )
}

/** The agents of a corporation, each with what it is used for and whether WeCom knows it. */
export const Agents = ({ corp }: { readonly corp: ShownCorp }) => {
  const text = useText()
  const [open, setOpen] = useState<ShownAgent | 'new' | null>(null)
  const checks = useAgentChecks(corp)
  const saidOf = (agent_id: number) => {
    const check = checks.data?.find((one) => one.agent_id === agent_id)
    if (corp.paused) return null
    if (!check) return checks.isPending ? <Skeleton rows={1} height={16} /> : null
    return (
      <span className={`lk-pill lk-c-${tones[check.status]}`} title={check.missing ? text(check.missing) : undefined}>
        {check.status === 'failed' && check.missing ? text(check.missing) : text(statuses[check.status])}
      </span>
    )
  }
  const main = label('主应用：客户联系，以及没有交给别的应用的一切', 'Main agent: customer contact, and all that no other does')
  return (
    <>
      <ul className="lk-wecom-lines">
        <li className="lk-wecom-callback">
          <span className="lk-grow">
            <b>{corp.agent_id || '—'}</b> <span className="lk-muted">{text(main)}</span>
          </span>
          {corp.agent_id ? saidOf(corp.agent_id) : null}
        </li>
        {corp.agents.map((agent) => (
          <li key={agent.agent_id} className="lk-wecom-callback">
            <span className="lk-grow">
              <b>{agent.name || agent.agent_id}</b>{' '}
              <span className="lk-muted">
                {[
                  ...(agent.name ? [String(agent.agent_id)] : []),
                  ...agent.duties.map((duty) => text(duties[duty]) || duty),
                ].join(' · ')}
              </span>
            </span>
            {agent.paused ? (
              <span className="lk-pill lk-c-orange">{text(label('已暂停', 'Paused'))}</span>
            ) : (
              saidOf(agent.agent_id)
            )}
            <AgentMore corp={corp} agent={agent} edit={() => setOpen(agent)} />
          </li>
        ))}
      </ul>
      <Button style={{ marginTop: 8 }} icon={<Icon name="plus" size={14} />} onClick={() => setOpen('new')}>
        {text(label('添加应用', 'Add an agent'))}
      </Button>
      {open ? <AgentDrawer corp={corp} agent={open === 'new' ? null : open} close={() => setOpen(null)} /> : null}
    </>
  )
}
