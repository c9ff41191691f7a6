import { type DragEvent, type ReactNode, useState } from 'react'

/** What a dragged field carries. */
export const dragType = 'text/lianke-field'

/** A place where fields are dropped. */
export const Well = ({
  name,
  hint,
  empty,
  onDrop,
  children,
}: {
  readonly name: string
  readonly hint: string
  readonly empty: boolean
  readonly children: ReactNode
  onDrop(path: string): void
}) => {
  const [over, setOver] = useState(false)
  const takes = (event: DragEvent) => event.dataTransfer.types.includes(dragType)
  return (
    <section
      className={`lk-well${over ? ' over' : ''}`}
      aria-label={name}
      onDragOver={(event) => {
        if (takes(event)) {
          event.preventDefault()
          setOver(true)
        }
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        onDrop(event.dataTransfer.getData(dragType))
      }}
    >
      <span className="lk-well-name">{name}</span>
      {children}
      {empty ? <span className="lk-well-hint">{hint}</span> : null}
    </section>
  )
}
