import { FailureSaid } from '../base/feedback/failure-said.tsx'
import { useWords } from '../base/i18n/i18n.ts'
import { Button } from './button.tsx'

interface Props {
  readonly error: unknown
  readonly retry?: () => void
  readonly small?: boolean
}

/** What a failed read looks like on a phone. */
export const Failure = ({ error, retry, small }: Props) => {
  const w = useWords()
  const again = retry ? (
    <Button size="small" onClick={retry}>
      {w('state.retry')}
    </Button>
  ) : null
  return <FailureSaid error={error} again={again} small={small} />
}
