import './shell.css'
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { Drawer } from 'antd'
import { useLiveCaches } from '../../base/client/live.ts'
import { useMeta } from '../../base/client/meta.ts'
import { Problem } from '../../base/client/request.ts'
import { useMe } from '../../base/client/session.ts'
import { Boundary } from '../../base/feedback/boundary.tsx'
import { Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useLanguage, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { CommandProvider } from '../command/command-provider.tsx'
import { FormDrawerProvider } from './create.tsx'
import { Mark } from '../../base/icons/mark.tsx'
import { sectionAt, useSections } from './navigation.ts'
import { usePeek } from '../../base/client/peek.ts'
import { BottomBar, Rail } from './rail.tsx'
import { SectionList } from './section-list.tsx'
import { TopBar } from './top-bar.tsx'
import { useOnline, useNarrow } from '../../base/client/viewport.ts'

const CommandPalette = lazy(() => import('./command-palette.tsx'))
const PeekPanel = lazy(() => import('../object-page/peek-panel.tsx'))

/** The house around every page: waits for who is signed in and for the model, else sends to sign-in. */
export const Shell = () => {
  const me = useMe()
  const meta = useMeta()
  const navigate = useNavigate()
  const out =
    (me.error instanceof Problem && me.error.status === 401) || (meta.error instanceof Problem && meta.error.status === 401)
  useEffect(() => {
    if (out) void navigate({ to: '/sign-in', search: { next: location.pathname + location.search } as never, replace: true })
  }, [out, navigate])
  const renew = me.data?.account.must_change === true
  useEffect(() => {
    if (renew) void navigate({ to: '/sign-in/password', replace: true })
  }, [renew, navigate])
  if (renew) return null
  if (me.data && meta.data)
    return (
      <CommandProvider>
        <FormDrawerProvider>
          <House />
        </FormDrawerProvider>
      </CommandProvider>
    )
  if (out) return null
  const error = me.error ?? meta.error
  if (error)
    return (
      <div style={{ height: '100%', display: 'grid', placeItems: 'center' }}>
        <Failure
          error={error}
          retry={() => {
            void me.refetch()
            void meta.refetch()
          }}
        />
      </div>
    )
  return (
    <div className="lk-boot">
      <Mark size={36} />
    </div>
  )
}

const House = () => {
  const sections = useSections()
  const { pathname } = useLocation()
  const section = sectionAt(sections, pathname) ?? sections[0]
  const narrow = useNarrow()
  const online = useOnline()
  const w = useWords()
  const { language } = useLanguage()
  const { peek, close } = usePeek()
  const [palette, setPalette] = useState(false)
  const [menu, setMenu] = useState(false)
  const [collapsed, setCollapsed] = useState(() => localStorage.getItem('lianke.section') === 'closed')
  useLiveCaches()
  useEffect(() => localStorage.setItem('lianke.section', collapsed ? 'closed' : 'open'), [collapsed])
  // biome-ignore lint/correctness/useExhaustiveDependencies: closes when the place changes
  useEffect(() => setMenu(false), [pathname])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        setPalette((open) => !open)
      }
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  const openPalette = useCallback(() => setPalette(true), [])
  const bare = collapsed || section?.area === 'home'
  const body = (
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
  const beside = peek ? (
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
  return (
    <div className={`lk-shell${narrow ? ' narrow' : ''}${bare && !narrow ? ' bare' : ''}`}>
      <a className="lk-skip" href="#content">
        {w('nav.pages')}
      </a>
      {narrow ? null : <Rail sections={sections} current={section} />}
      {narrow || bare ? null : <SectionList section={section} onCollapse={() => setCollapsed(true)} />}
      <TopBar
        narrow={narrow}
        section={section}
        onMenu={() => (narrow ? setMenu(true) : setCollapsed(false))}
        menuShown={narrow || (collapsed && section?.area !== 'home')}
        onSearch={openPalette}
      />
      {body}
      {narrow ? (
        <>
          <BottomBar sections={sections} current={section} onMore={() => setMenu(true)} />
          <Drawer
            open={menu}
            onClose={() => setMenu(false)}
            placement="left"
            size={300}
            closable={false}
            styles={{ body: { padding: 0 } }}
          >
            <div className="lk-menu-drawer">
              <Rail sections={sections} current={section} />
              <SectionList section={section} />
            </div>
          </Drawer>
          <Drawer
            open={Boolean(peek)}
            onClose={close}
            placement="bottom"
            size="88%"
            closable={false}
            styles={{ body: { padding: 0 } }}
          >
            {beside}
          </Drawer>
        </>
      ) : (
        beside
      )}
      {palette ? (
        <Suspense>
          <CommandPalette close={() => setPalette(false)} sections={sections} />
        </Suspense>
      ) : null}
    </div>
  )
}
