import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from '@xyflow/react'
import { AddStep } from './add-step.tsx'
import type { WayOut } from './draw-process.ts'
import { useStepActs } from './use-step-acts.ts'
import { useBench } from './use-workbench.ts'

/** A way from a step to the next: what it is called, and a plus that puts a step in. */
export const Way = ({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, data }: EdgeProps<Edge<WayOut>>) => {
  const { may } = useBench()
  const { add } = useStepActs()
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
          {data && !data.open && may ? <AddStep small onAdd={(step) => add(data.gap, step)} /> : null}
        </span>
      </EdgeLabelRenderer>
    </>
  )
}
