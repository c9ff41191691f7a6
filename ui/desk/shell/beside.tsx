import { Drawer } from 'antd'
import { lazy, Suspense } from 'react'
import { usePeek } from '../../base/client/peek.ts'
import { Skeleton } from '../../base/feedback/states.tsx'

const PeekPanel = lazy(() => import('../object-page/peek-panel.tsx'))

/** The record that is shown beside the content; from below on a narrow screen. */
export const Beside = ({ narrow }: { readonly narrow: boolean }) => {
  const { peek, close } = usePeek()
  const panel = peek ? (
    <Suspense
      fallback={
        <div className="lk-peek">
          <Skeleton rows={6} />
        </div>
      }
    >
      <PeekPanel key={`${peek.object}:${peek.id}`} object={peek.object} id={peek.id} close={close} />
    </Suspense>
  ) : null
  if (!narrow) return panel
  return (
    <Drawer open={Boolean(peek)} onClose={close} placement="bottom" size="88%" closable={false} styles={{ body: { padding: 0 } }}>
      {panel}
    </Drawer>
  )
}
