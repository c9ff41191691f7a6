import { Alert } from 'antd'
import { Problem } from '../../base/client/request.ts'
import { useWords } from '../../base/i18n/i18n.ts'

/** Why the door stayed closed. `atFields`: what the refusal says of fields is said there, and not again. */
export const DoorProblem = ({ error, atFields }: { readonly error: unknown; readonly atFields?: boolean }) => {
  const w = useWords()
  if (!error || (atFields && error instanceof Problem && error.problems.length > 0)) return null
  const said = error instanceof Problem ? error.detail || error.title || w('state.unreachable') : w('state.error')
  return <Alert type="error" title={said} style={{ marginBottom: 16 }} />
}
