import { useState } from 'react'
import { type DisplayProps, type PhoneInputProps, type PhoneWidget, useWords } from '@lianke/ui/field-phone'

const indent = 2
const textOf = (value: unknown): string => (value === null || value === undefined ? '' : JSON.stringify(value, null, indent))

const Display = ({ value }: DisplayProps) => <pre className="lkm-code">{textOf(value)}</pre>
const Input = ({ value, onChange, id, bad }: PhoneInputProps) => {
  const w = useWords()
  const [text, setText] = useState(() => textOf(value))
  const [broken, setBroken] = useState(false)
  const change = (next: string) => {
    setText(next)
    try {
      onChange(next.trim() ? JSON.parse(next) : null)
      setBroken(false)
    } catch {
      // Half-typed text is no value yet; the old one stays until it reads as JSON.
      setBroken(true)
    }
  }
  return (
    <>
      <textarea
        id={id}
        className="lkm-input lkm-code"
        rows={3}
        autoCapitalize="off"
        spellCheck={false}
        aria-invalid={bad || broken}
        value={text}
        onChange={(event) => change(event.target.value)}
      />
      {broken ? (
        <span className="lkm-problem" role="alert">
          {w('field.json_bad')}
        </span>
      ) : null}
    </>
  )
}
export const jsonPhone: PhoneWidget = { Display, Input, label: 'above' }
