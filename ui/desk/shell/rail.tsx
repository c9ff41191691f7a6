import { Link } from '@tanstack/react-router'
import { Tooltip } from 'antd'
import { useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Mark } from '../../base/icons/mark.tsx'
import type { Section } from './navigation.ts'

interface Props {
  readonly sections: readonly Section[]
  readonly current: Section | undefined
}

/** The areas, as a rail of icons; settings stand at the foot. */
export const Rail = ({ sections, current }: Props) => {
  const w = useWords()
  const entry = (section: Section) => (
    <Tooltip key={section.area} title={w(`area.${section.area}`)} placement="right" mouseEnterDelay={0.4}>
      <Link
        to={section.home}
        className={`lk-rail-item${current?.area === section.area ? ' active' : ''}`}
        aria-label={w(`area.${section.area}`)}
        aria-current={current?.area === section.area ? 'true' : undefined}
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
      {sections.filter(({ area }) => area !== 'settings').map(entry)}
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
