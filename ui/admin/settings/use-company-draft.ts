import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { request } from '../../base/client/request.ts'
import { useMe } from '../../base/client/session.ts'

/** What of the company its administrator may change. */
interface Company {
  readonly name: string
  readonly zone: string
  readonly locale: string
}
const parts = ['name', 'zone', 'locale'] as const

/** The company under change: what stands as long as nothing is changed. `save` answers the way back. */
export const useCompanyDraft = () => {
  const client = useQueryClient()
  const { data: me } = useMe()
  const [draft, setDraft] = useState<Partial<Company>>({})
  const [busy, setBusy] = useState(false)
  if (!me) return null
  const { name, zone, locale, base_currency: currency } = me.tenant
  const standing: Company = { name, zone, locale }
  const company = { ...standing, ...draft }
  const put = async (next: Company) => {
    await request('/company', { method: 'PATCH', body: next })
    setDraft({})
    await client.invalidateQueries()
  }
  return {
    company,
    currency,
    busy,
    changed: parts.some((part) => company[part] !== standing[part]),
    change: (part: Partial<Company>) => setDraft({ ...draft, ...part }),
    cancel: () => setDraft({}),
    save: async (): Promise<() => Promise<void>> => {
      setBusy(true)
      try {
        await put(company)
        return () => put(standing)
      } finally {
        setBusy(false)
      }
    },
  }
}
