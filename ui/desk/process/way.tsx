import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from '@xyflow/react'
import { AddStep } from './add-step.tsx'
import type { WayOut } from './draw-process.ts'
import { lanePath } from './lane-path.ts'
import { useStepActs } from './use-step-acts.ts'
import { useBench } from './use-workbench.ts'

/** From the source's row to the middle of what is said of a way that runs in a lane. */
const laneSaid = 46

/** Where the words and the plus of a way stand: above the step that it places, below the one it leaves where it runs in a lane. */
const wordsAt = ({ sourceX, sourceY, targetX, targetY, data }: EdgeProps<Edge<WayOut>>) => {
  if (data?.lane !== undefined) return { x: data.lane, y: sourceY + laneSaid }
  const straight = Math.abs(sourceX - targetX) < 1
  return { x: targetX, y: straight && !data?.said ? (sourceY + targetY) / 2 : targetY - 26 }
}

/** A way from a step to the next: what it is called, and a plus that puts a step in. */
export const Way = (given: EdgeProps<Edge<WayOut>>) => {
  const { sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, data } = given
  const { may } = useBench()
  const { add } = useStepActs()
  const [stepped] = getSmoothStepPath({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, borderRadius: 8 })
  const path = data?.lane === undefined ? stepped : lanePath({ sourceX, sourceY, targetX, targetY, lane: data.lane })
  const at = wordsAt(given)
  return (
    <>
      <BaseEdge
        path={path}
        style={{ stroke: data?.passed ? 'var(--lk-accent)' : 'var(--lk-outline)', strokeWidth: data?.passed ? 2 : 1.2 }}
      />
      <EdgeLabelRenderer>
        <span className="lk-way nodrag nopan" style={{ transform: `translate(-50%, -50%) translate(${at.x}px, ${at.y}px)` }}>
          {data?.said ? <span className="lk-way-said lk-ellipsis">{data.said}</span> : null}
          {data && !data.open && may ? <AddStep small onAdd={(step) => add(data.gap, step)} /> : null}
        </span>
      </EdgeLabelRenderer>
    </>
  )
}
