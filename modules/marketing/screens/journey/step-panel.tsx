import { person } from '@lianke/customer/contract'
import { type JourneyNode, label } from '@lianke/kernel'
import { Avatar, Empty, Icon, recordPath, useMoment, useText } from '@lianke/ui'
import { Link } from '@tanstack/react-router'
import { Select, Tabs } from 'antd'
import { useState } from 'react'
import { useAsk } from '../use-ask.ts'
import { connectStep, type Graph, type OutletsOf } from './journey-graph.ts'
import { PlayedRun } from './played-run.tsx'
import { StepSettings } from './step-settings.tsx'
import { useJourneyWords } from './use-journey-words.ts'

interface Run {
  readonly run: string
  readonly person: string
  /** Null: nobody has said it yet. */
  readonly name: string | null
  readonly version: number
  readonly entered_at: string
  readonly due_at: string | null
  readonly wait_event: string | null
}

const People = ({ id, node, onPlay }: { readonly id: string; readonly node: string; onPlay(nodes: readonly string[]): void }) => {
  const text = useText()
  const [open, setOpen] = useState<string | null>(null)
  const named = (run: Run) => run.name || text(label('未命名', 'No name'))
  const words = useJourneyWords()
  const { ago } = useMoment()
  const { data } = useAsk<{ runs: Run[] }>('journey.people', { id, node }, { every: 5000 })
  if (!data || data.runs.length === 0)
    return <Empty small icon="users" title={text(label('现在没有人停在这里', 'Nobody is here now'))} />
  return (
    <ul className="lk-journey-people">
      {data.runs.map((run) => (
        <li key={run.run} style={{ flexWrap: 'wrap' }}>
          <Avatar name={run.name} size={24} />
          <Link className="lk-grow lk-ellipsis" to={recordPath(person.name, run.person)}>
            {named(run)}
          </Link>
          <span className="lk-label">
            {run.due_at
              ? text(label('{when} 继续', 'goes on {when}'), { when: ago(run.due_at) })
              : run.wait_event
                ? text(label('等 {event}', 'waits for {event}'), { event: words.event(run.wait_event) })
                : ago(run.entered_at)}
          </span>
          <button
            type="button"
            className="lk-icon-button small"
            aria-expanded={open === run.run}
            aria-label={text(label('{name} 的经过', 'The way of {name}'), { name: named(run) })}
            onClick={() => setOpen(open === run.run ? null : run.run)}
          >
            <Icon name="play" size={13} />
          </button>
          {open === run.run ? <PlayedRun id={id} person={run.person} run={run.run} onPlay={onPlay} /> : null}
        </li>
      ))}
    </ul>
  )
}

/** One step: its settings, where its ways out lead, and who stands there. */
export const StepPanel = ({
  id,
  graph,
  node,
  outletsOf,
  problems,
  would,
  disabled,
  onConfig,
  onGraph,
  onPlay,
  onRemove,
  onClose,
}: {
  readonly id: string
  readonly graph: Graph
  readonly node: JourneyNode
  readonly outletsOf: OutletsOf
  readonly problems: readonly string[]
  /** What a trial run would do here. */
  readonly would: readonly string[]
  readonly disabled: boolean
  onConfig(config: Record<string, unknown>): void
  onGraph(graph: Graph): void
  /** Shows the way of one person on the canvas. */
  onPlay(nodes: readonly string[]): void
  onRemove(): void
  onClose(): void
}) => {
  const text = useText()
  const words = useJourneyWords()
  const title = (one: JourneyNode) => `${words.step(one.step)}${words.says(one) ? `：${words.says(one).slice(0, 24)}` : ''}`
  const settings = (
    <div className="lk-stack">
      <StepSettings key={node.id} node={node} disabled={disabled} onChange={onConfig} />
      {outletsOf(node).map((outlet) => (
        <div key={outlet} className="lk-journey-field">
          <span className="lk-journey-said">
            {text(label('之后', 'Then'))}
            {words.outlet(node, outlet) ? ` · ${words.outlet(node, outlet)}` : ''}
          </span>
          <Select
            disabled={disabled}
            value={node.next[outlet] ?? ''}
            aria-label={`${text(label('之后', 'Then'))} ${words.outlet(node, outlet)}`}
            onChange={(to) => onGraph(connectStep(graph, { from: node.id, outlet }, to || null))}
            options={[
              { value: '', label: text(label('到此结束', 'The end')) },
              ...graph.nodes.filter((one) => one.id !== node.id).map((one) => ({ value: one.id, label: title(one) })),
            ]}
          />
        </div>
      ))}
    </div>
  )
  return (
    <>
      <header>
        <b className="lk-grow lk-ellipsis">{words.step(node.step)}</b>
        {disabled ? null : (
          <button
            type="button"
            className="lk-icon-button small"
            aria-label={text(label('删除步骤', 'Remove the step'))}
            onClick={onRemove}
          >
            <Icon name="trash" size={14} />
          </button>
        )}
        <button type="button" className="lk-icon-button small" aria-label={text(label('关闭', 'Close'))} onClick={onClose}>
          <Icon name="close" size={15} />
        </button>
      </header>
      {problems.map((problem) => (
        <p key={problem} role="alert" style={{ color: 'var(--lk-red-fg)' }}>
          {problem}
        </p>
      ))}
      {would.map((one) => (
        <p key={one} className="lk-journey-part">
          {one}
        </p>
      ))}
      <Tabs
        size="small"
        destroyOnHidden
        items={[
          { key: 'settings', label: text(label('设置', 'Settings')), children: settings },
          {
            key: 'people',
            label: text(label('停在这里的人', 'People here')),
            children: <People id={id} node={node.id} onPlay={onPlay} />,
          },
        ]}
      />
    </>
  )
}
