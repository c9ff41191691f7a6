import { label } from '@lianke/kernel'
import { Icon, useText } from '@lianke/ui'
import { Dropdown, type MenuProps } from 'antd'
import { dragType } from './well.tsx'

/** What lies in a well: its name opens what may be changed of it; it may be dragged on, or taken out. */
export const WellChip = ({
  said,
  menu,
  onRemove,
  path,
}: {
  readonly said: string
  readonly menu: MenuProps
  readonly path?: string | undefined
  onRemove(): void
}) => {
  const text = useText()
  return (
    <span
      className="lk-well-chip"
      draggable={path !== undefined}
      onDragStart={(event) => event.dataTransfer.setData(dragType, path ?? '')}
    >
      <Dropdown menu={menu} trigger={['click']}>
        <button type="button" className="lk-plain lk-ellipsis">
          {said}
          <Icon name="chevron-down" size={12} />
        </button>
      </Dropdown>
      <button type="button" className="lk-filter-x" aria-label={`${text(label('移除', 'Remove'))} ${said}`} onClick={onRemove}>
        <Icon name="close" size={12} />
      </button>
    </span>
  )
}
