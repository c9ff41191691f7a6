import { type FieldTypeName, label, type MetaField, type Outcome } from '@lianke/kernel'
import { Button, PhoneInput, Sheet, useText } from '@lianke/ui/phone'
import { useState } from 'react'
import type { TodoLine } from '../../queries/todo-lines.query.ts'
import { type AskedField, optionsOfAsked } from '../../rules/form.rule.ts'
import { LineFacts } from './line-facts.tsx'
import { outcomesOf } from './outcomes-of.ts'
import type { AnswerMore } from './todo-ask.ts'

const metaOf = (type: FieldTypeName, field: Pick<MetaField, 'label' | 'options'>): MetaField => ({
  ...field,
  type,
  operators: [],
  sortable: false,
  report: 'none',
  writable: true,
})
const askedMeta = (field: AskedField): MetaField =>
  metaOf(field.type, { label: field.label, options: { ...optionsOfAsked(field), required: field.required } })

/** All that an answer may hold, and the buttons under the thumb. */
export const AnswerForm = ({
  line,
  chosen,
  onAnswer,
}: {
  readonly line: TodoLine
  readonly chosen: Outcome | null
  onAnswer(outcome: Outcome, more: AnswerMore): void
}) => {
  const text = useText()
  const [note, setNote] = useState<string | null>(null)
  const [form, setForm] = useState<Readonly<Record<string, unknown>>>({})
  const fields = line.asked?.form ?? []
  const filled = fields.every(({ name, required }) => !required || (form[name] ?? '') !== '')
  const fits = (outcome: Outcome) => filled && (outcome.note !== 'required' || Boolean(note?.trim()))
  const more: AnswerMore = { ...(note?.trim() ? { note: note.trim() } : {}), ...(fields.length > 0 ? { form } : {}) }
  const why = chosen?.note === 'required' ? label('原因（必填）', 'Why (required)') : label('说明', 'Note')
  return (
    <>
      <LineFacts line={line} />
      {fields.map((field) => (
        <PhoneInput
          key={field.name}
          field={askedMeta(field)}
          value={form[field.name]}
          problem={undefined}
          onChange={(value) => setForm({ ...form, [field.name]: value })}
        />
      ))}
      <PhoneInput
        field={metaOf('long_text', { label: why, options: { max: 4000 } })}
        value={note}
        problem={undefined}
        onChange={(value) => setNote(typeof value === 'string' ? value : null)}
      />
      <div className="lkm-foot-button lkm-buttons">
        {outcomesOf(line).map((outcome) => (
          <Button
            key={outcome.key}
            block
            size="large"
            color={outcome.tone === 'good' ? 'primary' : outcome.tone === 'bad' ? 'danger' : 'default'}
            fill={outcome.tone === 'good' ? 'solid' : 'outline'}
            disabled={!fits(outcome)}
            onClick={() => onAnswer(outcome, more)}
          >
            {text(outcome.label)}
          </Button>
        ))}
      </div>
    </>
  )
}

/** The same, come up from below. */
export const AnswerSheet = ({
  line,
  chosen,
  onClose,
  onAnswer,
}: {
  readonly line: TodoLine | null
  readonly chosen: Outcome | null
  onClose(): void
  onAnswer(line: TodoLine, outcome: Outcome, more: AnswerMore): void
}) => (
  <Sheet open={line !== null} title={line?.title ?? ''} onClose={onClose}>
    {line ? (
      <AnswerForm key={line.id} line={line} chosen={chosen} onAnswer={(outcome, more) => onAnswer(line, outcome, more)} />
    ) : null}
  </Sheet>
)
