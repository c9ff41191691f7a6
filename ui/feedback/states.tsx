import { Button } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { Problem } from '../client/request.ts'
import { useWords } from '../i18n/i18n.ts'
import { Icon } from '../icons/icon.tsx'

/** An empty place that offers the one best first act. */
export const Empty = ({ icon = 'inbox', title, help, children, small }: {
  readonly icon?: string; readonly title: ReactNode; readonly help?: ReactNode; readonly children?: ReactNode; readonly small?: boolean
}) => (
  <div className={`lk-empty${small ? ' small' : ''}`}>
    <div className="lk-empty-mark"><Icon name={icon} size={20} /></div>
    <div className="lk-empty-title">{title}</div>
    {help ? <div>{help}</div> : null}
    {children ? <div className="lk-empty-action">{children}</div> : null}
  </div>
)

/** Renders its children only after 300 ms, so that quick answers never flash. */
export const Patience = ({ children }: { readonly children: ReactNode }) => {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300)
    return () => clearTimeout(timer)
  }, [])
  return late ? <div className="lk-appear">{children}</div> : null
}

/** Quiet lines in the place of text that is on its way. */
export const Skeleton = ({ rows = 6, height = 44 }: { readonly rows?: number; readonly height?: number }) => {
  const w = useWords()
  return (
    <Patience>
      <div role="status" aria-label={w('common.loading')}>
        {Array.from({ length: rows }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: identical placeholders
          <div key={i} className="lk-row" style={{ height, padding: '0 16px', gap: 24, borderBottom: '1px solid var(--lk-hairline)' }}>
            <span className="lk-skeleton" style={{ width: `${14 + ((i * 7) % 10)}%` }} />
            <span className="lk-skeleton" style={{ width: `${20 + ((i * 11) % 16)}%` }} />
            <span className="lk-skeleton" style={{ width: `${8 + ((i * 5) % 9)}%` }} />
          </div>
        ))}
      </div>
    </Patience>
  )
}

/** What a failed read looks like: what happened, that nothing is lost, what to do. */
export const Failure = ({ error, retry, small }: { readonly error: unknown; readonly retry?: () => void; readonly small?: boolean }) => {
  const w = useWords()
  const again = retry ? <Button icon={<Icon name="refresh" size={14} />} onClick={retry}>{w('state.retry')}</Button> : null
  if (error instanceof Problem) {
    if (error.status === 0) return <Empty small={small} icon="wifi-off" title={w('state.offline')} help={w('state.unreachable')}>{again}</Empty>
    if (error.status === 403) return <Empty small={small} icon="lock" title={w('state.forbidden')} help={error.detail || w('state.forbidden_help')} />
    if (error.status === 404) return <Empty small={small} icon="search" title={w('state.missing')} help={w('state.missing_help')} />
    if (error.status < 500) return <Empty small={small} icon="warning" title={error.title || w('state.error')} help={error.detail}>{again}</Empty>
  }
  const said = error instanceof Error ? error.message : String(error)
  return (
    <Empty small={small} icon="warning" title={w('state.error')} help={<>{w('state.error_help')}<br /><code style={{ fontFamily: 'var(--lk-mono)', fontSize: 12 }}>{said}</code></>}>{again}</Empty>
  )
}
