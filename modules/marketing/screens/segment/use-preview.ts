import type { Filter, Row } from '@lianke/kernel'
import { request } from '@lianke/ui'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

const restMs = 250

export interface Preview {
  readonly count: number
  readonly sample: readonly Row[]
  readonly as_of: string
}

/** How many a tree has now, and some of them; asked again a quarter of a second after the last change. */
export const usePreview = (filter: Filter | null, fields: readonly string[]) => {
  const asked = JSON.stringify({ filter: filter ?? { and: [] }, fields })
  const [settled, setSettled] = useState(asked)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(asked), restMs)
    return () => clearTimeout(timer)
  }, [asked])
  const query = useQuery({
    queryKey: ['segment.preview', settled],
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: false,
    queryFn: ({ signal }) => request<Preview>('/segments/preview', { body: JSON.parse(settled), signal }),
  })
  return { ...query, waiting: query.isFetching || settled !== asked }
}
