import type { ReactNode } from 'react'
import { Icon } from '../icons/icon.tsx'

/** An empty place that offers the one best first act. */
export const Empty = ({
  icon = 'inbox',
  title,
  help,
  children,
  small,
}: {
  readonly icon?: string
  readonly title: ReactNode
  readonly help?: ReactNode
  readonly children?: ReactNode
  readonly small?: boolean
}) => (
  <div className={`lk-empty${small ? ' small' : ''}`}>
    <div className="lk-empty-mark">
      <Icon name={icon} size={20} />
    </div>
    <div className="lk-empty-title">{title}</div>
    {help ? <div>{help}</div> : null}
    {children ? <div className="lk-empty-action">{children}</div> : null}
  </div>
)
