import { Icon } from '../../base/icons/icon.tsx'
import { Handle, Position } from '@xyflow/react'
import { triggerId } from './process-graph.ts'
import { useProcessWords } from './use-process-words.ts'
import { useBench } from './use-workbench.ts'

/** What starts a run, above its first step. */
export const TriggerCard = () => {
  const words = useProcessWords()
  const { draft, selected, problems, select } = useBench()
  const faults = problems.get(triggerId) ?? []
  return (
    <>
      <button
        type="button"
        className={`lk-step trigger${selected === triggerId ? ' selected' : ''}${faults.length > 0 ? ' bad' : ''}`}
        onClick={() => select(triggerId)}
      >
        <span className="lk-step-icon">
          <Icon name="zap" size={15} />
        </span>
        <span className="lk-step-text">
          <b>{words.trigger(draft.trigger)}</b>
          {faults[0] ? <span className="lk-ellipsis">{faults[0]}</span> : null}
        </span>
      </button>
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </>
  )
}
