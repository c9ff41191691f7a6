import { type ProcessNode, label } from '@lianke/kernel'
import { Skeleton } from '../../base/feedback/states.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { useEffect } from 'react'
import { useAsk } from '../../base/client/use-ask.ts'
import { saidOf, useKind } from './process-kind.ts'
import { useProcessWords } from './use-process-words.ts'
import { useBench } from './use-workbench.ts'

interface Stop {
  readonly node: string
  readonly at: string
  readonly left?: string
  readonly outlet?: string
  readonly failure?: string
}
interface Played {
  readonly version: number
  readonly status: string
  readonly started_at: string
  readonly ended_at: string | null
  readonly end_reason: string | null
  readonly due_at: string | null
  readonly wait_event: string | null
  readonly trail: readonly Stop[]
}
interface Version {
  readonly version: number
  readonly graph: { readonly nodes: readonly ProcessNode[] }
}

const reasons: Readonly<Record<string, ReturnType<typeof label>>> = {
  completed: label('走完', 'Went to the end'),
  goal: label('达成目标', 'Reached the goal'),
  exit: label('退出', 'Left'),
  failed: label('失败', 'Failed'),
  stopped: label('流程被结束', 'The process was ended'),
  taken_out: label('被移出', 'Taken out'),
  deleted: label('记录已删除', 'The record was deleted'),
  merged: label('并入另一位客户', 'Merged into another person'),
  node_missing: label('步骤已不存在', 'The step is gone'),
}

/** A step that was passed: when, which way out, what went wrong. */
const Passed = ({ stop, node }: { readonly stop: Stop; readonly node: ProcessNode | undefined }) => {
  const words = useProcessWords()
  const { ago, full } = useMoment()
  const way = node && stop.outlet ? words.outlet(node, stop.outlet) : ''
  return (
    <li>
      <span className="lk-label lk-num" title={full(stop.at)}>
        {ago(stop.at)}
      </span>
      <span>
        {node ? words.step(node.step) : stop.node}
        {node && words.says(node) ? <span className="lk-muted"> {words.says(node)}</span> : null}
        {way ? <span className="lk-muted"> → {way}</span> : null}
        {stop.failure ? <span style={{ display: 'block', color: 'var(--lk-red-fg)' }}>{words.failure(stop.failure)}</span> : null}
      </span>
    </li>
  )
}

/** How the way ended, or what it waits for. */
const Standing = ({ played }: { readonly played: Played }) => {
  const text = useText()
  const words = useProcessWords()
  const { ago } = useMoment()
  const { kind } = useKind()
  const own = kind.endings?.find(({ reason }) => reason === played.end_reason)
  if (played.status === 'ended') return text(own?.label ?? reasons[played.end_reason ?? ''] ?? label('已结束', 'Ended'))
  const waits = played.wait_event ? text(label('等 {event}', 'waits for {event}'), { event: words.event(played.wait_event) }) : ''
  const goesOn = played.due_at ? text(label('{when} 继续', 'goes on {when}'), { when: ago(played.due_at) }) : ''
  return [waits, goesOn].filter(Boolean).join(' · ') || text(label('正在前进', 'Moving'))
}

/** One record’s way through the version it walks: each step, when, which way out, what went wrong, when it goes on. */
export const PlayedRun = ({ subject, run }: { readonly subject: string; readonly run: string }) => {
  const text = useText()
  const { kind } = useKind()
  const {
    row: { id },
    play,
  } = useBench()
  const { data } = useAsk<{ run: Played | null }>(
    `${kind.name}.played`,
    { id, [saidOf(kind).one]: subject, run },
    { every: 5000 },
  )
  const { data: known } = useAsk<{ versions: readonly Version[] }>(`${kind.name}.versions`, { id })
  const played = data?.run
  const passed = played?.trail.map(({ node }) => node).join(' ') ?? ''
  useEffect(() => {
    play(passed === '' ? [] : passed.split(' '))
    return () => play([])
  }, [passed, play])
  if (!played || !known) return <Skeleton rows={2} />
  const nodes = new Map(
    known.versions.find(({ version }) => version === played.version)?.graph.nodes.map((node) => [node.id, node]),
  )
  return (
    <ol className="lk-process-played" aria-label={text(label('经过', 'Way'))}>
      {played.trail.map((stop) => (
        <Passed key={`${stop.node} ${stop.at}`} stop={stop} node={nodes.get(stop.node)} />
      ))}
      <li>
        <span className="lk-label lk-num">{`v${played.version}`}</span>
        <span className="lk-muted">
          <Standing played={played} />
        </span>
      </li>
    </ol>
  )
}
