import './report/report.css'
import { type Filter, label, type Row } from '@lianke/kernel'
import {
  eventObjectName,
  Empty,
  Failure,
  FilterBar,
  finished,
  Icon,
  listPath,
  Problem,
  recordPath,
  saveCsv,
  Skeleton,
  useModel,
  useNarrow,
  useRecord,
  useSave,
  useText,
  useToast,
} from '@lianke/ui'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Button, Input, Segmented, Select, Switch, Tooltip } from 'antd'
import { useState } from 'react'
import { FieldShelf } from './report/field-shelf.tsx'
import { Picture } from './report/picture.tsx'
import { PivotTable } from './report/pivot-table.tsx'
import { linesOf } from './report/report-file.ts'
import { type Question, questionOf, withField } from './report/report-question.ts'
import { useAnswer } from './report/use-answer.ts'
import { useDrill } from './report/use-drill.ts'
import { drawings, useReportWords } from './report/use-report-words.ts'
import { Wells } from './report/wells.tsx'

const report = 'insight.report'
const fresh: Question = { source: 'object', subject: '', groups: [], measures: [{ fn: 'count' }], filter: null, chart: 'bar' }
const periods = [7, 30, 90, 365]
const periodOf = (filter: Filter | null): number => {
  const parts = filter === null ? [] : 'and' in filter ? filter.and : [filter]
  const found = parts.find((part) => 'field' in part && part.field === 'occurred_at' && part.op === 'within') as
    | { value?: { last?: number } }
    | undefined
  return found?.value?.last ?? 0
}
const withPeriod = (filter: Filter | null, days: number): Filter | null => {
  const parts = (filter === null ? [] : 'and' in filter ? filter.and : [filter]).filter(
    (part) => !('field' in part && part.field === 'occurred_at'),
  )
  const all: Filter[] = [
    ...(days > 0 ? [{ field: 'occurred_at', op: 'within' as const, value: { last: days, unit: 'day' } }] : []),
    ...parts,
  ]
  return all.length === 0 ? null : { and: all }
}

