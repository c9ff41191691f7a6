import '@xyflow/react/dist/style.css'
import { type JourneyNode, label, check } from '@lianke/kernel'
import { Icon, useAppearance, useNumbers, useText } from '@lianke/ui'
import {
  Background,
  BaseEdge,
  Controls,
  type Edge,
  EdgeLabelRenderer,
  type EdgeProps,
  getSmoothStepPath,
  Handle,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
} from '@xyflow/react'
import { createContext, useContext, useMemo } from 'react'
import { AddStep } from './add-step.tsx'
import { columnWidth, type Gap, gapKey, type Graph, layOut, type OutletsOf, rowHeight } from './journey-graph.ts'
import { useJourneyWords } from './use-journey-words.ts'

const cardWidth = 220
const cardHeight = 56
const endSize = 28
/** The place of the trigger among steps; no step can be called so. */
export const triggerId = '#trigger'
export interface Figure {
  readonly entered: number
  readonly here: number
  readonly waiting: number
  readonly failed: number
}
export interface CanvasProps {
  readonly graph: Graph
  readonly trigger: Readonly<Record<string, unknown>> | null
  readonly selected: string | null
  readonly outletsOf: OutletsOf
  readonly figures: ReadonlyMap<string, Figure>
  readonly problems: ReadonlyMap<string, readonly string[]>
  /** Order in which a trial run passed the steps. */
  readonly path: ReadonlyMap<string, number>
  readonly readOnly: boolean
  onSelect(id: string | null): void
  onAdd(gap: Gap, step: string): void
}
const Given = createContext<CanvasProps | null>(null)
const useGiven = (): CanvasProps => {
  const given = useContext(Given)
  check(given, 'a step card lies on a canvas')
  return given
}

const StepCard = ({ id, data }: NodeProps<Node<{ node: JourneyNode }>>) => {
  const text = useText()
  const words = useJourneyWords()
  const { number } = useNumbers()
  const { selected, figures, problems, path, onSelect } = useGiven()
  const { node } = data
  const figure = figures.get(id)
  const faults = problems.get(id) ?? []
  const turn = path.get(id)
  return (
    <>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <button
        type="button"
        className={`lk-step${selected === id ? ' selected' : ''}${faults.length > 0 ? ' bad' : ''}${turn === undefined ? '' : ' passed'} ${words.steps.get(node.step)?.group ?? ''}`}
        onClick={() => onSelect(id)}
        aria-label={`${words.step(node.step)} ${words.says(node)}`}
      >
        <span className="lk-step-icon">
          <Icon name={words.steps.get(node.step)?.icon ?? 'circle'} size={15} />
        </span>
        <span className="lk-step-text">
          <b>{words.step(node.step)}</b>
          <span className="lk-ellipsis">{faults[0] ?? (words.says(node) || ' ')}</span>
        </span>
        {turn === undefined ? null : <span className="lk-step-turn lk-num">{turn}</span>}
        {figure ? (
          <span
            className="lk-step-figures lk-num"
            title={text(label('经过 {entered}，停在这里 {here}', '{entered} came by, {here} are here'), {
              entered: figure.entered,
              here: figure.here,
            })}
          >
            <Icon name="users" size={11} />
            {number(figure.entered)}
            {figure.here > 0 ? <em>{text(label('停留 {n}', '{n} here'), { n: number(figure.here) })}</em> : null}
            {figure.failed > 0 ? (
              <em style={{ color: 'var(--lk-red-fg)' }}>{text(label('失败 {n}', '{n} failed'), { n: number(figure.failed) })}</em>
            ) : null}
          </span>
        ) : null}
      </button>
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </>
  )
}
const TriggerCard = () => {
  const words = useJourneyWords()
  const { trigger, selected, problems, onSelect } = useGiven()
  const faults = problems.get(triggerId) ?? []
  return (
    <>
      <button
        type="button"
        className={`lk-step trigger${selected === triggerId ? ' selected' : ''}${faults.length > 0 ? ' bad' : ''}`}
        onClick={() => onSelect(triggerId)}
      >
        <span className="lk-step-icon">
          <Icon name="zap" size={15} />
        </span>
        <span className="lk-step-text">
          <b>{words.trigger(trigger)}</b>
          {faults[0] ? <span className="lk-ellipsis">{faults[0]}</span> : null}
        </span>
      </button>
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </>
  )
}
const OpenEnd = ({ data }: NodeProps<Node<{ gap: Gap }>>) => {
  const { readOnly, onAdd } = useGiven()
  return (
    <>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      {readOnly ? <span className="lk-step-end" /> : <AddStep onAdd={(step) => onAdd(data.gap, step)} />}
    </>
  )
}
const Way = ({
  sourceX,
  sourceY,
  targetX,
  targetY,
  sourcePosition,
  targetPosition,
  data,
}: EdgeProps<Edge<{ gap: Gap; said: string; open: boolean; passed: boolean }>>) => {
  const { readOnly, onAdd } = useGiven()
  const [path] = getSmoothStepPath({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, borderRadius: 8 })
  const straight = Math.abs(sourceX - targetX) < 1
  const at = { x: targetX, y: targetY - 26 }
  return (
    <>
      <BaseEdge
        path={path}
        style={{ stroke: data?.passed ? 'var(--lk-accent)' : 'var(--lk-outline)', strokeWidth: data?.passed ? 2 : 1.2 }}
      />
      <EdgeLabelRenderer>
        <span
          className="lk-way nodrag nopan"
          style={{
            transform: `translate(-50%, -50%) translate(${at.x}px, ${straight && !data?.said ? (sourceY + targetY) / 2 : at.y}px)`,
          }}
        >
          {data?.said ? <span className="lk-way-said lk-ellipsis">{data.said}</span> : null}
          {data && !data.open && !readOnly ? <AddStep small onAdd={(step) => onAdd(data.gap, step)} /> : null}
        </span>
      </EdgeLabelRenderer>
    </>
  )
}
const nodeTypes = { step: StepCard, trigger: TriggerCard, end: OpenEnd }
const edgeTypes = { way: Way }

