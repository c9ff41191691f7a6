import { type ProcessNode, label } from '@lianke/kernel'
import { useNumbers } from '../../base/field-types/parts/number.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import { Approvers } from './approvers.tsx'
import type { Figure } from './use-judgement.ts'
import { useCalledName } from './use-callable.ts'
import { useProcessWords } from './use-process-words.ts'
import { useBench } from './use-workbench.ts'

/** How many came by a step, how many are there now, how many failed. */
const StepFigures = ({ figure: { entered, here, failed } }: { readonly figure: Figure }) => {
  const text = useText()
  const { number } = useNumbers()
  return (
    <span
      className="lk-step-figures lk-num"
      title={text(label('经过 {entered}，停在这里 {here}', '{entered} came by, {here} are here'), { entered, here })}
    >
      <Icon name="users" size={11} />
      {number(entered)}
      {here > 0 ? <em>{text(label('停留 {n}', '{n} here'), { n: number(here) })}</em> : null}
      {failed > 0 ? (
        <em style={{ color: 'var(--lk-red-fg)' }}>{text(label('失败 {n}', '{n} failed'), { n: number(failed) })}</em>
      ) : null}
    </span>
  )
}

/** A step on the canvas: what it does or what is wrong with it, its turn in a trial run, its figures. */
export const StepCard = ({ id, data: { node } }: NodeProps<Node<{ node: ProcessNode }>>) => {
  const words = useProcessWords()
  const called = useCalledName(node)
  const says = [words.says(node), called].filter(Boolean).join(' → ')
  const { selected, figures, problems, path, select } = useBench()
  const figure = figures.get(id)
  const faults = problems.get(id) ?? []
  const turn = path.get(id)
  return (
    <>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <button
        type="button"
        className={`lk-step${selected === id ? ' selected' : ''}${faults.length > 0 ? ' bad' : ''}${turn === undefined ? '' : ' passed'} ${words.steps.get(node.step)?.group ?? ''}`}
        onClick={() => select(id)}
        aria-label={`${words.step(node.step)} ${says}`}
      >
        <span className="lk-step-icon">
          <Icon name={words.steps.get(node.step)?.icon ?? 'circle'} size={15} />
        </span>
        <span className="lk-step-text">
          <b>{words.called(node)}</b>
          <span className="lk-ellipsis">{faults[0] ?? (says || <Approvers node={node} />)}</span>
        </span>
        {turn === undefined ? null : <span className="lk-step-turn lk-num">{turn}</span>}
        {figure ? <StepFigures figure={figure} /> : null}
      </button>
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </>
  )
}
