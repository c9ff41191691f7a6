import { Popover } from 'antd'
import { type Filter, traitsOf } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { FieldChooser } from './field-chooser.tsx'
import { firstOperator, newEvent } from './filter-tree.ts'

interface Props {
  readonly object: string
  readonly open: boolean
  setOpen(open: boolean): void
  /** A new condition, still to be filled in. */
  add(filter: Filter): void
  /** A ready-made one; else it is added like any other. */
  take?(filter: Filter): void
  /** Offered where a group may stand. */
  group?: boolean
}

/** The button behind the last condition, and what it offers: fields, related records, behaviour, ready-made conditions. */
export const AddCondition = ({ object, open, setOpen, add, take, group }: Props) => {
  const w = useWords()
  const model = useModel()
  const about = model.object(object)
  const field = (path: string) => {
    const found = model.fieldAt(object, path)
    if (found) add({ field: path, op: firstOperator(found), value: traitsOf(found).firstValue })
  }
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      destroyOnHidden
      styles={{ container: { padding: 0 } }}
      content={
        <FieldChooser
          object={object}
          onReady={take ?? add}
          onField={field}
          onChild={(child, via) => add({ child, via, measure: { fn: 'count', op: 'gte', value: 1 } })}
          {...(about?.person === 'id'
            ? { onEvent: (event: string) => add(newEvent(event)), onSegment: () => add({ segment: '' }) }
            : {})}
          {...(group ? { onGroup: () => add({ or: [] }) } : {})}
        />
      }
    >
      <button type="button" className="lk-filter-add">
        <Icon name="plus" size={13} />
        {w('filter.add')}
      </button>
    </Popover>
  )
}
