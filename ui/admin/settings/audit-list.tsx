import type { Label } from '@lianke/kernel'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Loaded } from '../../base/feedback/loaded.tsx'
import { useWords } from '../../base/i18n/i18n.ts'
import { PlainTable } from '../../desk/shell/plain-table.tsx'
import { useAudit } from './audit-data.ts'

/** One audit as a table that grows downwards. */
export const AuditList = <Line extends { readonly id: string }>({
  path,
  heads,
  cells,
}: {
  readonly path: string
  readonly heads: readonly Label[]
  cells(line: Line): ReactNode
}) => {
  const w = useWords()
  const list = useAudit<Line>(path)
  return (
    <Loaded of={list}>
      {({ pages }) => (
        <>
          <PlainTable heads={heads}>
            {pages
              .flatMap(({ data }) => data)
              .map((line) => (
                <tr key={line.id}>{cells(line)}</tr>
              ))}
          </PlainTable>
          {list.hasNextPage ? (
            <Button type="text" block onClick={() => void list.fetchNextPage()}>
              {w('list.more_rows')}
            </Button>
          ) : null}
        </>
      )}
    </Loaded>
  )
}
