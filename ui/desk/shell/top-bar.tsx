import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import type { Section } from './navigation.ts'
import { NotificationBell } from './notifications.tsx'
import { UserMenu } from './user-menu.tsx'
import { useFormDrawer } from './create.tsx'
import { Dropdown, Tooltip } from 'antd'
import { useModel } from '../../base/client/meta.ts'

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
  const text = useText()
  const model = useModel()
  const openForm = useFormDrawer()
  const creatable = model.objects
    .filter((object) => object.may.create && !object.hidden && !object.partOf && !object.ledger && object.area !== 'settings')
    .sort((a, b) => (a.often ?? 99) - (b.often ?? 99))
    .slice(0, 8)
  return (
    <header className="lk-top">
      {menuShown ? (
        <button type="button" className="lk-icon-button" onClick={onMenu} aria-label={w('nav.expand')}>
          <Icon name={narrow ? 'menu' : 'chevrons-right'} size={16} />
        </button>
      ) : null}
      {narrow ? <strong className="lk-ellipsis lk-grow">{section ? w(`area.${section.area}`) : ''}</strong> : null}
      <button type="button" className="lk-search" onClick={onSearch} aria-label={w('search.open')}>
        <Icon name="search" size={narrow ? 17 : 14} />
        {narrow ? null : (
          <>
            <span className="lk-grow">{w('search.open')}</span>
            <span className="lk-kbd">{isMac ? '⌘' : 'Ctrl'}</span>
            <span className="lk-kbd">K</span>
          </>
        )}
      </button>
      {narrow ? null : <span className="lk-grow" />}
      {creatable.length > 0 ? (
        <Dropdown
          trigger={['click']}
          placement="bottomRight"
          menu={{
            items: creatable.map((object) => ({
              key: object.name,
              icon: <Icon name={object.icon ?? 'box'} size={15} />,
              label: text(object.label),
            })),
            onClick: ({ key }) => openForm({ object: key }),
          }}
        >
          <Tooltip title={w('list.new')} mouseEnterDelay={0.4}>
            <button type="button" className="lk-icon-button" aria-label={w('list.new')}>
              <Icon name="plus" size={17} />
            </button>
          </Tooltip>
        </Dropdown>
      ) : null}
      <NotificationBell />
      <UserMenu />
    </header>
  )
}
