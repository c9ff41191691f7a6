import { label, type Row } from '@lianke/kernel'
import { eventObjectName, finished, recordPath, useModel, useSave, useText, useToast } from '@lianke/ui'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type Question, questionOf } from './report-question.ts'
import { useReportWords } from './use-report-words.ts'

const report = 'insight.report'
const nameMax = 120
const fresh: Question = { source: 'object', subject: '', groups: [], measures: [{ fn: 'count' }], filter: null, chart: 'bar' }

/** What a report is called while nobody has named it: what it counts, by what. */
const useOwnName = (question: Question, object: string): string => {
  const text = useText()
  const words = useReportWords(object)
  const subject = useModel().object(object)
  if (!subject) return ''
  const said = `${question.measures.map(words.measure).join('、')}${question.groups.length > 0 ? ` · ${question.groups.map(words.group).join(' × ')}` : ''}`
  return text(label('{subject}：{said}', '{subject}: {said}'), { subject: text(subject.plural ?? subject.label), said })
}

/** The report being built: its question, its name, who may open it, and keeping it. */
export const useReportDraft = (row: Row | null) => {
  const text = useText()
  const toast = useToast()
  const model = useModel()
  const navigate = useNavigate()
  const save = useSave(report)
  const [question, ask] = useState<Question>(() => (row ? questionOf(row) : fresh))
  const [name, setName] = useState(String(row?.name ?? ''))
  const [shared, setShared] = useState(row?.shared === true)
  const now = JSON.stringify([question, name.trim(), shared])
  const [saved, setSaved] = useState(row ? now : '')
  const object = question.source === 'event' ? eventObjectName(question.subject) : question.subject
  const own = useOwnName(question, object)
  const meta = model.object(report)
  /** Another subject begins anew; a table stays a table. */
  const choose = (source: Question['source'], subject: string) =>
    ask({ ...fresh, source, subject, chart: question.chart === 'table' ? 'table' : 'bar' })
  const keep = () => {
    const values = {
      ...question,
      name: name.trim() || own.slice(0, nameMax),
      filter: finished(question.filter) ?? null,
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
  const may = Boolean(row ? meta?.may.update : meta?.may.create)
  const subject = model.object(object)
  const kept = { keep, saving: save.isPending, changed: now !== saved }
  return { question, ask, choose, object, subject, name, setName, own, shared, setShared, may, ...kept }
}
export type ReportDraft = ReturnType<typeof useReportDraft>