const Designer = ({ row }: { readonly row: Row | null }) => {
  const text = useText()
  const toast = useToast()
  const model = useModel()
  const narrow = useNarrow()
  const navigate = useNavigate()
  const save = useSave(report)
  const meta = model.object(report)
  const [question, setQuestion] = useState<Question>(() => (row ? questionOf(row) : fresh))
  const [name, setName] = useState(String(row?.name ?? ''))
  const [shared, setShared] = useState(row?.shared === true)
  const [tabled, setTabled] = useState(false)
  const [shelf, setShelf] = useState(!narrow)
  const now = JSON.stringify([question, name.trim(), shared])
  const [saved, setSaved] = useState(row ? now : '')
  const object = question.source === 'event' ? eventObjectName(question.subject) : question.subject
  const subject = model.object(object)
  const words = useReportWords(object)
  const drill = useDrill(object)
  const { pivot, asked, capped, error, isPending, isFetching, refetch } = useAnswer(
    { ...question, filter: finished(question.filter) },
    Boolean(subject),
  )
  const said = `${question.measures.map(words.measure).join('、')}${question.groups.length > 0 ? ` · ${question.groups.map(words.group).join(' × ')}` : ''}`
  const own = subject
    ? text(label('{subject}：{said}', '{subject}: {said}'), { subject: text(subject.plural ?? subject.label), said })
    : ''
  const mayExport =
    subject !== undefined && model.object(question.source === 'event' ? 'customer.person' : object)?.may.export === true
  const may = Boolean(row ? meta?.may.update : meta?.may.create)
  const choose = (value: string) => {
    const [source = 'object', subjectName = ''] = value.split(/:(.*)/)
    setQuestion({
      ...fresh,
      source: source as Question['source'],
      subject: subjectName,
      chart: question.chart === 'table' ? 'table' : 'bar',
    })
  }
  const keep = () => {
    const values = {
      name: name.trim() || own.slice(0, 120),
      source: question.source,
      subject: question.subject,
      groups: question.groups,
      measures: question.measures,
      filter: finished(question.filter) ?? null,
      chart: question.chart,
      shared,
    }
    save.mutate(
      { ...(row ? { id: row.id, version: row.version } : {}), values },
      {
        onSuccess: (answer) => {
          setName(values.name)
          setSaved(JSON.stringify([question, values.name, shared]))
          toast.done(text(label('已保存', 'Saved')))
          if (!row) void navigate({ to: recordPath(report, answer.id), replace: true })
        },
        onError: toast.failed,
      },
    )
  }
  const subjects = [
    {
      label: text(label('对象', 'Objects')),
      options: model.objects
        .filter((one) => !one.hidden && one.area !== 'settings')
        .map((one) => ({ value: `object:${one.name}`, label: text(one.plural ?? one.label) })),
    },
    {
      label: text(label('事件', 'Events')),
      options: model.events.map((one) => ({ value: `event:${one.name}`, label: text(one.label) })),
    },
  ]
  const height = narrow ? 240 : 340
  const pick = (rowKey: string, column: string) => asked && pivot && drill(asked, pivot, rowKey, column)
  const answer = error ? (
    <Failure error={error} retry={() => void refetch()} />
  ) : isPending || !pivot || !asked ? (
    <Skeleton rows={6} />
  ) : pivot.rows.length === 0 ? (
    <Empty
      icon="chart"
      title={text(label('没有符合的数据', 'Nothing matches'))}
      help={text(label('放宽条件，或换一个字段', 'Loosen the conditions or choose another field'))}
    />
  ) : (
    <div style={{ opacity: isFetching ? 0.6 : 1 }}>
      {asked.chart === 'table' ? null : (
        <Picture object={object} question={asked} pivot={pivot} height={height} title={name || own} onPick={pick} />
      )}
      {asked.chart === 'table' || tabled ? <PivotTable object={object} question={asked} pivot={pivot} onPick={pick} /> : null}
      {capped ? (
        <p className="lk-muted">
          {text(
            label(
              '结果很多，只算出前 1,000 组；加一个条件会更清楚。',
              'There are many groups; the first 1,000 are shown. A condition makes it clearer.',
            ),
          )}
        </p>
      ) : null}
    </div>
  )
  return (
    <section className="lk-report" aria-label={name || text(label('新建报表', 'New report'))}>
      <header className="lk-report-head">
        <Link to={listPath(report)} className="lk-icon-button" aria-label={text(label('返回报表', 'Back to reports'))}>
          <Icon name="arrow-left" size={16} />
        </Link>
        <Input
          variant="borderless"
          className="lk-report-name lk-grow"
          maxLength={120}
          value={name}
          disabled={!may}
          placeholder={own || text(label('新建报表', 'New report'))}
          aria-label={text(label('名称', 'Name'))}
          onChange={(event) => setName(event.target.value)}
        />
        {narrow ? null : (
          <Tooltip
            title={text(
              label('同事可以打开；各人只看到自己有权的数据', 'Colleagues may open it; each sees only what they may see'),
            )}
          >
            <span className="lk-row">
              <Switch
                size="small"
                checked={shared}
                disabled={!may}
                onChange={setShared}
                aria-label={text(label('共享', 'Share'))}
              />
              <span className="lk-muted">{text(label('共享', 'Share'))}</span>
            </span>
          </Tooltip>
        )}
        {may ? (
          <Button type="primary" disabled={!subject || now === saved} loading={save.isPending} onClick={keep}>
            {text(label('保存', 'Save'))}
          </Button>
        ) : null}
      </header>
      <div className="lk-report-body">
        {shelf && subject ? (
          <FieldShelf
            key={object}
            object={object}
            chosen={
              new Set([...question.groups.map(({ field }) => field), ...question.measures.flatMap(({ field }) => field ?? [])])
            }
            onChoose={(path, field) => setQuestion(withField(question, path, field))}
          />
        ) : narrow ? null : (
          <aside className="lk-shelf" />
        )}
        <div className="lk-report-main">
          <div className="lk-report-tools">
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              defaultOpen={!row && !narrow}
              autoFocus={!row}
              style={{ width: 200 }}
              options={subjects}
              value={question.subject ? `${question.source}:${question.subject}` : null}
              placeholder={text(label('选择数据', 'Choose what to count'))}
              aria-label={text(label('数据', 'Data'))}
              onChange={choose}
            />
            {narrow ? <Button onClick={() => setShelf(!shelf)}>{text(label('字段', 'Fields'))}</Button> : null}
            <span className="lk-grow" />
            {subject ? (
              <Segmented
                size="small"
                value={question.chart}
                aria-label={text(label('图形', 'Chart'))}
                onChange={(chart) => setQuestion({ ...question, chart })}
                options={drawings.map((one) => ({
                  value: one.value,
                  icon: <Icon name={one.icon} size={14} />,
                  title: text(one.label),
                }))}
              />
            ) : null}
            {subject && question.chart !== 'table' ? (
              <Button
                size="small"
                type="text"
                aria-pressed={tabled}
                icon={<Icon name="table" size={14} />}
                onClick={() => setTabled(!tabled)}
              >
                {text(tabled ? label('收起表格', 'Hide table') : label('对照表格', 'Table beside'))}
              </Button>
            ) : null}
            {mayExport && asked && pivot && pivot.rows.length > 0 ? (
              <Button
                size="small"
                type="text"
                icon={<Icon name="download" size={14} />}
                onClick={() =>
                  saveCsv(
                    name.trim() || own,
                    linesOf(asked, pivot, words, (path) => model.fieldAt(object, path)),
                  )
                }
              >
                CSV
              </Button>
            ) : null}
          </div>
          {subject ? (
            <>
              <Wells object={object} question={question} onChange={setQuestion} />
              <div className="lk-report-tools">
                {question.source === 'event' ? (
                  <Select
                    size="small"
                    style={{ width: 120 }}
                    value={periodOf(question.filter)}
                    aria-label={text(label('期间', 'Period'))}
                    onChange={(days) => setQuestion({ ...question, filter: withPeriod(question.filter, days) })}
                    options={[
                      { value: 0, label: text(label('全部时间', 'All time')) },
                      ...periods.map((n) => ({ value: n, label: text(label('最近 {n} 天', 'Last {n} days'), { n }) })),
                    ]}
                  />
                ) : null}
                <FilterBar object={object} value={question.filter} onChange={(filter) => setQuestion({ ...question, filter })} />
              </div>
              {answer}
            </>
          ) : (
            <Empty
              icon="chart"
              title={text(label('先选数据', 'Choose the data first'))}
              help={text(
                label(
                  '对象（客户、订单、工单…）或事件（浏览、扫码…）。然后点左边的字段，图会立即变化。',
                  'An object (customers, orders, tickets …) or an event (views, scans …). Then click fields on the left; the picture follows at once.',
                ),
              )}
            />
          )}
        </div>
      </div>
    </section>
  )
}

/** One report: fields on the left, rows, columns and values above, the picture follows every change. */
const ReportPage = () => {
  const { id = 'new' } = useParams({ strict: false }) as { id?: string }
  const { data, error, isPending, refetch } = useRecord(report, id === 'new' ? null : id)
  if (id === 'new') return <Designer key="new" row={null} />
  if (error)
    return (
      <Failure error={error} {...(error instanceof Problem && error.status === 404 ? {} : { retry: () => void refetch() })} />
    )
  if (isPending || !data) return <Skeleton rows={8} />
  return <Designer key={id} row={data} />
}
export default ReportPage
