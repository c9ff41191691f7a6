import type { DragEvent, KeyboardEvent } from 'react'
import { Icon } from '../icons/icon.tsx'

const mime = (kind: string) => `application/x-lianke-${kind}`
const attribute = (kind: string, name: string) => `${kind}:${name}`

/** What is moved keeps the focus, wherever it stands afterwards. */
const focusAgain = (kind: string, name: string): void =>
  void requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`[data-move="${CSS.escape(attribute(kind, name))}"]`)?.focus(),
  )

/** Where something in an order is taken hold of: dragged, or moved by the arrow keys. */
export const MoveHandle = ({
  kind,
  name,
  said,
  move,
}: {
  /** What is dragged lands only on its own kind. */
  readonly kind: string
  readonly name: string
  readonly said: string
  move(by: -1 | 1): void
}) => (
  <button
    type="button"
    className="lk-icon-button small lk-move"
    draggable
    data-move={attribute(kind, name)}
    aria-label={said}
    title={said}
    onDragStart={(event: DragEvent) => event.dataTransfer.setData(mime(kind), name)}
    onKeyDown={(event: KeyboardEvent) => {
      const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
      if (by === 0) return
      event.preventDefault()
      move(by)
      focusAgain(kind, name)
    }}
  >
    <Icon name="grip" size={14} />
  </button>
)

/** What makes a place take what is dragged to it. */
export const dropPlace = (kind: string, take: (name: string) => void) => ({
  onDragOver: (event: DragEvent<HTMLElement>) => {
    if (!event.dataTransfer.types.includes(mime(kind))) return
    event.preventDefault()
    event.currentTarget.classList.add('lk-drop')
  },
  onDragLeave: (event: DragEvent<HTMLElement>) => event.currentTarget.classList.remove('lk-drop'),
  onDrop: (event: DragEvent<HTMLElement>) => {
    event.currentTarget.classList.remove('lk-drop')
    const name = event.dataTransfer.getData(mime(kind))
    if (name) take(name)
  },
})
