import { label, type MetaField, type Outcome } from '@lianke/kernel'
import { fieldWidgets, useText } from '@lianke/ui'
import { Button, Input } from 'antd'
import { useState } from 'react'
import type { TodoLine } from '../queries/todo-lines.query.ts'
import { type AskedField, optionsOfAsked } from '../rules/form.rule.ts'
import type { AnswerMore } from './mobile/todo-ask.ts'
import { outcomesOf } from './mobile/outcomes-of.ts'

/** A field of the form, as its widget wants it. */
const metaOf = (field: AskedField): MetaField => ({
  type: field.type,
  label: field.label,
  options: { ...optionsOfAsked(field), required: field.required },
  operators: [],
  sortable: false,
  report: 'none',
  writable: true,
})

const AskedInput = ({
  field,
  value,
  onChange,
}: {
  readonly field: AskedField
  readonly value: unknown
  onChange(value: unknown): void
}) => {
  const text = useText()
  const { Input: Widget } = fieldWidgets[field.type]
  return Widget ? (
    <div className="lk-todo-field">
      <span className="lk-label">
        {text(field.label)}
        {field.required ? ' *' : ''}
      </span>
      <Widget field={metaOf(field)} value={value ?? null} onChange={onChange} />
    </div>
  ) : null
}

/** The button that stands out: the one that was pressed, else the good one. */
const isFirst = ({ key, tone }: Outcome, chosen: Outcome | null): boolean => (chosen ? chosen.key === key : tone === 'good')

/** A word on the answer; Enter sends it where a button was pressed before. */
const NoteInput = ({
  chosen,
  note,
  onChange,
  onEnter,
}: {
  readonly chosen: Outcome | null
  readonly note: string
  onChange(note: string): void
  onEnter(): void
}) => {
  const text = useText()
  return (
    <Input.TextArea
      autoFocus={chosen !== null}
      autoSize={{ minRows: 2, maxRows: 6 }}
      maxLength={4000}
      value={note}
      aria-label={text(label('说明', 'Note'))}
      placeholder={
        chosen?.note === 'required'
          ? text(label('{outcome}的原因（必填）', 'Why: {outcome}'), { outcome: text(chosen.label) })
          : text(label('说明（可不填）', 'A word on it (optional)'))
      }
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
        event.preventDefault()
        onEnter()
      }}
    />
  )
}

/** Everything an answer may hold: what is asked for, a word, and the buttons. */
export const AnswerBox = ({
  line,
  chosen,
  onAnswer,
}: {
  readonly line: TodoLine
  /** The button that was pressed and asks for more; null: the box was opened to read. */
  readonly chosen: Outcome | null
  onAnswer(outcome: Outcome, more: AnswerMore): void
}) => {
  const text = useText()
  const [note, setNote] = useState('')
  const [form, setForm] = useState<Readonly<Record<string, unknown>>>({})
  const fields = line.asked?.form ?? []
  const filled = fields.every(
    ({ name, required }) => !required || (form[name] !== undefined && form[name] !== null && form[name] !== ''),
  )
  const fits = (outcome: Outcome) => filled && (outcome.note !== 'required' || note.trim() !== '')
  const send = (outcome: Outcome) =>
    onAnswer(outcome, { ...(note.trim() ? { note: note.trim() } : {}), ...(fields.length > 0 ? { form } : {}) })
  const submit = (outcome: Outcome | null) => {
    if (outcome && fits(outcome)) send(outcome)
  }
  return (
    <div className="lk-todo-box">
      {line.asked?.instructions ? <p className="lk-todo-words">{line.asked.instructions}</p> : null}
      {fields.map((field) => (
        <AskedInput
          key={field.name}
          field={field}
          value={form[field.name]}
          onChange={(value) => setForm({ ...form, [field.name]: value })}
        />
      ))}
      <NoteInput chosen={chosen} note={note} onChange={setNote} onEnter={() => submit(chosen)} />
      <div className="lk-row">
        {outcomesOf(line).map((outcome) => (
          <Button
            key={outcome.key}
            type={isFirst(outcome, chosen) ? 'primary' : 'default'}
            danger={outcome.tone === 'bad' && chosen?.key === outcome.key}
            disabled={!fits(outcome)}
            onClick={() => send(outcome)}
          >
            {text(outcome.label)}
          </Button>
        ))}
      </div>
    </div>
  )
}
