import { type ProcessNode, label } from '@lianke/kernel'
import { useText } from '../../base/i18n/i18n.ts'
import { Select } from 'antd'
import { connectStep } from './process-graph.ts'
import { useProcessWords } from './use-process-words.ts'
import { useBench } from './use-workbench.ts'

const saidMax = 24

/** Where each way out of a step leads. */
export const WaysOut = ({ node }: { readonly node: ProcessNode }) => {
  const text = useText()
  const words = useProcessWords()
  const { draft, change, may, outletsOf } = useBench()
  const { graph } = draft
  const title = (one: ProcessNode) => `${words.step(one.step)}${words.says(one) ? `：${words.says(one).slice(0, saidMax)}` : ''}`
  return outletsOf(node).map((outlet) => (
    <div key={outlet} className="lk-process-field">
      <span className="lk-process-said">
        {text(label('之后', 'Then'))}
        {words.outlet(node, outlet) ? ` · ${words.outlet(node, outlet)}` : ''}
      </span>
      <Select
        disabled={!may}
        value={node.next[outlet] ?? ''}
        aria-label={`${text(label('之后', 'Then'))} ${words.outlet(node, outlet)}`}
        onChange={(to) => change({ ...draft, graph: connectStep(graph, { from: node.id, outlet }, to || null) })}
        options={[
          { value: '', label: text(label('到此结束', 'The end')) },
          ...graph.nodes.filter((one) => one.id !== node.id).map((one) => ({ value: one.id, label: title(one) })),
        ]}
      />
    </div>
  ))
}
