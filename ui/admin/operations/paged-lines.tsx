import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Loaded } from '../../base/feedback/loaded.tsx'
import { useWords } from '../../base/i18n/i18n.ts'

interface Paged<T> {
  readonly data: { readonly pages: readonly { readonly data: readonly T[] }[] } | undefined
  readonly error: unknown
  readonly hasNextPage: boolean
  refetch(): unknown
  fetchNextPage(): unknown
}

/** Lines that come page by page, newest first; `empty` where there are none. */
export const PagedLines = <T,>({
  of,
  empty,
  children,
}: {
  readonly of: Paged<T>
  readonly empty: ReactNode
  children(one: T): ReactNode
}) => {
  const w = useWords()
  return (
    <>
      <Loaded of={of}>
        {({ pages }) => {
          const rows = pages.flatMap(({ data }) => data)
          return rows.length === 0 ? empty : <ul className="lk-ops-lines">{rows.map((one) => children(one))}</ul>
        }}
      </Loaded>
      {of.hasNextPage ? (
        <Button type="text" block onClick={() => void of.fetchNextPage()}>
          {w('list.more_rows')}
        </Button>
      ) : null}
    </>
  )
}
