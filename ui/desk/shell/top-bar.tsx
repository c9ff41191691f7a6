import { useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { CreateMenu } from './create-menu.tsx'
import type { Section } from './navigation.ts'
import { NotificationBell } from './notifications.tsx'
import { UserMenu } from './user-menu.tsx'

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** Search in the middle of everything; creating, notifications and the person on the right. */
export const TopBar = ({
  narrow,
  section,
  onMenu,
  menuShown,
  onSearch,
}: {
  readonly narrow: boolean
  readonly section: Section | undefined
  readonly onMenu: () => void
  readonly menuShown: boolean
  readonly onSearch: () => void
}) => {
  const w = useWords()
  return (
    <header className="lk-top">
      {menuShown ? (
        <button type="button" className="lk-icon-button" onClick={onMenu} aria-label={w('nav.expand')}>
          <Icon name={narrow ? 'menu' : 'chevrons-right'} size={16} />
        </button>
      ) : null}
      {narrow ? <strong className="lk-ellipsis lk-grow">{section ? w(`area.${section.area}`) : ''}</strong> : null}
      <button type="button" className="lk-search" onClick={onSearch} aria-label={narrow ? w('search.open') : undefined}>
        <Icon name="search" size={narrow ? 17 : 14} />
        {narrow ? null : (
          <>
            <span className="lk-grow">{w('search.open')}</span>
            <span className="lk-kbd" aria-hidden>
              {isMac ? '⌘' : 'Ctrl'}
            </span>
            <span className="lk-kbd" aria-hidden>
              K
            </span>
          </>
        )}
      </button>
      {narrow ? null : <span className="lk-grow" />}
      <CreateMenu />
      <NotificationBell />
      <UserMenu />
    </header>
  )
}
