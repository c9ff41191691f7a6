import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { MetaField } from '@lianke/kernel'
import { fieldWidgets } from '../../base/field-types/registry.tsx'

const popups = '.ant-select-dropdown:not(.ant-select-dropdown-hidden), .ant-picker-dropdown:not(.ant-picker-dropdown-hidden)'
const leaveMs = 120

interface Props {
  readonly field: MetaField
  readonly value: unknown
  done(next?: { readonly value: unknown }): void
  readonly className?: string
}

/** The value while it is edited: kept by Enter or by leaving, dropped by Escape, once. */
const useDraft = ({ field, value, done }: Props) => {
  const [draft, setDraft] = useState(value)
  const box = useRef<HTMLDivElement>(null)
  const finished = useRef(false)
  // The moment of leaving fires with the values of an earlier render.
  const draftNow = useRef(value)
  const { atOnce } = fieldWidgets[field.type]
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('input, textarea, button')?.focus()
  }, [])
  const finish = (next?: { readonly value: unknown }) => {
    if (finished.current) return
    finished.current = true
    done(next && JSON.stringify(next.value ?? null) !== JSON.stringify(value ?? null) ? next : undefined)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === 'Escape') finish()
    if (
      event.key === 'Enter' &&
      !event.shiftKey &&
      !event.nativeEvent.isComposing &&
      !(event.target instanceof HTMLTextAreaElement) &&
      !atOnce
    )
      finish({ value: draft })
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) finish({ value: draft })
  }
  const onBlur = ({ relatedTarget, target }: FocusEvent) => {
    // The list of a picker stands elsewhere in the page, and is part of the input all the same.
    const within =
      relatedTarget instanceof Node &&
      (box.current?.contains(relatedTarget) || document.querySelector(popups)?.contains(relatedTarget))
    if (within || target === relatedTarget) return
    setTimeout(() => {
      if (!box.current?.contains(document.activeElement)) finish({ value: draftNow.current })
    }, leaveMs)
  }
  const change = (next: unknown) => {
    setDraft(next)
    draftNow.current = next
    if (atOnce) finish({ value: next })
  }
  return { box, draft, change, onKeyDown, onBlur }
}

/** A field's own input over its value. Enter or leaving keeps, Escape drops; `done` gets nothing when dropped. */
export const CellEditor = (props: Props) => {
  const { field, className = 'lk-cell-editor' } = props
  const { box, draft, change, onKeyDown, onBlur } = useDraft(props)
  const { Input } = fieldWidgets[field.type]
  if (!Input) return null
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keeps the click from reaching the row below
    <div
      ref={box}
      className={className}
      onKeyDown={onKeyDown}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onBlur={onBlur}
    >
      <Input field={field} value={draft} inCell autoFocus onChange={change} />
    </div>
  )
}
