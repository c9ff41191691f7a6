import { label, type MetaObject, type Row } from '@lianke/kernel'
import { FieldValue, listPath, useText } from '@lianke/ui'
import { Link } from '@tanstack/react-router'
import { CodeActs } from './code-acts.tsx'

/** Where one is, how the code stands, and what can be done with it. */
export const CodeHead = ({
  meta,
  row,
  name,
  status,
}: {
  readonly meta: MetaObject
  readonly row: Row | null
  readonly name: string
  readonly status: string
}) => {
  const text = useText()
  return (
    <header className="lk-code-head">
      <Link to={listPath('marketing.channel_code')} className="lk-muted">
        {text(label('渠道活码', 'Channel codes'))}
      </Link>
      <span className="lk-muted">/</span>
      <h1 className="lk-title-3 lk-ellipsis">{name}</h1>
      {row && meta.fields.status ? <FieldValue field={meta.fields.status} value={row.status} /> : null}
      <span className="lk-grow" />
      {row ? <CodeActs meta={meta} row={row} status={status} /> : null}
    </header>
  )
}
