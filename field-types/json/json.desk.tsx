import { Input as AntInput } from 'antd'
import { useState } from 'react'
import { useWords, type DisplayProps, type FieldWidget, type InputProps, TextFilter } from '@lianke/ui/field-desk'

const mono = { fontFamily: 'var(--lk-mono)', fontSize: 12 } as const
const Display = ({ value, place }: DisplayProps) =>
  place === 'page' ? (
    <pre style={{ ...mono, margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxHeight: 240, overflow: 'auto' }}>
      {JSON.stringify(value, null, 2)}
    </pre>
  ) : (
    <code className="lk-ellipsis lk-muted" style={mono}>
      {JSON.stringify(value)}
    </code>
  )
const Input = ({ value, onChange, id, disabled }: InputProps) => {
  const w = useWords()
  const [text, setText] = useState(() => (value === null || value === undefined ? '' : JSON.stringify(value, null, 2)))
  const [bad, setBad] = useState(false)
  const change = (next: string) => {
    setText(next)
    try {
      onChange(next.trim() ? JSON.parse(next) : null)
      setBad(false)
    } catch {
      // Half-typed text is no value yet; the old one stays until it reads as JSON.
      setBad(true)
    }
  }
  return (
    <>
      <AntInput.TextArea
        id={id}
        disabled={disabled}
        autoSize={{ minRows: 3, maxRows: 14 }}
        style={mono}
        status={bad ? 'error' : undefined}
        value={text}
        onChange={(event) => change(event.target.value)}
      />
      {bad ? (
        <span className="lk-label" role="alert">
          {w('field.json_bad')}
        </span>
      ) : null}
    </>
  )
}
export const jsonDesk: FieldWidget = {
  align: 'start',
  width: 180,
  icon: 'braces',
  Display,
  Input,
  FilterEditor: TextFilter,
  wide: true,
  unlisted: true,
}
