import type { Label } from '@lianke/kernel'
import { useText } from '@lianke/ui'
import { Input } from 'antd'
import type { ReactNode } from 'react'
import type { CodeDraft } from './use-code-draft.ts'

/** A field of the form: what it is called, its input, and what is wrong with it or helps to fill it. */
export const CodeField = ({
  draft: { problems },
  name,
  said,
  help,
  children,
}: {
  readonly draft: CodeDraft
  readonly name: string
  readonly said: Label
  readonly help?: Label
  readonly children: ReactNode
}) => {
  const text = useText()
  return (
    <div className={`lk-field wide${problems[name] ? ' bad' : ''}`}>
      <label htmlFor={`code-${name}`}>{text(said)}</label>
      {children}
      {problems[name] ? (
        <span className="lk-field-problem" role="alert">
          {problems[name]}
        </span>
      ) : help ? (
        <span className="lk-label">{text(help)}</span>
      ) : null}
    </div>
  )
}

/** One line of text. */
export const CodeInput = ({
  draft: { values, set },
  name,
  max,
  placeholder,
}: {
  readonly draft: CodeDraft
  readonly name: string
  readonly max: number
  readonly placeholder?: string
}) => (
  <Input
    id={`code-${name}`}
    value={String(values[name] ?? '')}
    maxLength={max}
    placeholder={placeholder}
    onChange={(event) => set(name, event.target.value)}
  />
)
