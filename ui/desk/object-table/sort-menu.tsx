import type { MetaObject } from '@lianke/kernel'
import { Popover, Select } from 'antd'
import { fieldsOf } from '../../base/client/meta.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { sortsMax } from './view-state.ts'

interface Props {
  readonly object: MetaObject
  readonly sort: readonly string[]
  onSort(sort: readonly string[]): void
}
interface Option {
  readonly value: string
  readonly label: string
}
const nameIn = (sort: string): string => sort.replace(/^-/, '')

/** One sort: by which field, and which way. */
const SortLine = ({
  sort,
  options,
  replace,
  remove,
}: {
  readonly sort: string
  readonly options: Option[]
  replace(next: string): void
  remove(): void
}) => {
  const w = useWords()
  const name = nameIn(sort)
  const down = sort.startsWith('-')
  return (
    <div className="lk-row" style={{ gap: 6 }}>
      <Select
        aria-label={w('list.sort')}
        size="small"
        style={{ flex: 1 }}
        showSearch={{ optionFilterProp: 'label' }}
        value={name}
        options={options}
        onChange={(next) => replace(down ? `-${next}` : next)}
      />
      <Select
        aria-label={w('filter.how')}
        size="small"
        style={{ width: 104 }}
        value={down ? 'desc' : 'asc'}
        onChange={(way) => replace(way === 'desc' ? `-${name}` : name)}
        options={[
          { value: 'asc', label: w('list.sort_asc') },
          { value: 'desc', label: w('list.sort_desc') },
        ]}
      />
      <button type="button" className="lk-icon-button small" aria-label={w('list.sort_clear')} onClick={remove}>
        <Icon name="close" size={13} />
      </button>
    </div>
  )
}

const Menu = ({ object, sort, onSort }: Props) => {
  const w = useWords()
  const text = useText()
  const options = Object.entries(fieldsOf(object))
    .filter(([, field]) => field.sortable && !field.options.hidden)
    .map(([name, field]) => ({ value: name, label: text(field.label) }))
  return (
    <div className="lk-stack" style={{ gap: 6, width: 300 }}>
      {sort.map((one, index) => (
        <SortLine
          key={one}
          sort={one}
          options={options}
          replace={(next) => onSort(sort.map((old, at) => (at === index ? next : old)))}
          remove={() => onSort(sort.filter((_, at) => at !== index))}
        />
      ))}
      {sort.length < sortsMax ? (
        <Select
          aria-label={w('list.sort_add')}
          size="small"
          placeholder={w('list.sort_add')}
          value={null}
          showSearch={{ optionFilterProp: 'label' }}
          options={options.filter(({ value }) => !sort.some((one) => nameIn(one) === value))}
          onChange={(name) => name && onSort([...sort, name])}
        />
      ) : null}
    </div>
  )
}

/** Up to three sorts, in order. */
export const SortMenu = (props: Props) => {
  const w = useWords()
  return (
    <Popover trigger="click" placement="bottomRight" arrow={false} content={<Menu {...props} />}>
      <button type="button" className="lk-tool">
        <Icon name="sort" size={15} />
        <span>{w('list.sort')}</span>
      </button>
    </Popover>
  )
}
