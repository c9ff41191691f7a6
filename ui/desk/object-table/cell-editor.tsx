import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { MetaField } from '@lianke/kernel'
import { fieldWidgets } from '../../base/field-types/registry.tsx'

/** A field's own input over its value. Enter or leaving keeps, Escape drops; `done` gets nothing when dropped. */
export const CellEditor = ({
  field,
  value,
  done,
  className = 'lk-cell-editor',
}: {
  readonly field: MetaField
  readonly value: unknown
  done(next?: { readonly value: unknown }): void
  readonly className?: string
}) => {
  const [draft, setDraft] = useState(value)
  const box = useRef<HTMLDivElement>(null)
  const finished = useRef(false)
  // The moment of leaving fires with the values of an earlier render.
  const draftNow = useRef(value)
  const { Input, atOnce } = fieldWidgets[field.type]
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
  if (!Input) return null
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keeps the click from reaching the row below
    <div
      ref={box}
      className={className}
      onKeyDown={onKeyDown}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onBlur={(event) => {
        if (
          !(
            event.relatedTarget instanceof Node &&
            (box.current?.contains(event.relatedTarget) ||
              document
                .querySelector(
                  '.ant-select-dropdown:not(.ant-select-dropdown-hidden), .ant-picker-dropdown:not(.ant-picker-dropdown-hidden)',
                )
                ?.contains(event.relatedTarget))
          ) &&
          event.target !== event.relatedTarget
        )
          setTimeout(() => {
            if (!box.current?.contains(document.activeElement)) finish({ value: draftNow.current })
          }, 120)
      }}
    >
      <Input
        field={field}
        value={draft}
        inCell
        autoFocus
        onChange={(next) => {
          setDraft(next)
          draftNow.current = next
          if (atOnce) finish({ value: next })
        }}
      />
    </div>
  )
}
