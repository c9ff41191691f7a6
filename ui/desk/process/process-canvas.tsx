import '@xyflow/react/dist/style.css'
import { useAppearance } from '../../base/theme/scheme.tsx'
import { Background, Controls, ReactFlow } from '@xyflow/react'
import { useMemo } from 'react'
import { cardSize, drawProcess } from './draw-process.ts'
import { KeepInSight } from './keep-in-sight.tsx'
import { OpenEnd } from './open-end.tsx'
import { StepCard } from './step-card.tsx'
import { TriggerCard } from './trigger-card.tsx'
import { useProcessWords } from './use-process-words.ts'
import { useBench } from './use-workbench.ts'
import { Way } from './way.tsx'

const nodeTypes = { step: StepCard, trigger: TriggerCard, end: OpenEnd, lane: () => null }
const edgeTypes = { way: Way }

/** The process as a picture from above downwards: a click chooses a step, a plus puts one in. */
export const ProcessCanvas = () => {
  const words = useProcessWords()
  const { scheme } = useAppearance()
  const {
    draft: { graph },
    outletsOf,
    path,
    selected,
    select,
  } = useBench()
  const { nodes, edges } = useMemo(
    () => drawProcess({ graph, outletsOf, path, sayOutlet: words.outlet }),
    [graph, outletsOf, path, words],
  )
  const chosen = nodes.find(({ id }) => id === selected)
  return (
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
      onPaneClick={() => select(null)}
      proOptions={{ hideAttribution: true }}
    >
      <Background gap={20} size={1} color="var(--lk-hairline)" />
      <Controls showInteractive={false} />
      <KeepInSight at={chosen?.position} size={cardSize} />
    </ReactFlow>
  )
}
