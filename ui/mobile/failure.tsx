import { Button } from 'antd-mobile'
import { Problem } from '../client/request.ts'
import { Empty } from '../feedback/empty.tsx'
import { useWords } from '../i18n/i18n.ts'

/** What a failed read looks like on a phone: what happened, and what to do. */
export const Failure = ({
  error,
  retry,
  small,
}: {
  readonly error: unknown
  readonly retry?: () => void
  readonly small?: boolean
}) => {
  const w = useWords()
  const again = retry ? (
    <Button size="small" onClick={retry}>
      {w('state.retry')}
    </Button>
  ) : null
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
          <code>{error instanceof Error ? error.message : String(error)}</code>
        </>
      }
    >
      {again}
    </Empty>
  )
}
