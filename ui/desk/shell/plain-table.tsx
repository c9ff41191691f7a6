import type { Label } from '@lianke/kernel'
import type { ReactNode } from 'react'
import { useText } from '../../base/i18n/i18n.ts'

/** A small table that is read, not worked in: heads, and rows as they are given. `acts`: a last column without a head. */
export const PlainTable = ({
  heads,
  acts,
  children,
}: {
  readonly heads: readonly Label[]
  readonly acts?: ReactNode
  readonly children: ReactNode
}) => {
  const text = useText()
  return (
    <div className="lk-scroll-x">
      <table className="lk-table-plain">
        <thead>
          <tr>
            {heads.map((one) => (
              <th key={one.en}>{text(one)}</th>
            ))}
            {acts === undefined ? null : <th className="end">{acts}</th>}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}
