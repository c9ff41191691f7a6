import { idIn, type MetaObject, type RecordPageDefinition, referenceIn, type Row, targetOf } from '@lianke/kernel'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { listPath, recordPath } from '../../base/client/peek.ts'
import { FieldValue } from '../../base/field-types/registry.tsx'
import { commonFields } from '../../base/client/meta.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { CommandButtons } from '../object-page/command-buttons.tsx'
import type { useOpenRecord } from '../object-page/open-record.tsx'
import { PathLine } from './path-line.tsx'

/** For whom it is, and whose it is. */
const For = ({ object, row, about }: { readonly object: MetaObject; readonly row: Row; readonly about: readonly string[] }) => (
  <span className="lk-row lk-doc-for">
    {about.map((name) => {
      const field = object.fields[name]
      const to = field ? targetOf(field) : undefined
      const title = referenceIn(row[name])?.title
      return to && title ? (
        <Link key={name} to={recordPath(to, idIn(row[name]) ?? '')}>
          {title}
        </Link>
      ) : null
    })}
    {row.owner && commonFields.owner ? <FieldValue field={commonFields.owner} value={row.owner} /> : null}
  </span>
)

/** The head of a page that somebody works on: what it is, for whom, where it stands, and the one act that comes next. */
export const WorkHead = ({
  object,
  row,
  page,
  title,
  more,
  children,
}: {
  readonly object: MetaObject
  readonly row: Row
  readonly page: RecordPageDefinition
  readonly title: string
  readonly more: ReturnType<typeof useOpenRecord>['actions']
  readonly children?: ReactNode
}) => {
  const text = useText()
  return (
    <header className="lk-doc-head">
      <div className="lk-doc-line">
        <Link to={listPath(object.name)} className="lk-icon-button small" aria-label={text(object.plural ?? object.label)}>
          <Icon name="arrow-left" size={16} />
        </Link>
        <h1 className="lk-title-2 lk-ellipsis">{title}</h1>
        <For object={object} row={row} about={page.about ?? []} />
        <span className="lk-grow" />
        <span className="lk-row lk-doc-acts">
          {children}
          <CommandButtons object={object} row={row} more={more} order={page.acts} />
        </span>
      </div>
      {page.path ? <PathLine object={object} row={row} path={page.path} /> : null}
    </header>
  )
}
