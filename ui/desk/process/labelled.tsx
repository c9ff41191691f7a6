import type { ReactNode } from 'react'

/** One setting of a step: what it is called, what helps to fill it, its input. */
export const Labelled = ({
  said,
  help,
  required,
  children,
}: {
  readonly said: string
  readonly help?: string
  readonly required?: boolean
  readonly children: ReactNode
}) => (
  <div className="lk-process-field" role="group" aria-label={said}>
    <span className="lk-process-said">
      {said}
      {required ? (
        <i aria-hidden style={{ color: 'var(--lk-red-fg)' }}>
          {' '}
          *
        </i>
      ) : null}
    </span>
    {children}
    {help ? <span className="lk-label">{help}</span> : null}
  </div>
)
