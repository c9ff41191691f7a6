import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import { AddStep } from './add-step.tsx'
import type { Gap } from './process-graph.ts'
import { useStepActs } from './use-step-acts.ts'
import { useBench } from './use-workbench.ts'

/** Where a way ends: the next step may be put here. */
export const OpenEnd = ({ data: { gap } }: NodeProps<Node<{ gap: Gap }>>) => {
  const { may } = useBench()
  const { add } = useStepActs()
  return (
    <>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      {may ? <AddStep onAdd={(step) => add(gap, step)} /> : <span className="lk-step-end" />}
    </>
  )
}
