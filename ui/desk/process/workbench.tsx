import { label, type Row } from '@lianke/kernel'
import { listPath } from '../../base/client/peek.ts'
import { useNarrow } from '../../base/client/viewport.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { useNavigate } from '@tanstack/react-router'
import { ChosenPanel } from './chosen-panel.tsx'
import { FailedRuns } from './failed-runs.tsx'
import { ProcessActs } from './process-acts.tsx'
import { ProcessCanvas } from './process-canvas.tsx'
import { ProcessHead } from './process-head.tsx'
import { ProcessList } from './process-list.tsx'
import { useKind } from './process-kind.ts'
import { StoppedBy } from './stopped-by.tsx'
import { TryOut } from './try-out.tsx'
import { OnBench, useWorkbench } from './use-workbench.ts'

/** What to do first in a process without steps. */
const HowToBegin = () => {
  const text = useText()
  const navigate = useNavigate()
  const { kind } = useKind()
  return (
    <p className="lk-label" style={{ padding: '8px 16px' }}>
      {text(label('先点「触发」选择谁进入，再用 + 添加步骤。', 'Click the trigger to choose who enters, then add steps with +.'))}{' '}
      <button
        type="button"
        className="lk-plain"
        style={{ color: 'var(--lk-accent-text)' }}
        onClick={() => void navigate({ to: listPath(kind.object) })}
      >
        {text(label('从现成的开始', 'Begin with a ready one'))}
      </button>
    </p>
  )
}

/** The process being worked on: canvas or list, and the settings of what is chosen beside it. */
export const Workbench = ({ row }: { readonly row: Row }) => {
  const narrow = useNarrow()
  const bench = useWorkbench(row)
  const { draft, selected, may } = bench
  return (
    <OnBench.Provider value={bench}>
      <section className="lk-process" aria-label={draft.name}>
        <ProcessHead>
          <FailedRuns />
          <TryOut />
          <ProcessActs />
        </ProcessHead>
        <StoppedBy />
        <div className="lk-process-body">
          {narrow ? (
            <ProcessList />
          ) : (
            <div className="lk-process-canvas">
              <ProcessCanvas />
            </div>
          )}
          <ChosenPanel />
        </div>
        {draft.graph.nodes.length === 0 && selected === null && may ? <HowToBegin /> : null}
      </section>
    </OnBench.Provider>
  )
}
