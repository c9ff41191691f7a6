import { Outlet, useLocation } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useOnline } from '../../base/client/viewport.ts'
import { Boundary } from '../../base/feedback/boundary.tsx'
import { Skeleton } from '../../base/feedback/states.tsx'
import { useLanguage, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'

/** The page itself, and a line above it while there is no network. */
export const Content = () => {
  const w = useWords()
  const online = useOnline()
  const { pathname } = useLocation()
  const { language } = useLanguage()
  return (
    <main className="lk-content" key={language} id="content">
      {online ? null : (
        <div className="lk-offline" role="status">
          <Icon name="wifi-off" size={14} />
          <strong>{w('state.offline')}</strong>
          <span>{w('state.offline_help')}</span>
        </div>
      )}
      <Boundary name={pathname}>
        <Suspense
          fallback={
            <div style={{ padding: 8 }}>
              <Skeleton rows={8} />
            </div>
          }
        >
          <Outlet />
        </Suspense>
      </Boundary>
    </main>
  )
}
