import type { PageDefinition } from '@lianke/kernel'
import { Link, useLocation } from '@tanstack/react-router'
import { Tooltip } from 'antd'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Mark } from '../../base/icons/mark.tsx'
import type { Section } from './navigation.ts'
import { PanelSlot } from './panel-slot.tsx'

interface Props {
  readonly sections: readonly Section[]
  readonly current: Section | undefined
}

/** One page with a place of its own in the rail; a module may put a mark on it (`rail:<name>`). */
const RailPage = ({ page, active }: { readonly page: PageDefinition; readonly active: boolean }) => {
  const text = useText()
  const said = text(page.label)
  return (
    <Link
      to={page.path}
      className={`lk-rail-item${active ? ' active' : ''}`}
      aria-label={said}
      aria-current={active ? 'page' : undefined}
    >
      <span className="lk-rail-icon">
        <Icon name={page.icon ?? 'file'} size={18} />
        <PanelSlot slot={`rail:${page.name}`} object="" id="" />
      </span>
      <span>{said}</span>
    </Link>
  )
}

/** The areas, as a rail of icons; settings stand at the foot. */
export const Rail = ({ sections, current }: Props) => {
  const w = useWords()
  const { pathname } = useLocation()
  // Home has no list of pages beside it: what it has besides itself stands here.
  const besides = sections.find(({ area }) => area === 'home')?.pages.slice(1) ?? []
  const here = besides.find(({ path }) => pathname === path)
  const isCurrent = ({ area }: Section) => current?.area === area && !(area === 'home' && here)
  const entry = (section: Section) => (
    <Tooltip key={section.area} title={w(`area.${section.area}`)} placement="right" mouseEnterDelay={0.4}>
      <Link
        to={section.home}
        className={`lk-rail-item${isCurrent(section) ? ' active' : ''}`}
        aria-label={w(`area.${section.area}`)}
        aria-current={isCurrent(section) ? 'true' : undefined}
      >
        <Icon name={section.icon} size={18} />
        <span>{w(`area.${section.area}`)}</span>
      </Link>
    </Tooltip>
  )
  return (
    <nav className="lk-rail" aria-label={w('nav.menu')}>
      <Link to="/" className="lk-rail-mark" aria-label={w('area.home')}>
        <Mark />
      </Link>
      {sections.filter(({ area }) => area === 'home').map(entry)}
      {besides.map((page) => (
        <RailPage key={page.name} page={page} active={page === here} />
      ))}
      {sections.filter(({ area }) => area !== 'settings' && area !== 'home').map(entry)}
      <span className="lk-grow" />
      {sections.filter(({ area }) => area === 'settings').map(entry)}
    </nav>
  )
}

/** On a phone the first four areas stand at the thumb; the rest behind the menu. */
export const BottomBar = ({ sections, current, onMore }: Props & { readonly onMore: () => void }) => {
  const w = useWords()
  const first = sections.filter(({ area }) => ['home', 'customer', 'sales', 'service'].includes(area)).slice(0, 4)
  return (
    <nav className="lk-bottom" aria-label={w('nav.menu')}>
      {first.map((section) => (
        <Link key={section.area} to={section.home} className={current?.area === section.area ? 'active' : ''}>
          <Icon name={section.icon} size={20} />
          <span>{w(`area.${section.area}`)}</span>
        </Link>
      ))}
      <button type="button" onClick={onMore}>
        <Icon name="menu" size={20} />
        <span>{w('common.more')}</span>
      </button>
    </nav>
  )
}
