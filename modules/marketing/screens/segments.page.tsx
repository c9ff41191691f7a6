import './segment/segment.css'
import { label, type MetaObject } from '@lianke/kernel'
import { Empty, Failure, Icon, recordPath, Skeleton, useModel, useNarrow, useRows, useText } from '@lianke/ui'
import { useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type ReactNode, useDeferredValue, useState } from 'react'
import { SegmentHeads, SegmentLine } from './segment/segment-line.tsx'

const object = 'marketing.segment'
const shownMax = 200

const useSegments = (search: string) =>
  useRows(object, {
    fields: ['name', 'description', 'filter', 'status', 'member_count', 'refreshed_at'],
    sort: ['name'],
    limit: shownMax,
    ...(search ? { search } : {}),
  })

const NewSegment = () => {
  const text = useText()
  const navigate = useNavigate()
  return (
    <Button type="primary" icon={<Icon name="plus" size={15} />} onClick={() => void navigate({ to: recordPath(object, 'new') })}>
      {text(label('新建分群', 'New segment'))}
    </Button>
  )
}

/** The segments that are found, or why there are none. */
const Segments = ({
  meta,
  found: { data, error, isPending, refetch },
  searched,
  create,
}: {
  readonly meta: MetaObject
  readonly found: ReturnType<typeof useSegments>
  readonly searched: boolean
  readonly create: ReactNode
}) => {
  const text = useText()
  const narrow = useNarrow()
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (isPending) return <Skeleton rows={8} height={56} />
  if (data.data.length === 0)
    return (
      <Empty
        icon="pie"
        title={searched ? text(label('没有找到', 'Nothing found')) : text(label('还没有分群', 'No segments yet'))}
        help={text(
          label('把符合条件的客户放在一起，人会自动进出', 'Keep people who match together; they come and go by themselves'),
        )}
      >
        {searched ? null : create}
      </Empty>
    )
  return (
    <div className="lk-segments-list">
      {narrow ? null : <SegmentHeads />}
      {data.data.map((row) => (
        <SegmentLine key={row.id} row={row} status={meta.fields.status} />
      ))}
    </div>
  )
}

/** All segments: what they say, how many are in, how fresh the number is. */
const SegmentsPage = () => {
  const text = useText()
  const narrow = useNarrow()
  const meta = useModel().object(object)
  const [q, setQ] = useState('')
  const search = useDeferredValue(q.trim())
  const found = useSegments(search)
  if (!meta) return null
  const create = meta.may.create ? <NewSegment /> : null
  return (
    <section className="lk-segments" aria-label={text(label('分群', 'Segments'))}>
      <header className="lk-segments-head">
        <h1 className="lk-title-2">{text(label('分群', 'Segments'))}</h1>
        <span className="lk-muted lk-num">{found.data?.data.length || ''}</span>
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
      <Segments meta={meta} found={found} searched={search !== ''} create={create} />
    </section>
  )
}
export default SegmentsPage
