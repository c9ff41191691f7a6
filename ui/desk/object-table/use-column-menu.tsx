import { useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import type { Column } from './column.ts'
import { useOpenList } from './open-list.ts'
import { sortOf } from './view-state.ts'

/** What may be done with a column: sorted, filtered by, taken away. */
export const useColumnMenu = ({ name, field }: Column, first: boolean) => {
  const w = useWords()
  const { state, filtering } = useOpenList()
  const { columns, sort } = state.view
  const item = (key: string, label: string, icon: string, onClick: () => void) => ({
    key,
    label,
    icon: <Icon name={icon} size={14} />,
    onClick,
  })
  return [
    ...(field.sortable
      ? [
          item('asc', w('list.sort_asc'), 'arrow-up', () => state.setSort([name])),
          item('desc', w('list.sort_desc'), 'arrow-down', () => state.setSort([`-${name}`])),
        ]
      : []),
    ...(sortOf(sort, name)
      ? [item('none', w('list.sort_clear'), 'close', () => state.setSort(sort.filter((one) => one.replace(/^-/, '') !== name)))]
      : []),
    ...(field.operators.length > 0 ? [item('filter', w('list.filter_column'), 'filter', () => filtering.byColumn(name))] : []),
    ...(first
      ? []
      : [item('hide', w('list.hide_column'), 'eye', () => state.setColumns(columns.filter((one) => one.field !== name)))]),
  ]
}
