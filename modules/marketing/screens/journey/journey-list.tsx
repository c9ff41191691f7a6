import type { JourneyNode } from '@lianke/kernel'
import { Icon } from '@lianke/ui'
import { AddStep } from './add-step.tsx'
import { type CanvasProps, triggerId } from './journey-canvas.tsx'
import { type Gap, inWalkingOrder } from './journey-graph.ts'
import { useJourneyWords } from './use-journey-words.ts'

/** The same journey for a narrow screen: steps one below the other, each saying which way leads to it. */
export const JourneyList = ({ graph, trigger, outletsOf, figures, problems, path, readOnly, onSelect, onAdd }: CanvasProps) => {
  const words = useJourneyWords()
  const ordered = inWalkingOrder(graph, outletsOf)
  const ends = (node: JourneyNode): Gap[] =>
    outletsOf(node)
      .filter((outlet) => !node.next[outlet])
      .map((outlet) => ({ from: node.id, outlet }))
  const from = (id: string) =>
    graph.nodes.flatMap((node) =>
      outletsOf(node).flatMap((outlet) =>
        node.next[outlet] === id && words.outlet(node, outlet) ? [words.outlet(node, outlet)] : [],
      ),
    )
  return (
    <ol className="lk-journey-list">
      <li>
        <button type="button" className="lk-step trigger" onClick={() => onSelect(triggerId)}>
          <span className="lk-step-icon">
            <Icon name="zap" size={15} />
          </span>
          <span className="lk-step-text">
            <b>{words.trigger(trigger)}</b>
          </span>
        </button>
      </li>
      {graph.nodes.length === 0 && !readOnly ? (
        <li>
          <AddStep onAdd={(step) => onAdd({ from: null, outlet: '' }, step)} />
        </li>
      ) : null}
      {ordered.map((node) => {
        const faults = problems.get(node.id) ?? []
        const figure = figures.get(node.id)
        return (
          <li key={node.id}>
            {from(node.id).map((said) => (
              <span key={said} className="lk-way-said">
                {said}
              </span>
            ))}
            <button
              type="button"
              className={`lk-step ${words.steps.get(node.step)?.group ?? ''}${faults.length > 0 ? ' bad' : ''}${path.has(node.id) ? ' passed' : ''}`}
              onClick={() => onSelect(node.id)}
            >
              <span className="lk-step-icon">
                <Icon name={words.steps.get(node.step)?.icon ?? 'circle'} size={15} />
              </span>
              <span className="lk-step-text">
                <b>{words.step(node.step)}</b>
                <span>{faults[0] ?? words.says(node)}</span>
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
            {readOnly
              ? null
              : ends(node).map((gap) => (
                  <span key={gap.outlet} className="lk-row" style={{ marginTop: 6 }}>
                    {words.outlet(node, gap.outlet) ? (
                      <span className="lk-way-said">{words.outlet(node, gap.outlet)}</span>
                    ) : null}
                    <AddStep small onAdd={(step) => onAdd(gap, step)} />
                  </span>
                ))}
          </li>
        )
      })}
    </ol>
  )
}
