import { label, type Row } from '@lianke/kernel'
import { listPath, useNarrow, useText } from '@lianke/ui'
import { useNavigate } from '@tanstack/react-router'
import { ChosenPanel } from './chosen-panel.tsx'
import { JourneyActs } from './journey-acts.tsx'
import { JourneyCanvas } from './journey-canvas.tsx'
import { JourneyHead } from './journey-head.tsx'
import { JourneyList } from './journey-list.tsx'
import { TryOut } from './try-out.tsx'
import { OnBench, useWorkbench } from './use-workbench.ts'

/** What to do first in a journey without steps. */
const HowToBegin = () => {
  const text = useText()
  const navigate = useNavigate()
  return (
    <p className="lk-label" style={{ padding: '8px 16px' }}>
      {text(label('先点「触发」选择谁进入，再用 + 添加步骤。', 'Click the trigger to choose who enters, then add steps with +.'))}{' '}
      <button
        type="button"
        className="lk-plain"
        style={{ color: 'var(--lk-accent-text)' }}
        onClick={() => void navigate({ to: listPath('marketing.journey') })}
      >
        {text(label('从现成的开始', 'Begin with a ready one'))}
      </button>
    </p>
  )
}

/** The journey being worked on: canvas or list, and the settings of what is chosen beside it. */
export const Workbench = ({ row }: { readonly row: Row }) => {
  const narrow = useNarrow()
  const bench = useWorkbench(row)
  const { draft, selected, may } = bench
  return (
    <OnBench.Provider value={bench}>
      <section className="lk-journey" aria-label={draft.name}>
        <JourneyHead>
          <TryOut />
          <JourneyActs />
        </JourneyHead>
        <div className="lk-journey-body">
          {narrow ? (
            <JourneyList />
          ) : (
            <div className="lk-journey-canvas">
              <JourneyCanvas />
            </div>
          )}
          <ChosenPanel />
        </div>
        {draft.graph.nodes.length === 0 && selected === null && may ? <HowToBegin /> : null}
      </section>
    </OnBench.Provider>
  )
}
