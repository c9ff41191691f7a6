import type { Filter } from '@lianke/kernel'
import { label } from '@lianke/kernel'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { Problem, request } from '../../base/client/request.ts'
import { useNumbers } from '../../base/field-types/parts/number.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import type { Principal } from '../../desk/sharing/principal.tsx'
import { type SharingPreview, sharingPath } from './sharing-rule.ts'

/** How many records of how many people a rule would share, asked as one types. */
export const SharingCount = ({
  object,
  filter,
  principals,
}: {
  readonly object: string
  readonly filter: Filter
  readonly principals: readonly Principal[]
}) => {
  const text = useText()
  const { number } = useNumbers()
  const asked = useDeferredValue(JSON.stringify({ object, filter, principals: principals.map(({ kind, id }) => ({ kind, id })) }))
  const { data, error } = useQuery({
    queryKey: ['sharing', 'preview', asked],
    queryFn: ({ signal }) => request<SharingPreview>(`${sharingPath}/preview`, { body: JSON.parse(asked), signal }),
    placeholderData: keepPreviousData,
    retry: false,
  })
  const said =
    error instanceof Problem
      ? (error.problems[0]?.detail ?? error.detail)
      : !data
        ? '…'
        : text(label('{n} 条记录，共享给 {m} 人', '{n} records, shared with {m} people'), {
            n: `${number(data.records.value)}${data.records.capped ? '+' : ''}`,
            m: number(data.people),
          })
  return (
    <div className="lk-share-count" role="status">
      <Icon name={error ? 'warning' : 'share'} size={15} />
      {said}
    </div>
  )
}
