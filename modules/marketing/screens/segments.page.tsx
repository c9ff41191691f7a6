import { person } from '@lianke/customer/contract'
import './segment/segment.css'
import { label, type Row, filterIn } from '@lianke/kernel'
import {
  Empty,
  Failure,
  FieldValue,
  Icon,
  recordPath,
  sayFilter,
  Skeleton,
  useModel,
  useMoment,
  useNarrow,
  useNumbers,
  useRows,
  useSpeaker,
  useText,
} from '@lianke/ui'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useDeferredValue, useState } from 'react'

const object = 'marketing.segment'
const shownMax = 200
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

/** All segments: what they say, how many are in, how fresh the number is. */
const SegmentsPage = () => {
  const text = useText()
  const navigate = useNavigate()
  const narrow = useNarrow()
  const speaker = useSpeaker()
  const numbers = useNumbers()
  const meta = useModel().object(object)
  const [q, setQ] = useState('')
  const search = useDeferredValue(q.trim())
  const { data, error, isPending, refetch } = useRows(object, {
    fields: ['name', 'description', 'filter', 'status', 'member_count', 'refreshed_at'],
    sort: ['name'],
    limit: shownMax,
    ...(search ? { search } : {}),
  })
  if (!meta) return null
  const rows = data?.data ?? []
  const create = meta.may.create ? (
    <Button type="primary" icon={<Icon name="plus" size={15} />} onClick={() => void navigate({ to: recordPath(object, 'new') })}>
      {text(label('新建分群', 'New segment'))}
    </Button>
  ) : null
  const said = (row: Row) => sayFilter(speaker, person.name, filterIn(row.filter)) || text(label('没有条件', 'No conditions'))
  return (
    <section className="lk-segments" aria-label={text(label('分群', 'Segments'))}>
      <header className="lk-segments-head">
        <h1 className="lk-title-2">{text(label('分群', 'Segments'))}</h1>
        <span className="lk-muted lk-num">{rows.length || ''}</span>
        <span className="lk-grow" />
        {narrow ? null : (
          <Input
            style={{ width: 200 }}
            variant="filled"
            allowClear
            prefix={<Icon name="search" size={14} />}
            placeholder={text(label('查找分群', 'Find a segment'))}
            value={q}
            onChange={(event) => setQ(event.target.value)}
          />
        )}
        {create}
      </header>
      {error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : isPending ? (
        <Skeleton rows={8} height={56} />
      ) : rows.length === 0 ? (
        <Empty
          icon="pie"
          title={search ? text(label('没有找到', 'Nothing found')) : text(label('还没有分群', 'No segments yet'))}
          help={text(
            label('把符合条件的客户放在一起，人会自动进出', 'Keep people who match together; they come and go by themselves'),
          )}
        >
          {search ? null : create}
        </Empty>
      ) : (
        <div className="lk-segments-list">
          {narrow ? null : (
            <div className="lk-segment-row head">
              <span>{text(label('名称', 'Name'))}</span>
              <span>{text(label('条件', 'Conditions'))}</span>
              <span className="end">{text(label('人数', 'Members'))}</span>
              <span>{text(label('状态', 'Status'))}</span>
              <span>{text(label('更新', 'Refreshed'))}</span>
            </div>
          )}
          {rows.map((row) => (
            <Link key={row.id} to={recordPath(object, row.id)} className="lk-segment-row">
              <span className="lk-ellipsis name">{String(row.name)}</span>
              <span className="lk-ellipsis lk-muted" title={said(row)}>
                {said(row)}
              </span>
              <span className="end lk-num count">
                {row.member_count === null ? '—' : numbers.number(Number(row.member_count))}
              </span>
              <span>{meta.fields.status ? <FieldValue field={meta.fields.status} value={row.status} /> : null}</span>
              <span>
                <Freshness row={row} />
              </span>
            </Link>
          ))}
        </div>
      )}
    </section>
  )
}
export default SegmentsPage
