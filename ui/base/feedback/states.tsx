import { Button } from 'antd'
import { useWords } from '../i18n/i18n.ts'
import { Icon } from '../icons/icon.tsx'
import { FailureSaid } from './failure-said.tsx'

export { Empty } from './empty.tsx'
export { Patience, Skeleton } from './skeleton.tsx'

interface Props {
  readonly error: unknown
  readonly retry?: () => void
  readonly small?: boolean
}

/** What a failed read looks like on the desktop. */
export const Failure = ({ error, retry, small }: Props) => {
  const w = useWords()
  const again = retry ? (
    <Button icon={<Icon name="refresh" size={14} />} onClick={retry}>
      {w('state.retry')}
    </Button>
  ) : null
  return <FailureSaid error={error} again={again} small={small} />
}
