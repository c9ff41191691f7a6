import { type MetaObject, type Row, staffObject, titleIn } from '@lianke/kernel'
import { Avatar } from '../../base/feedback/avatar.tsx'
import { FieldValue, isEmpty } from '../../base/field-types/registry.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'

/** What a record is called; its kind while it has no name. */
export const useTitle = (object: MetaObject, row: Row | undefined): string => {
  const text = useText()
  const value = row?.[object.title]
  const said = titleIn(value)
  return said || text(object.label)
}

/** Face, name and state of a record: the answer to "who is this and where does it stand". */
export const RecordFace = ({ object, row }: { readonly object: MetaObject; readonly row: Row }) => {
  const title = useTitle(object, row)
  const human = object.person === 'id' || object.name === staffObject
  const state = object.states?.field ?? object.board
  const field = state ? object.fields[state] : undefined
  return (
    <div className="lk-face">
      {human ? (
        <Avatar name={title} src={typeof row.avatar === 'string' ? row.avatar : null} size={44} />
      ) : (
        <span className="lk-face-icon">
          <Icon name={object.icon ?? 'box'} size={20} />
        </span>
      )}
      <div style={{ minWidth: 0 }}>
        <h1 className="lk-title-2" style={{ overflowWrap: 'anywhere' }}>
          {title}
        </h1>
        <div className="lk-row" style={{ gap: 8, flexWrap: 'wrap', marginTop: 2 }}>
          {state && field && !isEmpty(row[state]) ? <FieldValue field={field} value={row[state]} /> : null}
        </div>
      </div>
    </div>
  )
}
