import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, Suspense } from 'react'
import type { PageDefinition } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { useMay } from '../../base/client/session.ts'
import { Empty, Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useWords } from '../../base/i18n/i18n.ts'
import { bringComponent } from '../../base/registry/bring-component.ts'
import { useRecordPage } from '../../base/registry/registry.tsx'
import { Shell } from './shell.tsx'
import { usePathPart } from '../../base/client/address.ts'

/** What an address that leads nowhere shows. */
export const Missing = () => {
  const w = useWords()
  const navigate = useNavigate()
  return (
    <div style={{ flex: 1, display: 'grid', placeItems: 'center' }}>
      <Empty icon="search" title={w('state.missing')} help={w('state.missing_help')}>
        <Button onClick={() => history.back()}>{w('state.back')}</Button>
        <Button type="primary" onClick={() => void navigate({ to: '/' })}>
          {w('state.home')}
        </Button>
      </Empty>
    </div>
  )
}
const Forbidden = () => {
  const w = useWords()
  return (
    <div style={{ flex: 1, display: 'grid', placeItems: 'center' }}>
      <Empty icon="lock" title={w('state.forbidden')} help={w('state.forbidden_help')} />
    </div>
  )
}

const ObjectList = lazy(() => import('../object-table/list.page.tsx'))
const ObjectRecord = lazy(() => import('../object-page/record.page.tsx'))
const ThreadRecord = lazy(() => import('../thread/thread.page.tsx'))
const DocumentRecord = lazy(() => import('../document/document.page.tsx'))

const ListRoute = () => {
  const [room = '', noun = ''] = [usePathPart('room'), usePathPart('noun')]
  const object = useModel().object(`${room}.${noun}`)
  return object ? <ObjectList key={object.name} object={object} /> : <Missing />
}
const RecordRoute = () => {
  const [room = '', noun = '', id = ''] = [usePathPart('room'), usePathPart('noun'), usePathPart('id')]
  const object = useModel().object(`${room}.${noun}`)
  const page = useRecordPage(`${room}.${noun}`)
  if (!object) return <Missing />
  const key = `${object.name}:${id}`
  if (page?.kind === 'thread') return <ThreadRecord key={key} object={object} id={id} page={page} />
  if (page?.kind === 'document') return <DocumentRecord key={key} object={object} id={id} page={page} />
  return <ObjectRecord key={key} object={object} id={id} />
}

/** A module's page: split from the main bundle, refused where the right is missing. */
const componentOf = (page: PageDefinition) => {
  const Page = lazy(() => bringComponent<object>(page.load))
  return () => {
    const may = useMay()
    const model = useModel()
    if (page.may && !may(page.may) && !model.object(page.may)?.may.read) return <Forbidden />
    return (
      <Suspense
        fallback={
          <div style={{ padding: 8 }}>
            <Skeleton rows={8} />
          </div>
        }
      >
        <Page />
      </Suspense>
    )
  }
}

/** All addresses: the door, the generic list and record of every object, and the pages of the modules. */
export const makeRouter = (pages: readonly PageDefinition[]) => {
  const root = createRootRoute({
    component: Outlet,
    notFoundComponent: Missing,
    errorComponent: ({ error, reset }) => <Failure error={error} retry={reset} />,
  })
  const house = createRoute({ id: 'house', getParentRoute: () => root, component: Shell })
  const inside = [
    createRoute({ path: '/o/$room/$noun', getParentRoute: () => house, component: ListRoute }),
    createRoute({ path: '/o/$room/$noun/$id', getParentRoute: () => house, component: RecordRoute }),
    ...pages
      .filter(({ device }) => device !== 'mobile')
      .map((page) => createRoute({ path: page.path as string, getParentRoute: () => house, component: componentOf(page) })),
    createRoute({ path: '$', getParentRoute: () => house, component: Missing }),
  ]
  const tree = root.addChildren([
    createRoute({
      path: '/sign-in',
      getParentRoute: () => root,
      component: lazyRouteComponent(() => import('./sign-in.page.tsx')),
    }),
    createRoute({
      path: '/sign-in/link',
      getParentRoute: () => root,
      component: lazyRouteComponent(() => import('./link.page.tsx')),
    }),
    createRoute({
      path: '/sign-in/password',
      getParentRoute: () => root,
      component: lazyRouteComponent(() => import('./renew-password.page.tsx')),
    }),
    createRoute({ path: '/setup', getParentRoute: () => root, component: lazyRouteComponent(() => import('./setup.page.tsx')) }),
    house.addChildren(inside),
  ])
  return createRouter({ routeTree: tree, defaultPreload: false, scrollRestoration: false })
}
