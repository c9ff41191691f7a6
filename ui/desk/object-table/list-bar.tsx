import { Input, Tooltip } from 'antd'
import type { MetaObject } from '@lianke/kernel'
import { useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { useNarrow } from '../../base/client/viewport.ts'
import { ColumnsMenu, SortMenu } from './list-menus.tsx'
import type { ListState } from './list-state.ts'
import { modesOf } from './view-state.ts'
import { ViewTabs } from './view-tabs.tsx'

const modeIcons = { table: 'table', board: 'board', calendar: 'calendar' } as const

/** Bar above a list: its views, a word to find, filter, sort, columns, and table, board or calendar. */
export const ListBar = ({
  object,
  state,
  q,
  setQ,
  conditions,
  filterShown,
  toggleFilter,
}: {
  readonly object: MetaObject
  readonly state: ListState
  readonly q: string
  readonly conditions: number
  readonly filterShown: boolean
  setQ(q: string): void
  toggleFilter(): void
}) => {
  const w = useWords()
  const narrow = useNarrow()
  const { view } = state
  const modes = modesOf(object)
  return (
    <>
      <div className="lk-list-bar">
        <ViewTabs object={object} state={state} />
        <span className="lk-grow" />
        {narrow ? null : (
          <Input
            className="lk-list-find"
            size="small"
            variant="filled"
            allowClear
            prefix={<Icon name="search" size={13} />}
            placeholder={w('list.search')}
            value={q}
            onChange={(event) => setQ(event.target.value)}
          />
        )}
        <button
          type="button"
          className={`lk-tool${conditions > 0 ? ' on' : ''}`}
          aria-expanded={filterShown}
          onClick={toggleFilter}
        >
          <Icon name="filter" size={15} />
          <span>
            {w('list.filter')}
            {conditions > 0 ? ` ${conditions}` : ''}
          </span>
        </button>
        {view.mode === 'table' ? (
          <>
            <SortMenu object={object} sort={view.sort} onSort={state.setSort} />
            {narrow ? null : <ColumnsMenu object={object} columns={view.columns} onColumns={state.setColumns} />}
          </>
        ) : null}
        {modes.length > 1
          ? modes.map((mode) => (
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
          : null}
      </div>
      {narrow ? (
        <div style={{ padding: '8px 16px 0' }}>
          <Input
            variant="filled"
            allowClear
            prefix={<Icon name="search" size={14} />}
            placeholder={w('list.search')}
            value={q}
            onChange={(event) => setQ(event.target.value)}
          />
        </div>
      ) : null}
    </>
  )
}
