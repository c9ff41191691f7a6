import { label, type MetaField, type Row, textIn } from '@lianke/kernel'
import { FieldValue, recordPath, useText } from '@lianke/ui'
import { Link } from '@tanstack/react-router'
import { QrImage } from '../qr-image.tsx'
import { useCodeCounts } from './use-code-counts.ts'

/** Codes one below the other, where there is no room for a table. */
export const CodeCards = ({ rows, status }: { readonly rows: readonly Row[]; readonly status: MetaField | undefined }) => {
  const text = useText()
  const counts = useCodeCounts(rows)
  return rows.map((row) => (
    <Link key={row.id} to={recordPath('marketing.channel_code', row.id)} className="lk-code-card">
      <QrImage url={textIn(row.qr_url)} size={48} name={String(row.name)} />
      <span className="lk-grow">
        <span className="lk-row">
          <b className="lk-ellipsis">{String(row.name)}</b>
          {status ? <FieldValue field={status} value={row.status} /> : null}
        </span>
        <span className="lk-label">
          {text(label('今日 {today} · 累计 {all} · 流失 {lost}', 'Today {today} · all {all} · lost {lost}'), counts(row))}
        </span>
      </span>
    </Link>
  ))
}
