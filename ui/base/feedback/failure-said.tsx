import type { ReactNode } from 'react'
import { Problem } from '../client/request.ts'
import { useWords } from '../i18n/i18n.ts'
import { Empty } from './empty.tsx'

/** What a failed read says on every screen: what happened, that nothing is lost, what to do; `again` is the button that tries anew. */
export const FailureSaid = ({
  error,
  again,
  small,
}: {
  readonly error: unknown
  readonly again: ReactNode
  readonly small?: boolean
}) => {
  const w = useWords()
  if (error instanceof Problem) {
    if (error.status === 0)
      return (
        <Empty small={small} icon="wifi-off" title={w('state.offline')} help={w('state.unreachable')}>
          {again}
        </Empty>
      )
    if (error.status === 403)
      return <Empty small={small} icon="lock" title={w('state.forbidden')} help={error.detail || w('state.forbidden_help')} />
    if (error.status === 404)
      return <Empty small={small} icon="search" title={w('state.missing')} help={w('state.missing_help')} />
    if (error.status < 500)
      return (
        <Empty small={small} icon="warning" title={error.title || w('state.error')} help={error.detail}>
          {again}
        </Empty>
      )
  }
  return (
    <Empty
      small={small}
      icon="warning"
      title={w('state.error')}
      help={
        <>
          {w('state.error_help')}
          <br />
          <code style={{ fontFamily: 'var(--lk-mono)', fontSize: 12 }}>
            {error instanceof Error ? error.message : String(error)}
          </code>
        </>
      }
    >
      {again}
    </Empty>
  )
}
