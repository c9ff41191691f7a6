import { Button } from 'antd'
import type { MetaObject } from '@lianke/kernel'
import { Empty } from '../../base/feedback/states.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'

/** A list without rows: nothing fits the conditions, or nothing was made yet. */
export const ListEmpty = ({
  object,
  filtered,
  clear,
  create,
}: {
  readonly object: MetaObject
  readonly filtered: boolean
  clear(): void
  create(): void
}) => {
  const w = useWords()
  const text = useText()
  const objectName = text(object.plural ?? object.label)
  return filtered ? (
    <Empty icon="search" title={w('list.empty_filtered', { object: objectName })} help={w('list.empty_filtered_help')}>
      <Button onClick={clear}>{w('list.clear_filter')}</Button>
    </Empty>
  ) : (
    <Empty
      icon={object.icon ?? 'box'}
      title={w('list.empty', { object: objectName })}
      help={object.may.create ? w('list.empty_help') : undefined}
    >
      {object.may.create && !object.ledger ? (
        <Button type="primary" onClick={create}>
          {w('search.new', { object: text(object.label) })}
        </Button>
      ) : null}
    </Empty>
  )
}
