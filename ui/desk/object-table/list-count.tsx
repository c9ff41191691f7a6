import { Tooltip } from 'antd'
import { useEffect, useState } from 'react'
import type { Filter, MetaObject } from '@lianke/kernel'
import { pathOf, request } from '../../base/client/request.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useNumbers } from '../../base/field-types/parts/number.ts'
import { useWords } from '../../base/i18n/i18n.ts'

/** "10,000+" at once; the exact number when somebody asks for it. */
export const ListCount = ({
  object,
  count,
  filter,
  search,
}: {
  readonly object: MetaObject
  readonly count: { readonly value: number; readonly capped: boolean }
  readonly filter: Filter | null
  readonly search: string
}) => {
  const w = useWords()
  const toast = useToast()
  const { number } = useNumbers()
  const [exact, setExact] = useState<number | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question has another number
  useEffect(() => setExact(null), [filter, search, count.value])
  const shown = exact ?? count.value
  if (!count.capped || exact !== null) return <span className="lk-list-count">{w('list.count', { n: number(shown) })}</span>
  const ask = () =>
    request<{ data: Record<string, unknown>[] }>(`${pathOf(object.name)}/aggregate`, {
      body: { measures: [{ fn: 'count' }], ...(filter ? { filter } : {}) },
    }).then(({ data }) => setExact(Number(Object.values(data[0] ?? {})[0] ?? count.value)), toast.failed)
  // The exact count knows filters, not the search box.
  if (search) return <span className="lk-list-count">{w('list.count', { n: `${number(shown)}+` })}</span>
  return (
    <Tooltip title={w('list.count_exact')}>
      <button type="button" className="lk-list-count" onClick={() => void ask()}>
        {w('list.count', { n: `${number(shown)}+` })}
      </button>
    </Tooltip>
  )
}
