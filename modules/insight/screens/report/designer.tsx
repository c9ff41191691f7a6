import { person } from '@lianke/customer/contract'
import { label, type Row } from '@lianke/kernel'
import {
  Empty,
  eventObjectName,
  FilterBar,
  finished,
  Icon,
  recordPath,
  saveCsv,
  useModel,
  useNarrow,
  useSave,
  useText,
  useToast,
} from '@lianke/ui'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { DrawingTools } from './drawing-tools.tsx'
import { FieldShelf } from './field-shelf.tsx'
import { PeriodSelect } from './period-select.tsx'
import { ReportAnswer } from './report-answer.tsx'
import { linesOf } from './report-file.ts'
import { ReportHead } from './report-head.tsx'
import { type Question, questionOf, withField } from './report-question.ts'
import { SubjectSelect } from './subject-select.tsx'
import { useAnswer } from './use-answer.ts'
import { useReportWords } from './use-report-words.ts'
import { Wells } from './wells.tsx'

const report = 'insight.report'
const fresh: Question = { source: 'object', subject: '', groups: [], measures: [{ fn: 'count' }], filter: null, chart: 'bar' }

/** The report being built: data, fields, wells and conditions, and the answer below. */
export const Designer = ({ row }: { readonly row: Row | null }) => {
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
  const answer = useAnswer({ ...question, filter: finished(question.filter) }, Boolean(subject))
  const { pivot, asked } = answer
  const said = `${question.measures.map(words.measure).join('、')}${question.groups.length > 0 ? ` · ${question.groups.map(words.group).join(' × ')}` : ''}`
  const own = subject
    ? text(label('{subject}：{said}', '{subject}: {said}'), { subject: text(subject.plural ?? subject.label), said })
    : ''
  const mayExport = subject !== undefined && model.object(question.source === 'event' ? person.name : object)?.may.export === true
  const may = Boolean(row ? meta?.may.update : meta?.may.create)
  const choose = (source: Question['source'], subjectName: string) =>
    setQuestion({ ...fresh, source, subject: subjectName, chart: question.chart === 'table' ? 'table' : 'bar' })
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
        onSuccess: (kept) => {
          setName(values.name)
          setSaved(JSON.stringify([question, values.name, shared]))
          toast.done(text(label('已保存', 'Saved')))
          if (!row) void navigate({ to: recordPath(report, kept.id), replace: true })
        },
        onError: toast.failed,
      },
    )
  }
  return (
    <section className="lk-report" aria-label={name || text(label('新建报表', 'New report'))}>
      <ReportHead name={name} own={own} shared={shared} may={may} setName={setName} setShared={setShared}>
        {may ? (
          <Button type="primary" disabled={!subject || now === saved} loading={save.isPending} onClick={keep}>
            {text(label('保存', 'Save'))}
          </Button>
        ) : null}
      </ReportHead>
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
            <SubjectSelect question={question} fresh={!row} onChoose={choose} />
            {narrow ? <Button onClick={() => setShelf(!shelf)}>{text(label('字段', 'Fields'))}</Button> : null}
            <span className="lk-grow" />
            {subject ? (
              <DrawingTools
                chart={question.chart}
                tabled={tabled}
                onChart={(chart) => setQuestion({ ...question, chart })}
                onTabled={setTabled}
              />
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
                  <PeriodSelect filter={question.filter} onChange={(filter) => setQuestion({ ...question, filter })} />
                ) : null}
                <FilterBar object={object} value={question.filter} onChange={(filter) => setQuestion({ ...question, filter })} />
              </div>
              <ReportAnswer object={object} answer={answer} title={name || own} tabled={tabled} />
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
