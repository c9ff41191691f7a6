import './page-frame.css'
import type { ReactNode } from 'react'
import { useTabTitle } from '../../base/client/tab-title.ts'

/** Frame of a page that is not a list: title, acts, and a column of content. */
export const Page = ({
  title,
  lead,
  actions,
  children,
  wide,
  full,
}: {
  readonly title: ReactNode
  readonly lead?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** Content as wide as the window. */
  readonly wide?: boolean
  /** Content fills the height and scrolls by itself (canvas, matrix). */
  readonly full?: boolean
}) => {
  useTabTitle(typeof title === 'string' ? title : null)
  return (
    <div className={`lk-page${wide ? ' wide' : ''}${full ? ' full' : ''}`}>
      <header className="lk-page-head">
        <div className="lk-grow">
          <h1 className="lk-title-2">{title}</h1>
          {lead ? <p className="lk-muted">{lead}</p> : null}
        </div>
        {actions ? <div className="lk-row">{actions}</div> : null}
      </header>
      <div className="lk-page-body">{children}</div>
    </div>
  )
}

/** A titled part of a page, set off by space and a hairline. */
export const PageSection = ({
  title,
  help,
  actions,
  children,
}: {
  readonly title?: ReactNode
  readonly help?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}) => (
  <section className="lk-page-section">
    {title ? (
      <header>
        <div className="lk-grow">
          <h2 className="lk-title-3">{title}</h2>
          {help ? <p className="lk-muted">{help}</p> : null}
        </div>
        {actions}
      </header>
    ) : null}
    {children}
  </section>
)
