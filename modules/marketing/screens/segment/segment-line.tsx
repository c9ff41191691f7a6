import { person } from '@lianke/customer/contract'
import { filterIn, label, type MetaField, type Row } from '@lianke/kernel'
import { FieldValue, recordPath, sayFilter, useMoment, useNumbers, useSpeaker, useText } from '@lianke/ui'
import { Link } from '@tanstack/react-router'

const freshForMs = 26 * 3_600_000

/** When a segment was last counted; old counts of active segments stand out. */
const Freshness = ({ row }: { readonly row: Row }) => {
  const text = useText()
  const { ago } = useMoment()
  const at = typeof row.refreshed_at === 'string' ? row.refreshed_at : null
  if (row.status !== 'active') return <span className="lk-muted">{at ? ago(at) : '—'}</span>
  if (!at) return <span className="lk-muted">{text(label('正在计算', 'Counting'))}</span>
  return (
    <span
      className="lk-num"
      style={{ color: Date.now() - Date.parse(at) > freshForMs ? 'var(--lk-orange-fg)' : 'var(--lk-text-3)' }}
    >
      {ago(at)}
    </span>
  )
}

/** One segment of the list. */
export const SegmentLine = ({ row, status }: { readonly row: Row; readonly status: MetaField | undefined }) => {
  const text = useText()
  const speaker = useSpeaker()
  const { number } = useNumbers()
  const said = sayFilter(speaker, person.name, filterIn(row.filter)) || text(label('没有条件', 'No conditions'))
  return (
    <Link to={recordPath('marketing.segment', row.id)} className="lk-segment-row">
      <span className="lk-ellipsis name">{String(row.name)}</span>
      <span className="lk-ellipsis lk-muted" title={said}>
        {said}
      </span>
      <span className="end lk-num count">{row.member_count === null ? '—' : number(Number(row.member_count))}</span>
      <span>{status ? <FieldValue field={status} value={row.status} /> : null}</span>
      <span>
        <Freshness row={row} />
      </span>
    </Link>
  )
}

/** What the columns are called. */
export const SegmentHeads = () => {
  const text = useText()
  return (
    <div className="lk-segment-row head">
      <span>{text(label('名称', 'Name'))}</span>
      <span>{text(label('条件', 'Conditions'))}</span>
      <span className="end">{text(label('人数', 'Members'))}</span>
      <span>{text(label('状态', 'Status'))}</span>
      <span>{text(label('更新', 'Refreshed'))}</span>
    </div>
  )
}
