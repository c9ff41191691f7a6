import { type ProcessNode, label } from '@lianke/kernel'
import { useText } from '@lianke/ui'
import { Select } from 'antd'
import { connectStep } from './journey-graph.ts'
import { useJourneyWords } from './use-journey-words.ts'
import { useBench } from './use-workbench.ts'

const saidMax = 24

/** Where each way out of a step leads. */
export const WaysOut = ({ node }: { readonly node: ProcessNode }) => {
  const text = useText()
  const words = useJourneyWords()
  const { draft, change, may, outletsOf } = useBench()
  const { graph } = draft
  const title = (one: ProcessNode) => `${words.step(one.step)}${words.says(one) ? `：${words.says(one).slice(0, saidMax)}` : ''}`
  return outletsOf(node).map((outlet) => (
    <div key={outlet} className="lk-journey-field">
      <span className="lk-journey-said">
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
