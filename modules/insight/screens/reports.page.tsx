import './report/report.css'
import { label, type Row } from '@lianke/kernel'
import {
  eventObjectName,
  Empty,
  Failure,
  Icon,
  Page,
  recordPath,
  Skeleton,
  useModel,
  useNarrow,
  useRows,
  useText,
} from '@lianke/ui'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useDeferredValue, useState } from 'react'
import { Picture } from './report/picture.tsx'
import { questionOf } from './report/report-question.ts'
import { useAnswer } from './report/use-answer.ts'
import { useDrill } from './report/use-drill.ts'
import { useReportWords } from './report/use-report-words.ts'

const report = 'insight.report'
const shownMax = 60
const pictureHeight = 150

const Card = ({ row }: { readonly row: Row }) => {
  const text = useText()
  const question = questionOf(row)
  const object = question.source === 'event' ? eventObjectName(question.subject) : question.subject
  const subject = useModel().object(object)
  const words = useReportWords(object)
  const drill = useDrill(object)
  const { pivot, asked, error } = useAnswer(question, Boolean(subject))
  const said = subject
    ? `${text(subject.plural ?? subject.label)} · ${question.measures.map(words.measure).join('、')}`
    : text(label('数据已不存在或无权查看', 'The data is gone or not yours to see'))
  return (
    <article className="lk-report-card">
      <Link to={recordPath(report, row.id)} style={{ color: 'inherit' }}>
        <b className="lk-ellipsis">{String(row.name)}</b>
        <span className="lk-label lk-ellipsis" style={{ display: 'block' }}>
          {said}
          {row.shared === true ? ` · ${text(label('共享', 'shared'))}` : ''}
        </span>
      </Link>
      <div style={{ height: pictureHeight }}>
        {error ? (
          <Failure small error={error} />
        ) : asked && pivot ? (
          <Picture
            object={object}
            question={asked.chart === 'table' ? { ...asked, chart: 'bar' } : asked}
            pivot={pivot}
            height={pictureHeight}
            title={String(row.name)}
            onPick={(one, column) => drill(asked, pivot, one, column)}
          />
        ) : null}
      </div>
    </article>
  )
}

/** All reports one may see, each with its picture as of now. */
const ReportsPage = () => {
  const text = useText()
  const narrow = useNarrow()
  const navigate = useNavigate()
  const meta = useModel().object(report)
  const [q, setQ] = useState('')
  const search = useDeferredValue(q.trim())
  const { data, error, isPending, refetch } = useRows(report, { sort: ['name'], limit: shownMax, ...(search ? { search } : {}) })
  const create = meta?.may.create ? (
    <Button type="primary" icon={<Icon name="plus" size={15} />} onClick={() => void navigate({ to: recordPath(report, 'new') })}>
      {text(label('新建报表', 'New report'))}
    </Button>
  ) : null
  const rows = data?.data ?? []
  return (
    <Page
      wide
      title={text(label('报表', 'Reports'))}
      actions={
        <>
          {narrow ? null : (
            <Input
              style={{ width: 180 }}
              variant="filled"
              allowClear
              prefix={<Icon name="search" size={14} />}
              placeholder={text(label('查找报表', 'Find a report'))}
              value={q}
              onChange={(event) => setQ(event.target.value)}
            />
          )}
          {create}
        </>
      }
    >
      {error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : isPending ? (
        <Skeleton rows={6} />
      ) : rows.length === 0 ? (
        <Empty
          icon="chart"
          title={search ? text(label('没有找到', 'Nothing found')) : text(label('还没有报表', 'No reports yet'))}
          help={text(label('选一份数据，点几下字段，就是一张图', 'Choose the data, click a few fields, and there is a picture'))}
        >
          {search ? null : create}
        </Empty>
      ) : (
        <div className="lk-report-cards">
          {rows.map((row) => (
            <Card key={row.id} row={row} />
          ))}
        </div>
      )}
    </Page>
  )
}
export default ReportsPage
