import { Link, useLocation } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useLiveCaches } from '../base/client/live.ts'
import { useText, useWords } from '../base/i18n/i18n.ts'
import { Icon } from '../base/icons/icon.tsx'
import { useRegistry } from '../base/registry/registry.tsx'
import { useOnline } from '../base/client/viewport.ts'
import { OutboxStrip } from './outbox/outbox-strip.tsx'
import { useDelivery } from './outbox/use-outbox.ts'
import { Slot } from './slot.tsx'

/** Around every page: what waits for the network above, the tabs below on the pages that have one. */
export const Frame = ({ children }: { readonly children: ReactNode }) => {
  const text = useText()
  const w = useWords()
  const online = useOnline()
  const { pathname } = useLocation()
  const tabs = useRegistry()
    .pages.filter(({ hidden, device }) => !hidden && device === 'mobile')
    .sort((a, b) => (a.order ?? 100) - (b.order ?? 100))
  useLiveCaches()
  useDelivery()
  return (
    <div className="lkm-app">
      {online ? null : (
        <div className="lkm-offline" role="status">
          <Icon name="wifi-off" size={14} />
          {w('state.offline')}
        </div>
      )}
      <OutboxStrip />
      {children}
      {tabs.some(({ path }) => path === pathname) ? (
        <nav className="lkm-tabs">
          {tabs.map((tab) => (
            <Link key={tab.name} to={tab.path as '/'} aria-current={tab.path === pathname ? 'page' : undefined}>
              <span className="lkm-tab-icon">
                <Icon name={tab.icon} size={22} />
                <Slot name={`tab:${tab.name}`} quiet />
              </span>
              {text(tab.label)}
            </Link>
          ))}
        </nav>
      ) : null}
    </div>
  )
}
