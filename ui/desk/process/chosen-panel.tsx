import { label } from '@lianke/kernel'
import { useNarrow } from '../../base/client/viewport.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { Drawer } from 'antd'
import { triggerId } from './process-graph.ts'
import { PanelHead } from './panel-head.tsx'
import { StepPanel } from './step-panel.tsx'
import { TriggerSettings } from './trigger-settings.tsx'
import { useBench } from './use-workbench.ts'

/** The settings of what is chosen: beside the canvas, or over the list where there is no room. */
export const ChosenPanel = () => {
  const text = useText()
  const narrow = useNarrow()
  const { draft, selected, select } = useBench()
  const node = draft.graph.nodes.find(({ id }) => id === selected)
  const panel =
    selected === triggerId ? (
      <>
        <PanelHead title={text(label('谁进入', 'Who enters'))} />
        <TriggerSettings />
      </>
    ) : node ? (
      <StepPanel key={node.id} node={node} />
    ) : null
  if (narrow)
    return (
      <Drawer open={panel !== null} onClose={() => select(null)} placement="bottom" size="80%" closable={false} title={null}>
        <div className="lk-stack">{panel}</div>
      </Drawer>
    )
  return panel ? (
    <aside className="lk-process-panel" aria-label={text(label('步骤设置', 'Step settings'))}>
      {panel}
    </aside>
  ) : null
}
