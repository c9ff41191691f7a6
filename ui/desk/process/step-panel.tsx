import { label, type ProcessNode } from '@lianke/kernel'
import { useText } from '../../base/i18n/i18n.ts'
import { Tabs } from 'antd'
import { configureStep } from './process-graph.ts'
import { PanelHead } from './panel-head.tsx'
import { ofPeople, useKind } from './process-kind.ts'
import { PeopleHere } from './people-here.tsx'
import { StepSettings } from './step-settings.tsx'
import { useProcessWords } from './use-process-words.ts'
import { useStepActs } from './use-step-acts.ts'
import { type Stop, useBench } from './use-workbench.ts'
import { WaysOut } from './ways-out.tsx'

/** What a trial run would do at a step, in words. */
const sayWould = ({ content }: Stop['would'][number]): string =>
  String(
    content.text ??
      content.title ??
      (Array.isArray(content.tags) ? content.tags.join('、') : undefined) ??
      JSON.stringify(content),
  )

/** One step: its settings, where its ways out lead, and who stands there. */
export const StepPanel = ({ node }: { readonly node: ProcessNode }) => {
  const text = useText()
  const words = useProcessWords()
  const { draft, change, may, outletsOf, problems, stops } = useBench()
  const { remove } = useStepActs()
  const { kind } = useKind()
  const would = (stops.find((one) => one.node === node.id)?.would ?? []).map(sayWould)
  const settings = (
    <div className="lk-stack">
      <StepSettings
        key={node.id}
        node={node}
        disabled={!may}
        onChange={(config) => change({ ...draft, graph: configureStep(draft.graph, node.id, config, outletsOf) })}
      />
      <WaysOut node={node} />
    </div>
  )
  return (
    <>
      <PanelHead title={words.called(node)} {...(may ? { onRemove: () => remove(node.id) } : {})} />
      {(problems.get(node.id) ?? []).map((problem) => (
        <p key={problem} role="alert" style={{ color: 'var(--lk-red-fg)' }}>
          {problem}
        </p>
      ))}
      {would.map((one) => (
        <p key={one} className="lk-process-part">
          {one}
        </p>
      ))}
      <Tabs
        size="small"
        destroyOnHidden
        items={[
          { key: 'settings', label: text(label('设置', 'Settings')), children: settings },
          {
            key: 'people',
            label: text(ofPeople(kind) ? label('停在这里的人', 'People here') : label('停在这里的', 'Records here')),
            children: <PeopleHere node={node.id} />,
          },
        ]}
      />
    </>
  )
}
