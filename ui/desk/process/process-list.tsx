import type { ProcessNode } from '@lianke/kernel'
import { Icon } from '../../base/icons/icon.tsx'
import { AddStep } from './add-step.tsx'
import { Approvers } from './approvers.tsx'
import { inWalkingOrder, triggerId } from './process-graph.ts'
import { useCalledName } from './use-callable.ts'
import { useProcessWords } from './use-process-words.ts'
import { useStepActs } from './use-step-acts.ts'
import { useBench } from './use-workbench.ts'

/** A step as a line: what it does or what is wrong with it, and its figures. */
const StepLine = ({ node }: { readonly node: ProcessNode }) => {
  const words = useProcessWords()
  const called = useCalledName(node)
  const { figures, problems, path, select } = useBench()
  const faults = problems.get(node.id) ?? []
  const figure = figures.get(node.id)
  return (
    <button
      type="button"
      className={`lk-step ${words.steps.get(node.step)?.group ?? ''}${faults.length > 0 ? ' bad' : ''}${path.has(node.id) ? ' passed' : ''}`}
      onClick={() => select(node.id)}
    >
      <span className="lk-step-icon">
        <Icon name={words.steps.get(node.step)?.icon ?? 'circle'} size={15} />
      </span>
      <span className="lk-step-text">
        <b>{words.called(node)}</b>
        <span>{faults[0] ?? ([words.says(node), called].filter(Boolean).join(' → ') || <Approvers node={node} />)}</span>
      </span>
      {figure ? (
        <span className="lk-step-figures lk-num">
          <Icon name="users" size={11} />
          {figure.entered}
          {figure.here > 0 ? <em>{figure.here}</em> : null}
          {figure.failed > 0 ? <em style={{ color: 'var(--lk-red-fg)' }}>{figure.failed}</em> : null}
        </span>
      ) : null}
    </button>
  )
}

/** The ways out of a step that lead nowhere yet. */
const OpenWays = ({ node }: { readonly node: ProcessNode }) => {
  const words = useProcessWords()
  const { outletsOf } = useBench()
  const { add } = useStepActs()
  return outletsOf(node)
    .filter((outlet) => !node.next[outlet])
    .map((outlet) => (
      <span key={outlet} className="lk-row" style={{ marginTop: 6 }}>
        {words.outlet(node, outlet) ? <span className="lk-way-said">{words.outlet(node, outlet)}</span> : null}
        <AddStep small onAdd={(step) => add({ from: node.id, outlet }, step)} />
      </span>
    ))
}

/** The same process for a narrow screen: steps one below the other, each saying which way leads to it. */
export const ProcessList = () => {
  const words = useProcessWords()
  const { draft, outletsOf, may, select } = useBench()
  const { add } = useStepActs()
  const { graph, trigger } = draft
  const from = (id: string) =>
    graph.nodes.flatMap((node) =>
      outletsOf(node).flatMap((outlet) =>
        node.next[outlet] === id && words.outlet(node, outlet) ? [words.outlet(node, outlet)] : [],
      ),
    )
  return (
    <ol className="lk-process-list">
      <li>
        <button type="button" className="lk-step trigger" onClick={() => select(triggerId)}>
          <span className="lk-step-icon">
            <Icon name="zap" size={15} />
          </span>
          <span className="lk-step-text">
            <b>{words.trigger(trigger)}</b>
          </span>
        </button>
      </li>
      {graph.nodes.length === 0 && may ? (
        <li>
          <AddStep onAdd={(step) => add({ from: null, outlet: '' }, step)} />
        </li>
      ) : null}
      {inWalkingOrder(graph, outletsOf).map((node) => (
        <li key={node.id}>
          {from(node.id).map((said) => (
            <span key={said} className="lk-way-said">
              {said}
            </span>
          ))}
          <StepLine node={node} />
          {may ? <OpenWays node={node} /> : null}
        </li>
      ))}
    </ol>
  )
}
