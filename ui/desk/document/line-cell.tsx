import type { MetaField } from '@lianke/kernel'
import { useRef } from 'react'
import { FieldValue, fieldWidgets, isEmpty } from '../../base/field-types/registry.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { CellEditor } from '../object-table/cell-editor.tsx'

interface Props {
  readonly field: MetaField
  readonly value: unknown
  readonly place: string
  readonly current: boolean
  readonly writing: boolean
  readonly open: boolean
  /** What stands in a line that is still to be written. */
  readonly hint?: string | undefined
  enter(write: boolean): void
  /** `on`: where writing goes on. */
  done(next: { readonly value: unknown } | undefined, on: 'stay' | 'next'): void
}

/** One value of a line: shown, and written where it stands. Tab keeps it and goes on. */
export const LineCell = ({ field, value, place, current, writing, open, hint, enter, done }: Props) => {
  const w = useWords()
  const text = useText()
  const on = useRef<'stay' | 'next'>('stay')
  const { align } = fieldWidgets[field.type]
  if (writing)
    return (
      <td
        className={`${align} writing`}
        onKeyDownCapture={(event) => {
          if (event.key !== 'Tab' || event.shiftKey) return
          event.preventDefault()
          on.current = 'next'
          if (event.target instanceof HTMLElement) event.target.blur()
        }}
      >
        <CellEditor
          className="lk-line-input"
          field={field}
          value={value}
          done={(next) => {
            done(next, on.current)
            on.current = 'stay'
          }}
        />
      </td>
    )
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it handles the keys
    <td
      className={`${align}${open ? ' open' : ''}`}
      data-cell={place}
      tabIndex={current ? 0 : -1}
      aria-label={isEmpty(value) ? `${text(field.label)}: ${w('field.empty')}` : undefined}
      onClick={() => enter(open)}
      onFocus={() => (current ? undefined : enter(false))}
    >
      {isEmpty(value) ? <span className="lk-line-empty">{hint ?? ''}</span> : <FieldValue field={field} value={value} />}
    </td>
  )
}
