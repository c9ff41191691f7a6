import { label, objectsIn } from '@lianke/kernel'
import { Input, Select } from 'antd'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { type TakenQuestion, takenOperators, takenQuestionsIn } from './outlet-config.ts'
import { RemoveButton } from './remove-button.tsx'
import { useTakenNames } from './taken-values.tsx'

const questionsMax = 10
const alone: ReadonlySet<string> = new Set(['empty', 'not_empty'])

/** One question: which value, how it is compared, with what. */
const Question = ({
  question,
  names,
  disabled,
  onChange,
  onRemove,
}: {
  readonly question: TakenQuestion
  readonly names: readonly string[]
  readonly disabled: boolean
  onChange(question: TakenQuestion): void
  onRemove(): void
}) => {
  const text = useText()
  const w = useWords()
  return (
    <div className="lk-row">
      <Select
        size="small"
        style={{ flex: 3, minWidth: 0 }}
        disabled={disabled}
        value={question.name || null}
        aria-label={text(label('取到的值', 'Taken value'))}
        options={names.map((name) => ({ value: name, label: name }))}
        onChange={(name: string) => onChange({ ...question, name })}
      />
      <Select
        size="small"
        style={{ flex: alone.has(question.op) ? 6 : 3, minWidth: 0 }}
        popupMatchSelectWidth={false}
        disabled={disabled}
        value={question.op}
        aria-label={text(label('怎样比较', 'How it is compared'))}
        options={takenOperators.map((op) => ({ value: op, label: w(`op.${op}`) }))}
        onChange={(op) => onChange({ ...question, op, ...(alone.has(op) ? { value: null } : {}) })}
      />
      {alone.has(question.op) ? null : (
        <Input
          size="small"
          style={{ flex: 3, minWidth: 0 }}
          disabled={disabled}
          value={question.value === null ? '' : String(question.value)}
          maxLength={200}
          aria-label={text(label('和什么比较', 'Compared with'))}
          onChange={(event) => onChange({ ...question, value: event.target.value })}
        />
      )}
      <RemoveButton disabled={disabled} onRemove={onRemove} />
    </div>
  )
}

/** What a branch asks of the values that runs took along; all must hold. Nothing is shown where no run takes any. */
export const TakenConditions = ({
  taken,
  disabled,
  onChange,
}: {
  readonly taken: unknown
  readonly disabled: boolean
  onChange(taken: readonly TakenQuestion[]): void
}) => {
  const text = useText()
  const names = useTakenNames()
  const questions = takenQuestionsIn(taken)
  if (names.length === 0 && objectsIn(taken).length === 0) return null
  return (
    <>
      {questions.map((question, index) => (
        <Question
          // biome-ignore lint/suspicious/noArrayIndexKey: a question is known by its place, its value is being typed
          key={index}
          question={question}
          names={names}
          disabled={disabled}
          onChange={(next) => onChange(questions.map((one, at) => (at === index ? next : one)))}
          onRemove={() => onChange(questions.filter((_, at) => at !== index))}
        />
      ))}
      <button
        type="button"
        className="lk-filter-add"
        style={{ alignSelf: 'flex-start' }}
        disabled={disabled || questions.length >= questionsMax}
        onClick={() => onChange([...questions, { name: names[0] ?? '', op: 'eq', value: '' }])}
      >
        <Icon name="plus" size={13} />
        {text(label('按取到的值', 'By a taken value'))}
      </button>
    </>
  )
}
