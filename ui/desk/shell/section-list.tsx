import { type PageDefinition, textIn } from '@lianke/kernel'
import { Link, useLocation } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Tooltip } from 'antd'
import { useSavedViews } from '../object-table/saved-views.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import type { Section } from './navigation.ts'
import { listPath } from '../../base/client/peek.ts'
import { useAsked } from '../../base/client/address.ts'

const Entry = ({
  to,
  icon,
  active,
  children,
  search,
}: {
  readonly to: string
  readonly icon: string
  readonly active: boolean
  readonly children: ReactNode
  readonly search?: Record<string, unknown>
}) => (
  <Link
    to={to}
    search={(search ?? {}) as never}
    className={`lk-section-item${active ? ' active' : ''}`}
    aria-current={active ? 'page' : undefined}
  >
    <Icon name={icon} size={15} />
    <span className="lk-ellipsis">{children}</span>
  </Link>
)

/** Pages, objects and saved views of one area. */
export const SectionList = ({
  section,
  onCollapse,
}: {
  readonly section: Section | undefined
  readonly onCollapse?: () => void
}) => {
  const w = useWords()
  const text = useText()
  const { pathname } = useLocation()
  const view = textIn(useAsked('view')) ?? undefined
  const views = useSavedViews()
  if (!section) return null
  const inside = (path: string) => pathname === path || (path !== '/' && pathname.startsWith(`${path}/`))
  // The longest match wins, so that a settings page does not light up its neighbours.
  const longest = section.pages.filter((page) => inside(page.path)).sort((a, b) => b.path.length - a.path.length)[0]?.path
  const [before, behind] = [section.pages.filter((page) => !page.behindLists), section.pages.filter((page) => page.behindLists)]
  const entryOf = (page: PageDefinition) => (
    <Entry key={page.name} to={page.path} icon={page.icon ?? 'file'} active={page.path === longest}>
      {text(page.label)}
    </Entry>
  )
  const here = views.filter((one) => section.objects.some((object) => object.name === one.object))
  return (
    <nav className="lk-section" aria-label={w(`area.${section.area}`)}>
      <div className="lk-section-head">
        <span className="lk-ellipsis lk-grow">{w(`area.${section.area}`)}</span>
        {onCollapse ? (
          <Tooltip title={w('nav.collapse')} mouseEnterDelay={0.4}>
            <button type="button" className="lk-icon-button small" onClick={onCollapse} aria-label={w('nav.collapse')}>
              <Icon name="chevrons-left" size={15} />
            </button>
          </Tooltip>
        ) : null}
      </div>
      <div className="lk-section-body">
        {before.map(entryOf)}
        {before.length > 0 && section.objects.length > 0 ? <div className="lk-section-label">{w('nav.data')}</div> : null}
        {section.objects.map((object) => (
          <Entry
            key={object.name}
            to={listPath(object.name)}
            icon={object.icon ?? 'box'}
            active={inside(listPath(object.name)) && !here.some((one) => one.id === view)}
          >
            {text(object.plural ?? object.label)}
          </Entry>
        ))}
        {behind.map(entryOf)}
        {here.length > 0 ? <div className="lk-section-label">{w('nav.views')}</div> : null}
        {here.map((one) => (
          <Entry key={one.id} to={listPath(one.object)} search={{ view: one.id }} icon="list" active={view === one.id}>
            {one.name}
          </Entry>
        ))}
      </div>
    </nav>
  )
}
