import { Input, Tooltip } from 'antd'
import { useNarrow } from '../../base/client/viewport.ts'
import { useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { ColumnsMenu } from './columns-menu.tsx'
import { useOpenList } from './open-list.ts'
import { SortMenu } from './sort-menu.tsx'
import { modesOf } from './view-state.ts'
import { ViewTabs } from './view-tabs.tsx'

const modeIcons = { table: 'table', board: 'board', calendar: 'calendar' } as const

const Find = ({ narrow }: { readonly narrow: boolean }) => {
  const w = useWords()
  const { q, setQ } = useOpenList()
  return (
    <Input
      className={narrow ? undefined : 'lk-list-find'}
      size={narrow ? undefined : 'small'}
      variant="filled"
      allowClear
      prefix={<Icon name="search" size={narrow ? 14 : 13} />}
      placeholder={w('list.search')}
      value={q}
      onChange={(event) => setQ(event.target.value)}
    />
  )
}

const FilterButton = () => {
  const w = useWords()
  const { conditions, shown, toggle } = useOpenList().filtering
  return (
    <button type="button" className={`lk-tool${conditions > 0 ? ' on' : ''}`} aria-expanded={shown} onClick={toggle}>
      <Icon name="filter" size={15} />
      <span>
        {w('list.filter')}
        {conditions > 0 ? ` ${conditions}` : ''}
      </span>
    </button>
  )
}

/** Table, board or calendar, as far as the object offers them. */
const ModeButtons = () => {
  const w = useWords()
  const { object, state } = useOpenList()
  const { view } = state
  const modes = modesOf(object)
  if (modes.length < 2) return null
  return modes.map((mode) => (
    <Tooltip key={mode} title={w(`list.${mode}`)} mouseEnterDelay={0.4}>
      <button
        type="button"
        className={`lk-icon-button small${view.mode === mode ? ' on' : ''}`}
        style={view.mode === mode ? { color: 'var(--lk-accent-text)', background: 'var(--lk-accent-soft)' } : undefined}
        aria-pressed={view.mode === mode}
        aria-label={w(`list.${mode}`)}
        onClick={() => state.setMode(mode)}
      >
        <Icon name={modeIcons[mode]} size={15} />
      </button>
    </Tooltip>
  ))
}

/** Bar above a list: its views, a word to find, filter, sort, columns, and table, board or calendar. */
export const ListBar = () => {
  const narrow = useNarrow()
  const { object, state } = useOpenList()
  const { view } = state
  return (
    <>
      <div className="lk-list-bar">
        <ViewTabs object={object} state={state} />
        <span className="lk-grow" />
        {narrow ? null : <Find narrow={false} />}
        <FilterButton />
        {view.mode === 'table' ? (
          <>
            <SortMenu object={object} sort={view.sort} onSort={state.setSort} />
            {narrow ? null : <ColumnsMenu object={object} columns={view.columns} onColumns={state.setColumns} />}
          </>
        ) : null}
        <ModeButtons />
      </div>
      {narrow ? (
        <div style={{ padding: '8px 16px 0' }}>
          <Find narrow />
        </div>
      ) : null}
    </>
  )
}
