import type { Row } from '@lianke/kernel'
import { useRows } from '@lianke/ui'
import { useEffect } from 'react'

const askAgainMs = 1000

/** The code that greets: the one in use, else the one that is being made or was worked on last. */
export const useGreetingCode = (): { readonly code: Row | null; readonly pending: boolean } => {
  const { data, isPending, refetch } = useRows('marketing.channel_code', {
    filter: { field: 'welcome_text', op: 'not_empty' },
    sort: ['-updated_at'],
    limit: 20,
  })
  const rows = data?.data ?? []
  const code = rows.find(({ status }) => status === 'live') ?? rows[0] ?? null
  const waits = code?.status === 'publishing'
  useEffect(() => {
    if (!waits) return
    const timer = setInterval(() => void refetch(), askAgainMs)
    return () => clearInterval(timer)
  }, [waits, refetch])
  return { code, pending: isPending }
}
