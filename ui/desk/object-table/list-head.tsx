import { Button, Dropdown, Tooltip } from 'antd'
import { useNavigate } from '@tanstack/react-router'
import type { Filter, ListResult, MetaObject } from '@lianke/kernel'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { PanelSlot } from '../shell/panel-slot.tsx'
import { useRegistry } from '../../base/registry/registry.tsx'
import { useNarrow } from '../../base/client/viewport.ts'
import { ListCount } from './list-count.tsx'

/** Head of a list: its name, how many there are, import, export and the button that makes a new one. */
export const ListHead = ({
  object,
  count,
  filter,
  search,
  create,
  exportAll,
  exportLines,
}: {
  readonly object: MetaObject
  /** Absent where the list is not counted: on boards and calendars. */
  readonly count: ListResult['count']
  readonly filter: Filter | null
  readonly search: string
  create(): void
  exportAll(): void
  exportLines(): void
}) => {
  const w = useWords()
  const text = useText()
  const navigate = useNavigate()
  const narrow = useNarrow()
  // The room that imports registers a page `….import`; it takes the object from the address.
  const importPage = useRegistry().pages.find(({ name }) => name.endsWith('.import'))
  return (
    <header className="lk-list-head">
      <h1 className="lk-title-2 lk-ellipsis">{text(object.plural ?? object.label)}</h1>
      {count ? <ListCount object={object} count={count} filter={filter} search={search} /> : null}
      <span className="lk-grow" />
      <PanelSlot slot={`${object.name}:list`} object={object.name} id="" />
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{
          items: [
            ...(object.may.import && importPage
              ? [{ key: 'import', icon: <Icon name="upload" size={14} />, label: w('list.import') }]
              : []),
            ...(object.may.export ? [{ key: 'export', icon: <Icon name="download" size={14} />, label: w('list.export') }] : []),
            ...(object.may.export && object.parts.length > 0
              ? [{ key: 'lines', icon: <Icon name="download" size={14} />, label: w('list.export_lines') }]
              : []),
          ],
          onClick: ({ key }) =>
            key === 'export'
              ? exportAll()
              : key === 'lines'
                ? exportLines()
                : void navigate({ to: importPage?.path, search: { object: object.name } as never }),
        }}
      >
        <button type="button" className="lk-icon-button" aria-label={w('common.more')}>
          <Icon name="more" size={16} />
        </button>
      </Dropdown>
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
