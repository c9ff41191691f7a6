import { label, type Row } from '@lianke/kernel'
import { Empty, FilterBar, finished, useNarrow, useText } from '@lianke/ui'
import { Button } from 'antd'
import { useState } from 'react'
import { CsvButton } from './csv-button.tsx'
import { DrawingTools } from './drawing-tools.tsx'
import { FieldShelf } from './field-shelf.tsx'
import { PeriodSelect } from './period-select.tsx'
import { ReportAnswer } from './report-answer.tsx'
import { ReportHead } from './report-head.tsx'
import { SubjectSelect } from './subject-select.tsx'
import { useAnswer } from './use-answer.ts'
import { type ReportDraft, useReportDraft } from './use-report-draft.ts'
import { Wells } from './wells.tsx'

/** What is counted and by what, and of which records or in which time. */
const Asked = ({ draft: { question, ask, object } }: { readonly draft: ReportDraft }) => (
  <>
    <Wells object={object} question={question} onChange={ask} />
    <div className="lk-report-tools">
      {question.source === 'event' ? (
        <PeriodSelect filter={question.filter} onChange={(filter) => ask({ ...question, filter })} />
      ) : null}
      <FilterBar object={object} value={question.filter} onChange={(filter) => ask({ ...question, filter })} />
    </div>
  </>
)

const ChooseFirst = () => {
  const text = useText()
  return (
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
  )
}

/** The report being built: data, fields, wells and conditions, and the answer below. */
export const Designer = ({ row }: { readonly row: Row | null }) => {
  const text = useText()
  const narrow = useNarrow()
  const draft = useReportDraft(row)
  const { question, ask, choose, object, subject, name, own } = draft
  const answer = useAnswer({ ...question, filter: finished(question.filter) }, Boolean(subject))
  const [tabled, setTabled] = useState(false)
  const [shelf, setShelf] = useState(!narrow)
  return (
    <section className="lk-report" aria-label={name || text(label('新建报表', 'New report'))}>
      <ReportHead draft={draft} />
      <div className="lk-report-body">
        {shelf && subject ? (
          <FieldShelf key={object} object={object} question={question} onChange={ask} />
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
                onChart={(chart) => ask({ ...question, chart })}
                onTabled={setTabled}
              />
            ) : null}
            <CsvButton draft={draft} answer={answer} />
          </div>
          {subject ? <Asked draft={draft} /> : <ChooseFirst />}
          {subject ? <ReportAnswer object={object} answer={answer} title={name || own} tabled={tabled} /> : null}
        </div>
      </div>
    </section>
  )
}
