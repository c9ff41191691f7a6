import { Icon } from '@lianke/ui'
import { Handle, Position } from '@xyflow/react'
import { triggerId } from './journey-graph.ts'
import { useJourneyWords } from './use-journey-words.ts'
import { useBench } from './use-workbench.ts'

/** What starts the journey, above its first step. */
export const TriggerCard = () => {
  const words = useJourneyWords()
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
