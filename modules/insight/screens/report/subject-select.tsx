import { label } from '@lianke/kernel'
import { useModel, useNarrow, useText } from '@lianke/ui'
import { Select } from 'antd'
import type { Question } from './report-question.ts'

/** What a report counts: an object or an event. */
export const SubjectSelect = ({
  question,
  fresh,
  onChoose,
}: {
  readonly question: Question
  /** A new report asks for it first. */
  readonly fresh: boolean
  onChoose(source: Question['source'], subject: string): void
}) => {
  const text = useText()
  const model = useModel()
  const narrow = useNarrow()
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
  return (
    <Select
      showSearch={{ optionFilterProp: 'label' }}
      defaultOpen={fresh && !narrow}
      autoFocus={fresh}
      style={{ width: 200 }}
      options={subjects}
      value={question.subject ? `${question.source}:${question.subject}` : null}
      placeholder={text(label('选择数据', 'Choose what to count'))}
      aria-label={text(label('数据', 'Data'))}
      onChange={(value: string) => {
        const [source = 'object', subjectName = ''] = value.split(/:(.*)/)
        onChoose(source === 'event' ? 'event' : 'object', subjectName)
      }}
    />
  )
}
