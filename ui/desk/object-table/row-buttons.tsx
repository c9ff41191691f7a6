import type { MetaObject, Row } from '@lianke/kernel'
import { useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import type { RowActs } from './row-acts.ts'

/** Buttons at the end of a row's title, seen while the pointer is on the row. */
export const RowButtons = ({ object, row, acts }: { readonly object: MetaObject; readonly row: Row; readonly acts: RowActs }) => {
  const w = useWords()
  return (
    <span className="lk-td-acts">
      <button
        type="button"
        tabIndex={-1}
        className="lk-icon-button small"
        title={w('list.peek')}
        aria-label={w('list.peek')}
        onClick={(event) => {
          event.stopPropagation()
          acts.peek(row)
        }}
      >
        <Icon name="eye" size={14} />
      </button>
      {acts.edit && object.may.update ? (
        <button
          type="button"
          tabIndex={-1}
          className="lk-icon-button small"
          title={w('common.edit')}
          aria-label={w('common.edit')}
          onClick={(event) => {
            event.stopPropagation()
            acts.edit?.(row)
          }}
        >
          <Icon name="edit" size={13} />
        </button>
      ) : null}
      {acts.remove && object.may.delete ? (
        <button
          type="button"
          tabIndex={-1}
          className="lk-icon-button small"
          title={w('common.delete')}
          aria-label={w('common.delete')}
          onClick={(event) => {
            event.stopPropagation()
            acts.remove?.(row)
          }}
        >
          <Icon name="trash" size={13} />
        </button>
      ) : null}
    </span>
  )
}
