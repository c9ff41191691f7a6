import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Link, Outlet } from '@tanstack/react-router'
import { label, type PageDefinition } from '@lianke/kernel'
import { Empty } from '../base/feedback/empty.tsx'
import { Skeleton } from '../base/feedback/skeleton.tsx'
import { useText, useWords } from '../base/i18n/i18n.ts'
import type { Registry } from '../base/registry/registry.tsx'
import { Failure } from './failure.tsx'
import { Frame } from './frame.tsx'
import { Gate } from './gate.tsx'
import { loadComponents, loadedComponent } from './loaded.ts'
import { useAllowed } from '../base/client/phone-model.ts'
import { Screen } from './screen.tsx'

const Missing = () => {
  const w = useWords()
  const text = useText()
  return (
    <Screen title={text(label('没有这一页', 'No such page'))} back="/">
      <Empty icon="search" title={w('state.missing')} help={w('state.missing_help')}>
        <Link to="/" className="lkm-link">
          {w('state.home')}
        </Link>
      </Empty>
    </Screen>
  )
}
const Forbidden = () => {
  const w = useWords()
  return (
    <Screen title={w('state.forbidden')} back="/">
      <Empty icon="lock" title={w('state.forbidden')} help={w('state.forbidden_help')} />
    </Screen>
  )
}

/** A module's page: split from the first chunk, refused where the right is missing. */
const componentOf = (page: PageDefinition) => () => {
  const Page = loadedComponent(page)
  const allowed = useAllowed()
  return allowed(page.may) ? Page ? <Page object="" id="" /> : null : <Forbidden />
}
const Waiting = () => (
  <div className="lkm-screen">
    <Skeleton rows={6} height={56} />
  </div>
)

/** Addresses of the phone, all under `/h5`: the door, and the pages that modules made for it. */
export const makePhoneRouter = ({ pages, panels }: Registry) => {
  const root = createRootRoute({
    component: Outlet,
    notFoundComponent: Missing,
    errorComponent: ({ error, reset }) => <Failure error={error} retry={reset} />,
  })
  const house = createRoute({
    id: 'house',
    getParentRoute: () => root,
    component: () => (
      <Gate>
        <Frame>
          <Outlet />
        </Frame>
      </Gate>
    ),
  })
  return createRouter({
    basepath: '/h5',
    routeTree: root.addChildren([
      createRoute({
        path: '/sign-in',
        getParentRoute: () => root,
        component: lazyRouteComponent(() => import('./sign-in.page.tsx')),
      }),
      house.addChildren([
        ...pages
          .filter(({ device }) => device === 'mobile')
          .map((page) =>
            createRoute({
              path: page.path as string,
              getParentRoute: () => house,
              component: componentOf(page),
              pendingComponent: Waiting,
              // Panels come along: they lie in the same file, and acts must be there when the network is gone.
              loader: () => loadComponents([page, ...panels]),
              staleTime: Number.POSITIVE_INFINITY,
            }),
          ),
        createRoute({ path: '$', getParentRoute: () => house, component: Missing }),
      ]),
    ]),
    scrollRestoration: true,
  })
}
