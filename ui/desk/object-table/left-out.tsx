import type { Filter } from '@lianke/kernel'
import { Link } from '@tanstack/react-router'
import { listPath } from '../../base/client/peek.ts'
import { useNumbers } from '../../base/field-types/parts/number.ts'
import { useWords } from '../../base/i18n/i18n.ts'

/** What a sum leaves out because no rate says what it is worth in the company's own currency, said beside it; opens those amounts. */
export const LeftOut = ({
  object,
  field,
  filter,
  count,
}: {
  readonly object: string
  readonly field: string
  /** The rows that are summed. */
  readonly filter?: Filter | null | undefined
  readonly count: number | undefined
}) => {
  const w = useWords()
  const { number } = useNumbers()
  if (!count) return null
  const unrated: Filter = { field, op: 'no_rate' }
  return (
    <Link
      className="lk-label lk-left-out"
      to={listPath(object)}
      search={{ filter: filter ? { and: [filter, unrated] } : unrated } as never}
    >
      {w('money.left_out', { n: number(count) })}
    </Link>
  )
}
