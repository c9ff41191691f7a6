import { Button } from 'antd'
import { Problem } from '../client/request.ts'
import { useWords } from '../i18n/i18n.ts'
import { Icon } from '../icons/icon.tsx'
import { Empty } from './empty.tsx'

export { Empty } from './empty.tsx'
export { Patience, Skeleton } from './skeleton.tsx'

/** What a failed read looks like: what happened, that nothing is lost, what to do. */
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
    <Button icon={<Icon name="refresh" size={14} />} onClick={retry}>
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
  const said = error instanceof Error ? error.message : String(error)
  return (
    <Empty
      small={small}
      icon="warning"
      title={w('state.error')}
      help={
        <>
          {w('state.error_help')}
          <br />
          <code style={{ fontFamily: 'var(--lk-mono)', fontSize: 12 }}>{said}</code>
        </>
      }
    >
      {again}
    </Empty>
  )
}
