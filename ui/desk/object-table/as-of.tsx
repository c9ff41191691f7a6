import { useMoment } from '../../base/field-types/moment.ts'
import { useWords } from '../../base/i18n/i18n.ts'

/** What is so far behind says so; what is younger is on its way. */
const behindMs = 15_000

/** Up to when something is counted, where that was a while ago. */
export const AsOf = ({ at }: { readonly at: string }) => {
  const w = useWords()
  const { ago } = useMoment()
  return Date.now() - Date.parse(at) > behindMs ? (
    <span className="lk-muted" role="status">
      {w('list.as_of', { at: ago(at) })}
    </span>
  ) : null
}
