import { person } from '@lianke/customer/contract'
import { Icon, saveCsv, useModel } from '@lianke/ui'
import { Button } from 'antd'
import { linesOf } from './report-file.ts'
import type { useAnswer } from './use-answer.ts'
import type { ReportDraft } from './use-report-draft.ts'
import { useReportWords } from './use-report-words.ts'

/** The answer as a file, for those who may take its rows out: of events, those who may take persons out. */
export const CsvButton = ({
  draft: { question, object, subject, name, own },
  answer: { asked, pivot },
}: {
  readonly draft: ReportDraft
  readonly answer: ReturnType<typeof useAnswer>
}) => {
  const model = useModel()
  const words = useReportWords(object)
  const mayExport = subject !== undefined && model.object(question.source === 'event' ? person.name : object)?.may.export === true
  if (!mayExport || !asked || !pivot || pivot.rows.length === 0) return null
  return (
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
  )
}