/** The journey as a picture from above downwards: a click chooses a step, a plus puts one in. */
export const JourneyCanvas = (given: CanvasProps) => {
  const { graph, outletsOf, path, onSelect } = given
  const words = useJourneyWords()
  const { scheme } = useAppearance()
  const { nodes, edges } = useMemo(() => {
    const { steps, ends } = layOut(graph, outletsOf)
    const middle = steps.get(graph.entry)?.x ?? columnWidth / 2
    const fixed = { draggable: false, selectable: false }
    // Sizes and handles are given: a card whose size must first be measured is hidden again at every change of the graph.
    const card = (
      id: string,
      type: string,
      x: number,
      y: number,
      data: Record<string, unknown>,
      width = cardWidth,
      height = cardHeight,
    ): Node => ({
      id,
      type,
      position: { x: x - width / 2, y },
      width,
      height,
      data,
      ...fixed,
      handles: [
        { type: 'target', position: Position.Top, x: width / 2, y: 0, width: 1, height: 1 },
        { type: 'source', position: Position.Bottom, x: width / 2, y: height, width: 1, height: 1 },
      ],
    })
    const way = (source: string, target: string, gap: Gap, said: string, open: boolean, passed: boolean): Edge => ({
      id: `${gapKey(gap)}`,
      type: 'way',
      source,
      target,
      data: { gap, said, open, passed },
    })
    const start: Gap = { from: null, outlet: '' }
    const list: Node[] = [card(triggerId, 'trigger', middle, -rowHeight, {})]
    const ways: Edge[] = []
    if (graph.entry) ways.push(way(triggerId, graph.entry, start, '', false, path.has(graph.entry)))
    else {
      list.push(card('#start', 'end', middle, 0, { gap: start }, endSize, endSize))
      ways.push(way(triggerId, '#start', start, '', true, false))
    }
    for (const node of graph.nodes) {
      const place = steps.get(node.id)
      if (!place) continue
      list.push(card(node.id, 'step', place.x, place.y, { node }))
      for (const outlet of outletsOf(node)) {
        const gap = { from: node.id, outlet }
        const to = node.next[outlet]
        const end = ends.get(gapKey(gap))
        const after = path.get(node.id)
        if (to)
          ways.push(way(node.id, to, gap, words.outlet(node, outlet), false, after !== undefined && path.get(to) === after + 1))
        else if (end) {
          const id = `#end ${gapKey(gap)}`
          list.push(card(id, 'end', end.x, end.y, { gap }, endSize, endSize))
          ways.push(way(node.id, id, gap, words.outlet(node, outlet), true, false))
        }
      }
    }
    return { nodes: list, edges: ways }
  }, [graph, outletsOf, path, words])
  return (
    <Given.Provider value={given}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        colorMode={scheme}
        fitView
        fitViewOptions={{ maxZoom: 1, padding: 0.15 }}
        minZoom={0.2}
        maxZoom={1.5}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        deleteKeyCode={null}
        onPaneClick={() => onSelect(null)}
        proOptions={{ hideAttribution: true }}
      >
        <Background gap={20} size={1} color="var(--lk-hairline)" />
        <Controls showInteractive={false} />
      </ReactFlow>
    </Given.Provider>
  )
}
