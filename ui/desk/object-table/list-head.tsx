import { useNavigate } from '@tanstack/react-router'
import { Button, Dropdown, Tooltip } from 'antd'
import { useNarrow } from '../../base/client/viewport.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { useRegistry } from '../../base/registry/registry.tsx'
import { PanelSlot } from '../shell/panel-slot.tsx'
import { AsOf } from './as-of.tsx'
import { ListCount } from './list-count.tsx'
import { useListExports } from './list-exports.ts'
import { useOpenList } from './open-list.ts'

/** Import and export. */
const MoreMenu = () => {
  const w = useWords()
  const navigate = useNavigate()
  const exports = useListExports()
  const { object } = useOpenList()
  // The module that imports registers a page `….import`; it takes the object from the address.
  const importPage = useRegistry().pages.find(({ name }) => name.endsWith('.import'))
  const upload = () => void navigate({ to: importPage?.path, search: { object: object.name } as never })
  const items = [
    ...(object.may.import && importPage
      ? [{ key: 'import', icon: <Icon name="upload" size={14} />, label: w('list.import'), onClick: upload }]
      : []),
    ...(object.may.export
      ? [{ key: 'export', icon: <Icon name="download" size={14} />, label: w('list.export'), onClick: exports.rows }]
      : []),
    ...(object.may.export && object.parts.length > 0
      ? [{ key: 'lines', icon: <Icon name="download" size={14} />, label: w('list.export_lines'), onClick: exports.lines }]
      : []),
  ]
  return (
    <Dropdown trigger={['click']} placement="bottomRight" menu={{ items }}>
      <button type="button" className="lk-icon-button" aria-label={w('common.more')}>
        <Icon name="more" size={16} />
      </button>
    </Dropdown>
  )
}

/** Head of a list: its name, how many there are, import, export and the button that makes a new one. */
export const ListHead = () => {
  const w = useWords()
  const text = useText()
  const narrow = useNarrow()
  const { object, state, count, asOf, filter, search, create } = useOpenList()
  // Boards and calendars are not counted.
  const counted = state.view.mode === 'table' ? count : undefined
  return (
    <header className="lk-list-head">
      <h1 className="lk-title-2 lk-ellipsis">{text(object.plural ?? object.label)}</h1>
      {counted ? <ListCount object={object} count={counted} filter={filter} search={search} /> : null}
      {asOf ? <AsOf at={asOf} /> : null}
      <span className="lk-grow" />
      <PanelSlot slot={`${object.name}:list`} object={object.name} id="" />
      <MoreMenu />
      {object.may.create && !object.ledger ? (
        <Tooltip title={<>{w('search.new', { object: text(object.label) })}&ensp;C</>} mouseEnterDelay={0.5}>
          <Button type="primary" icon={<Icon name="plus" size={15} />} onClick={create}>
            {narrow ? '' : w('list.new')}
          </Button>
        </Tooltip>
      ) : null}
    </header>
  )
}
