import { Dropdown } from 'antd'
import { Icon } from '../../base/icons/icon.tsx'

interface MoreItem {
  readonly key: string
  readonly label: string
  readonly danger?: boolean
  onClick(): void
}

/** What more can be done with something, behind three dots; `said` names it to who does not see them. */
export const MoreMenu = ({ said, items }: { readonly said: string; readonly items: readonly MoreItem[] }) => (
  <Dropdown
    trigger={['click']}
    placement="bottomRight"
    menu={{ items: items.map(({ key, label, danger, onClick }) => ({ key, label, danger: danger === true, onClick })) }}
  >
    <button type="button" className="lk-icon-button" aria-label={said}>
      <Icon name="more" size={16} />
    </button>
  </Dropdown>
)
